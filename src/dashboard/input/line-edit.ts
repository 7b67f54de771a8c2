import type { KeyEvent } from '../../terminal/input/input-event.ts';
import { splitClusters } from '../../terminal/text/clusters.ts';
import { sanitise } from '../../terminal/text/sanitise.ts';

/** A draft, where its caret stands, and what was cut last. Offsets are UTF-16 units on character boundaries. */
export interface EditState {
  readonly text: string;
  readonly caret: number;
  readonly cut: string;
}

export const EMPTY_EDIT: EditState = { text: '', caret: 0, cut: '' };

/** The caret has left the first or the last line: history may take over. */
type Leaves = 'up' | 'down';

const WORD = /[\p{L}\p{N}_]/u;

export const replaceAll = (text: string): EditState => ({ text, caret: text.length, cut: '' });

export function insertText(edit: EditState, text: string): EditState {
  return {
    ...edit,
    text: edit.text.slice(0, edit.caret) + text + edit.text.slice(edit.caret),
    caret: edit.caret + text.length,
  };
}

const lineStart = ({ text, caret }: EditState): number => text.lastIndexOf('\n', caret - 1) + 1;

function lineEnd({ text, caret }: EditState): number {
  const end = text.indexOf('\n', caret);
  return end < 0 ? text.length : end;
}

/** Characters are whole clusters: a family emoji is one step and one deletion. */
const before = (edit: EditState): number =>
  edit.caret - (splitClusters(edit.text.slice(0, edit.caret)).at(-1)?.length ?? 0);
const after = (edit: EditState): number => edit.caret + (splitClusters(edit.text.slice(edit.caret))[0]?.length ?? 0);

function wordBefore({ text, caret }: EditState): number {
  let at = caret;
  while (at > 0 && !WORD.test(text[at - 1] ?? '')) at -= 1;
  while (at > 0 && WORD.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function wordAfter({ text, caret }: EditState): number {
  let at = caret;
  while (at < text.length && !WORD.test(text[at] ?? '')) at += 1;
  while (at < text.length && WORD.test(text[at] ?? '')) at += 1;
  return at;
}

const moveTo = (edit: EditState, caret: number): EditState => ({ ...edit, caret });

/** Removes from one offset to another; `keep` puts what is removed where yank finds it. */
function remove(edit: EditState, from: number, to: number, keep: boolean): EditState {
  const gone = edit.text.slice(from, to);
  return {
    text: edit.text.slice(0, from) + edit.text.slice(to),
    caret: from,
    cut: keep && gone !== '' ? gone : edit.cut,
  };
}

/** Up or down by a line, on the same character of the line where there is one. */
function vertical(edit: EditState, step: -1 | 1): EditState | Leaves {
  const start = lineStart(edit);
  const column = splitClusters(edit.text.slice(start, edit.caret)).length;
  const target = step < 0 ? lineStart(moveTo(edit, start - 1)) : lineEnd(edit) + 1;
  if (step < 0 ? start === 0 : target > edit.text.length) return step < 0 ? 'up' : 'down';
  const line = edit.text.slice(target, lineEnd(moveTo(edit, target)));
  return moveTo(edit, target + splitClusters(line).slice(0, column).join('').length);
}

/** What an editing key makes of the draft; null when the key edits nothing. Pure. */
export function editOf(edit: EditState, event: KeyEvent): EditState | Leaves | null {
  switch (event.chord) {
    case 'left':
    case 'C-b':
      return moveTo(edit, before(edit));
    case 'right':
    case 'C-f':
      return moveTo(edit, after(edit));
    case 'C-left':
    case 'M-left':
    case 'M-b':
      return moveTo(edit, wordBefore(edit));
    case 'C-right':
    case 'M-right':
    case 'M-f':
      return moveTo(edit, wordAfter(edit));
    case 'home':
    case 'C-a':
      return moveTo(edit, lineStart(edit));
    case 'end':
    case 'C-e':
      return moveTo(edit, lineEnd(edit));
    case 'up':
      return vertical(edit, -1);
    case 'down':
      return vertical(edit, 1);
    case 'C-p':
      return 'up';
    case 'C-n':
      return 'down';
    case 'backspace':
      return remove(edit, before(edit), edit.caret, false);
    case 'delete':
    case 'C-d':
      return remove(edit, edit.caret, after(edit), false);
    case 'C-w':
    case 'M-backspace':
      return remove(edit, wordBefore(edit), edit.caret, true);
    case 'C-u':
      return remove(edit, lineStart(edit), edit.caret, true);
    case 'C-k':
      return remove(edit, edit.caret, lineEnd(edit), true);
    case 'C-y':
      return insertText(edit, edit.cut);
    case 'M-enter':
    case 'C-j':
    case 'S-enter':
    case 'C-enter':
      return insertText(edit, '\n');
    default:
      return event.text === '' || event.ctrl || event.alt ? null : insertText(edit, sanitise(event.text));
  }
}
