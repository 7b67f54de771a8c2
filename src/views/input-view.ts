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

/** A text cut into lines, and these into rows. */
export interface WrappedText {
  readonly text: string;
  readonly width: number;
  readonly lines: readonly string[];
  /** The rows of each line; at least one. */
  readonly rows: readonly (readonly string[])[];
}

const widthFor = (columns: number): number => Math.max(2, columns - PROMPT_COLUMNS - 1);

/**
 * The text, soft-wrapped for a window of so many columns. Lines that `last` has wrapped already are taken from it: with
 * a long paste in the draft a key must not cost the wrapping of everything.
 */
export function wrapInput(text: string, columns: number, cells: Cells, last: WrappedText | null = null): WrappedText {
  const width = widthFor(columns);
  if (last?.text === text && last.width === width) return last;
  const lines = text.split('\n');
  const known = last?.width === width ? last : { lines: [], rows: [] };
  const surplus = lines.length - known.lines.length;
  let head = 0;
  while (head < known.lines.length && lines[head] === known.lines[head]) head += 1;
  let tail = lines.length;
  while (tail > head && tail - surplus > head && lines[tail - 1] === known.lines[tail - surplus - 1]) tail -= 1;
  const rows = lines.map((line, at) => {
    const before = at < head ? known.rows[at] : at >= tail ? known.rows[at - surplus] : undefined;
    return before ?? wrapLine(line, width, cells);
  });
  return { text, width, lines, rows };
}

function wrapLine(line: string, width: number, cells: Cells): readonly string[] {
  const rows: string[] = [];
  let rest = line;
  do {
    const piece = rest === '' ? '' : cells.fit(rest, width) || rest;
    rows.push(piece);
    rest = rest.slice(piece.length);
  } while (rest !== '');
  return rows;
}

/** The draft, soft-wrapped behind its prompt. When it has more rows than there is room for, the caret's row stays in view and signs tell of the others. */
export function inputView(
  draft: Draft,
  columns: number,
  rows: number,
  signs: InputSigns,
  hint: string,
  cells: Cells,
  wrapped: WrappedText = wrapInput(draft.text, columns, cells),
): InputView {
  const caret = caretIn(wrapped, draft.caret, cells);
  const wanted = wrapped.rows.reduce((sum, { length }) => sum + length, 0);
  const first = Math.max(0, Math.min(caret.y - rows + 1, wanted - rows));
  const visible = rowsFrom(wrapped, first, rows);
  const before = (at: number): string => {
    if (at === visible.length - 1 && first + at < wanted - 1) return signs.down;
    if (first + at === 0) return signs.prompt;
    return at === 0 && first > 0 ? signs.up : ' ';
  };
  const lines = visible.map((text, at): Line => [
    span(`${before(at)} `, 'accent'),
    span(text),
    ...(draft.text === '' && hint !== '' ? [span(cells.fit(hint, widthFor(columns)), 'muted')] : []),
  ]);
  return { lines, caret: { x: PROMPT_COLUMNS + caret.x, y: caret.y - first }, wanted, first };
}

/** At the cut between two rows the caret stands at the beginning of the second. */
function caretIn(
  { lines, rows }: WrappedText,
  caret: number,
  cells: Cells,
): { readonly x: number; readonly y: number } {
  let offset = 0;
  let y = 0;
  for (const [at, line] of lines.entries()) {
    const pieces = rows[at] ?? [];
    if (caret > offset + line.length) {
      offset += line.length + 1;
      y += pieces.length;
      continue;
    }
    let start = offset;
    for (const [row, piece] of pieces.entries()) {
      if (caret < start + piece.length || row === pieces.length - 1)
        return { x: cells.width(piece.slice(0, caret - start)), y: y + row };
      start += piece.length;
    }
  }
  return { x: 0, y: 0 };
}

function rowsFrom({ rows }: WrappedText, first: number, most: number): readonly string[] {
  const found: string[] = [];
  let y = 0;
  for (const pieces of rows) {
    if (y + pieces.length > first) found.push(...pieces.slice(Math.max(0, first - y), first + most - y));
    y += pieces.length;
    if (y >= first + most) break;
  }
  return found;
}
