import type { Glyphs } from './glyphs.ts';
import type { Cells, Line } from './span.ts';
import { span } from './span.ts';

/** A draft as the line editor gives it: whole text, and where the caret stands in it. */
export interface Draft {
  readonly text: string;
  /** Offset in UTF-16 units, on a character boundary. */
  readonly caret: number;
}

export interface InputView {
  readonly lines: readonly Line[];
  /** Cell of the caret within the lines. */
  readonly caret: { readonly x: number; readonly y: number };
  /** Rows the whole draft would take. */
  readonly wanted: number;
  /** The first of them that is visible, counted from 0. */
  readonly first: number;
}

/** What stands before the rows: the prompt, and the signs that there is more above or below. */
export type InputSigns = Pick<Glyphs, 'prompt' | 'up' | 'down'>;

const PROMPT_COLUMNS = 2;

/** The draft, soft-wrapped behind its prompt. When it has more rows than there is room for, the caret's row stays in view and signs tell of the others. */
export function inputView(
  draft: Draft,
  columns: number,
  rows: number,
  signs: InputSigns,
  hint: string,
  cells: Cells,
): InputView {
  const width = Math.max(2, columns - PROMPT_COLUMNS - 1);
  const { rows: texts, caret } = wrapDraft(draft, width, cells);
  const first = Math.max(0, Math.min(caret.y - rows + 1, texts.length - rows));
  const visible = texts.slice(first, first + rows);
  const before = (at: number): string => {
    if (at === visible.length - 1 && first + at < texts.length - 1) return signs.down;
    if (first + at === 0) return signs.prompt;
    return at === 0 && first > 0 ? signs.up : ' ';
  };
  const lines = visible.map((text, at): Line => [
    span(`${before(at)} `, 'accent'),
    span(text),
    ...(draft.text === '' && hint !== '' ? [span(cells.fit(hint, width), 'muted')] : []),
  ]);
  return { lines, caret: { x: PROMPT_COLUMNS + caret.x, y: caret.y - first }, wanted: texts.length, first };
}

function wrapDraft(
  draft: Draft,
  width: number,
  cells: Cells,
): { readonly rows: readonly string[]; readonly caret: { readonly x: number; readonly y: number } } {
  const rows: string[] = [];
  let caret = { x: 0, y: 0 };
  let offset = 0;
  for (const line of draft.text.split('\n')) {
    let rest = line;
    let at = offset;
    do {
      const piece = rest === '' ? '' : cells.fit(rest, width) || rest;
      const isLast = piece.length === rest.length;
      const inside =
        draft.caret >= at && (draft.caret < at + piece.length || (isLast && draft.caret === at + piece.length));
      if (inside) caret = { x: cells.width(draft.text.slice(at, draft.caret)), y: rows.length };
      rows.push(piece);
      at += piece.length;
      rest = rest.slice(piece.length);
    } while (rest !== '');
    offset += line.length + 1;
  }
  return { rows, caret };
}
