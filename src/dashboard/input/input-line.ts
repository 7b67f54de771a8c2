import type { KeyEvent } from '../../terminal/input/input-event.ts';
import { sanitise } from '../../terminal/text/sanitise.ts';
import type { InputSigns, InputView, WrappedText } from '../../views/input-view.ts';
import { inputView, wrapInput } from '../../views/input-view.ts';
import type { Cells } from '../../views/span.ts';
import type { EditState } from './line-edit.ts';
import { EMPTY_EDIT, editOf, insertText, replaceAll } from './line-edit.ts';

/** The line at the bottom: a draft of one or more lines that is never lost. */
export interface InputLine {
  readonly text: string;
  readonly empty: boolean;
  /** Performs an editing key; false when the key means nothing here. */
  key(event: KeyEvent): boolean;
  /** Inserts cleaned text, line ends included, as it is. */
  paste(text: string): void;
  /** Hands the draft over, puts it into the history and empties the line. */
  take(): string;
  /** Empties the line; the draft is the newest of the history then. */
  stash(): void;
  /** Puts a draft back, for example one that could not be sent. */
  restore(text: string): void;
  rowsWanted(columns: number): number;
  view(columns: number, rows: number, hint: string): InputView;
}

const MAX_HISTORY = 1000;

export function createInputLine(signs: InputSigns, cells: Cells): InputLine {
  let edit: EditState = EMPTY_EDIT;
  const undo: EditState[] = [];
  const history: string[] = [];
  let historyAt: number | null = null; // index while a person leafs through it
  let draftBefore = '';
  let stashed = '';

  function change(next: EditState): void {
    if (next.text !== edit.text) {
      undo.push(edit);
      if (undo.length > 100) undo.shift();
    }
    edit = next;
  }

  /** Another text; what was cut can still be put back. */
  const replaced = (text: string): EditState => ({ ...replaceAll(text), cut: edit.cut });

  function remember(text: string): void {
    if (text.trim() === '') return;
    const known = history.indexOf(text);
    if (known >= 0) history.splice(known, 1);
    history.push(text);
    if (history.length > MAX_HISTORY) history.shift();
    historyAt = null;
  }

  function leaf(step: -1 | 1): boolean {
    const next = (historyAt ?? history.length) + step;
    if (next < 0 || next > history.length || (historyAt === null && step > 0)) return false;
    if (historyAt === null) draftBefore = edit.text;
    historyAt = next === history.length ? null : next;
    change(replaced(historyAt === null ? draftBefore : (history[historyAt] ?? '')));
    return true;
  }

  let wrapped: WrappedText | null = null;
  const view = (columns: number, rows: number, hint: string): InputView => {
    wrapped = wrapInput(edit.text, columns, cells, wrapped);
    return inputView({ text: edit.text, caret: edit.caret }, columns, rows, signs, hint, cells, wrapped);
  };

  return {
    get text() {
      return edit.text;
    },
    get empty() {
      return edit.text === '';
    },
    key(event) {
      if (event.chord === 'C-_') {
        const before = undo.pop();
        if (before !== undefined) edit = before;
        return true;
      }
      const next = editOf(edit, event);
      if (next === null) return false;
      if (next === 'up' || next === 'down') return leaf(next === 'up' ? -1 : 1);
      if (event.chord === 'C-y' && edit.cut === '') {
        change(insertText(edit, stashed));
        return true;
      }
      if (next.text !== edit.text && historyAt !== null) {
        remember(draftBefore); // what was typed before leafing is not lost by changing what was found
        historyAt = null;
      }
      change(next);
      return true;
    },
    paste(text) {
      change(insertText(edit, sanitise(text).replace(/\n+$/, '')));
    },
    take() {
      const { text } = edit;
      remember(text);
      change({ ...EMPTY_EDIT, cut: edit.cut });
      return text;
    },
    stash() {
      remember(edit.text);
      stashed = edit.text;
      change({ ...EMPTY_EDIT, cut: edit.cut });
    },
    restore(text) {
      change(replaced(text));
    },
    rowsWanted: (columns) => view(columns, 1, '').wanted,
    view,
  };
}
