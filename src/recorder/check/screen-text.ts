import type { CellGrid } from '../terminal/grid.ts';

/** Columns from `from` up to, not including, `to`; 0-based. */
export interface CellSpan {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

type TextCells = Pick<CellGrid, 'columns' | 'rows' | 'text' | 'width'>;

/**
 * The text of a part of a row, with blanks up to its end. A wide character that is cut by an edge counts as a blank. Columns
 * outside of the screen give nothing.
 */
export function spanText(grid: TextCells, { row, from, to }: CellSpan): string {
  let text = '';
  const start = row * grid.columns;
  const end = Math.min(to, grid.columns);
  for (let column = Math.max(0, from); column < end; column += 1) {
    const width = grid.width[start + column];
    const isCut = (width === 0 && column === from) || (width === 2 && column + 1 >= end);
    if (isCut) text += ' ';
    else if (width !== 0) text += grid.text[start + column] || ' ';
  }
  return text;
}

/** A row's text, whole, and the cell in which each of its UTF-16 units begins. */
export interface RowText {
  readonly text: string;
  /** One more than there are units: the last is the end of the row. */
  readonly cells: readonly number[];
}

export function rowWithCells(grid: TextCells, row: number): RowText {
  let text = '';
  const cells: number[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    const at = row * grid.columns + column;
    if (grid.width[at] === 0) continue;
    const cluster = grid.text[at] || ' ';
    for (let unit = 0; unit < cluster.length; unit += 1) cells.push(column);
    text += cluster;
  }
  cells.push(grid.columns);
  return { text, cells };
}

/** `0xrrggbb` as people write it. */
export const hexColour = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;
