import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE, UNDERLINE_MASK, UNDERLINE_SHIFT } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { sameLook, sameText } from '../terminal/same-cell.ts';
import { hexColour, spanText } from './screen-text.ts';
import type { CellSpan } from './screen-text.ts';

/** Neighbouring cells of a row that differ between two screens. */
export interface ScreenChange extends CellSpan {
  /** Whether the text differs; else only the look does. */
  readonly isText: boolean;
}

/** Every run of differing cells, in reading order. Cells that only one of the screens has differ. Links are not compared. */
export function diffScreens(before: CellGrid, after: CellGrid): readonly ScreenChange[] {
  const changes: ScreenChange[] = [];
  const columns = Math.max(before.columns, after.columns);
  for (let row = 0; row < Math.max(before.rows, after.rows); row += 1) {
    let open: { from: number; isText: boolean } | null = null;
    let kind: CellDifference = 'same';
    for (let column = 0; column <= columns; column += 1) {
      // A wide character differs as a whole: its right half holds nothing that could.
      if (column === columns) kind = 'same';
      else if (!isRightHalf(before, row, column) || !isRightHalf(after, row, column)) {
        kind = compareCell(before, after, row, column);
      }
      if (kind === 'same') {
        if (open !== null) changes.push({ row, from: open.from, to: column, isText: open.isText });
        open = null;
      } else {
        open ??= { from: column, isText: false };
        open.isText ||= kind === 'text';
      }
    }
  }
  return changes;
}

type CellDifference = 'same' | 'text' | 'look';

const isRightHalf = (grid: CellGrid, row: number, column: number): boolean =>
  row < grid.rows && column > 0 && column < grid.columns && grid.width[row * grid.columns + column] === 0;

function compareCell(before: CellGrid, after: CellGrid, row: number, column: number): CellDifference {
  const isIn = (grid: CellGrid): boolean => row < grid.rows && column < grid.columns;
  if (!isIn(before) || !isIn(after)) return 'text';
  const [a, b] = [row * before.columns + column, row * after.columns + column];
  if (!sameText(before, a, after, b) || before.width[a] !== after.width[b]) return 'text';
  return sameLook(before, a, after, b) ? 'same' : 'look';
}

const colourName = (colour: number): string =>
  colour === DEFAULT_COLOUR
    ? 'default'
    : (colour & PALETTE_COLOUR) !== 0
      ? `colour ${colour & 0xff}`
      : hexColour(colour);

const UNDERLINES = [
  '',
  'underlined',
  'doubly underlined',
  'curly underlined',
  'dotted underlined',
  'dashed underlined',
];

function lookOf(grid: CellGrid, row: number, column: number): string {
  const at = row * grid.columns + column;
  const style = grid.style[at] ?? 0;
  const underline = UNDERLINES[(style & UNDERLINE_MASK) >> UNDERLINE_SHIFT] ?? '';
  const line = grid.underlineColour[at] ?? DEFAULT_COLOUR;
  const lines = [
    ...(underline === '' ? [] : [underline]),
    ...(line === DEFAULT_COLOUR ? [] : [`in ${colourName(line)}`]),
  ];
  const names = Object.entries(STYLE).flatMap(([name, bit]) => ((style & bit) === 0 ? [] : [name]));
  const colours = `${colourName(grid.foreground[at] ?? 0)} on ${colourName(grid.background[at] ?? 0)}`;
  return [colours, ...names, ...lines].join(' ');
}

/** One line for a change, with rows and columns as people count them. */
export function describeChange(change: ScreenChange, before: CellGrid, after: CellGrid): string {
  const { row, from, to, isText } = change;
  const where = `row ${row + 1}, column${to - from === 1 ? '' : 's'} ${from + 1}${to - from === 1 ? '' : `–${to}`}`;
  const shown = (grid: CellGrid): string => (row < grid.rows ? JSON.stringify(spanText(grid, change)) : 'nothing');
  if (isText) return `${where}: ${shown(before)} → ${shown(after)}`;
  return `${where}: ${shown(after)} looks different: ${lookOf(before, row, from)} → ${lookOf(after, row, from)}`;
}
