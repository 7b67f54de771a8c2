import { assertNever } from '../../shared/never.ts';
import { nextCluster, createCluster, splitClusters } from '../text/clusters.ts';

/** A text a person is editing: pure data, every change gives a new one. */
export interface EditedText {
  readonly text: string;
  /** Offset into the text, always between two clusters. */
  readonly cursor: number;
  /** What the last deletions of words and lines took away, for `yank`. */
  readonly killed: string;
  /** Earlier states, the latest last; at most `UNDO_STEPS`. */
  readonly undo: readonly Snapshot[];
}

interface Snapshot {
  readonly text: string;
  readonly cursor: number;
}

export type EditCommand =
  | { readonly type: 'insert'; readonly text: string }
  | {
      readonly type:
        | 'left'
        | 'right'
        | 'word_left'
        | 'word_right'
        | 'line_start'
        | 'line_end'
        | 'up'
        | 'down'
        | 'delete_left'
        | 'delete_right'
        | 'delete_word_left'
        | 'delete_word_right'
        | 'delete_to_start'
        | 'delete_to_end'
        | 'yank'
        | 'undo';
    };

const UNDO_STEPS = 100;

export const emptyText: EditedText = { text: '', cursor: 0, killed: '', undo: [] };

/** The keys of the usual line editors, as commands. Enter, Tab and history belong to whoever owns the line. */
export const EDIT_KEYS: Readonly<Record<string, Exclude<EditCommand['type'], 'insert'>>> = {
  left: 'left',
  'C-b': 'left',
  right: 'right',
  'C-f': 'right',
  'M-b': 'word_left',
  'C-left': 'word_left',
  'M-left': 'word_left',
  'M-f': 'word_right',
  'C-right': 'word_right',
  'M-right': 'word_right',
  home: 'line_start',
  'C-a': 'line_start',
  end: 'line_end',
  'C-e': 'line_end',
  up: 'up',
  down: 'down',
  backspace: 'delete_left',
  delete: 'delete_right',
  'C-d': 'delete_right',
  'C-w': 'delete_word_left',
  'M-backspace': 'delete_word_left',
  'C-backspace': 'delete_word_left',
  'M-d': 'delete_word_right',
  'C-delete': 'delete_word_right',
  'C-u': 'delete_to_start',
  'C-k': 'delete_to_end',
  'C-y': 'yank',
  'C-_': 'undo',
};

const cluster = createCluster();

// `lastIndexOf` takes a negative place for 0.
const lineStart = (text: string, cursor: number): number => (cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1);

/** The boundary at or before `offset`; an offset inside a cluster moves to its beginning. */
function boundaryBefore(text: string, offset: number): number {
  let at = lineStart(text, offset);
  while (at < offset) {
    nextCluster(text, at, cluster);
    if (cluster.end > offset) return at;
    at = cluster.end;
  }
  return at;
}

function previous(text: string, cursor: number): number {
  return cursor === 0 ? 0 : boundaryBefore(text, cursor - 1);
}

function following(text: string, cursor: number): number {
  if (cursor >= text.length) return text.length;
  nextCluster(text, cursor, cluster);
  return cluster.end;
}

const isWord = (text: string): boolean => /[\p{L}\p{N}\p{M}_]/u.test(text);

function wordLeft(text: string, cursor: number): number {
  let at = cursor;
  while (at > 0 && !isWord(text.slice(previous(text, at), at))) at = previous(text, at);
  while (at > 0 && isWord(text.slice(previous(text, at), at))) at = previous(text, at);
  return at;
}

function wordRight(text: string, cursor: number): number {
  let at = cursor;
  while (at < text.length && !isWord(text.slice(at, following(text, at)))) at = following(text, at);
  while (at < text.length && isWord(text.slice(at, following(text, at)))) at = following(text, at);
  return at;
}

function lineEnd(text: string, cursor: number): number {
  const end = text.indexOf('\n', cursor);
  return end < 0 ? text.length : end;
}

/** The same cluster, counted from the line's start, in another line; its end when it is shorter. */
function sameColumn(text: string, cursor: number, start: number): number {
  const column = splitClusters(text.slice(lineStart(text, cursor), cursor)).length;
  const line = text.slice(start, lineEnd(text, start));
  return start + splitClusters(line).slice(0, column).join('').length;
}

function up(text: string, cursor: number): number {
  const start = lineStart(text, cursor);
  return start === 0 ? cursor : sameColumn(text, cursor, lineStart(text, start - 1));
}

function down(text: string, cursor: number): number {
  const end = lineEnd(text, cursor);
  return end === text.length ? cursor : sameColumn(text, cursor, end + 1);
}

/** True when Up (or Down) has no line to go to, so that the key may mean history. */
export const atFirstLine = ({ text, cursor }: EditedText): boolean => lineStart(text, cursor) === 0;
export const atLastLine = ({ text, cursor }: EditedText): boolean => lineEnd(text, cursor) === text.length;

function changed(state: EditedText, text: string, cursor: number, killed: string = state.killed): EditedText {
  if (text === state.text) return { ...state, cursor };
  const undo = [...state.undo, { text: state.text, cursor: state.cursor }].slice(-UNDO_STEPS);
  // A mark that was typed joins the letter before it: the cursor may have to move past the new cluster.
  const snapped = boundaryBefore(text, cursor);
  return { text, cursor: snapped === cursor ? cursor : following(text, snapped), killed, undo };
}

function remove(state: EditedText, from: number, to: number, keep: boolean): EditedText {
  const { text } = state;
  const taken = text.slice(from, to);
  if (taken === '') return state;
  return changed(state, text.slice(0, from) + text.slice(to), from, keep ? taken : state.killed);
}

function insert(state: EditedText, piece: string): EditedText {
  const { text, cursor } = state;
  return changed(state, text.slice(0, cursor) + piece + text.slice(cursor), cursor + piece.length);
}

function undone(state: EditedText): EditedText {
  const last = state.undo.at(-1);
  return last === undefined ? state : { ...state, ...last, undo: state.undo.slice(0, -1) };
}

/** The text after one command. The cursor never stands inside a cluster, whatever was typed around it. */
export function edit(state: EditedText, command: EditCommand): EditedText {
  const { text, cursor } = state;
  const go = (to: number): EditedText => ({ ...state, cursor: to });
  switch (command.type) {
    case 'insert':
      return insert(state, command.text);
    case 'left':
      return go(previous(text, cursor));
    case 'right':
      return go(following(text, cursor));
    case 'word_left':
      return go(wordLeft(text, cursor));
    case 'word_right':
      return go(wordRight(text, cursor));
    case 'line_start':
      return go(lineStart(text, cursor));
    case 'line_end':
      return go(lineEnd(text, cursor));
    case 'up':
      return go(up(text, cursor));
    case 'down':
      return go(down(text, cursor));
    case 'delete_left':
      return remove(state, previous(text, cursor), cursor, false);
    case 'delete_right':
      return remove(state, cursor, following(text, cursor), false);
    case 'delete_word_left':
      return remove(state, wordLeft(text, cursor), cursor, true);
    case 'delete_word_right':
      return remove(state, cursor, wordRight(text, cursor), true);
    case 'delete_to_start':
      return remove(state, lineStart(text, cursor), cursor, true);
    case 'delete_to_end':
      return remove(state, cursor, lineEnd(text, cursor), true);
    case 'yank':
      return insert(state, state.killed);
    case 'undo':
      return undone(state);
    default:
      return assertNever(command);
  }
}
