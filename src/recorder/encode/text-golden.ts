import { STYLE } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { FilmEncoder } from './encoder.ts';

const RULE = '─'.repeat(80);

type TextCells = Pick<CellGrid, 'columns' | 'rows' | 'text' | 'width'>;

/** A row's text: blank cells are spaces, the end is trimmed. */
export function rowText(grid: TextCells, row: number): string {
  let text = '';
  for (let index = row * grid.columns; index < (row + 1) * grid.columns; index += 1) {
    if (grid.width[index] !== 0) text += grid.text[index] === '' ? ' ' : (grid.text[index] ?? ' ');
  }
  return text.trimEnd();
}

/** The rows of a screen joined by line feeds; blank rows stay. Hidden text is text, as in VHS's goldens. */
export const screenText = (grid: TextCells): string =>
  Array.from({ length: grid.rows }, (_, row) => rowText(grid, row)).join('\n');

/** The text of a grid that is only lent, to be read later. */
export type KeptText = Pick<CellGrid, 'columns' | 'rows' | 'text' | 'width' | 'style'>;

export const keepText = ({ columns, rows, text, width, style }: CellGrid): KeptText => ({
  columns,
  rows,
  text: text.slice(),
  width: width.slice(),
  style: style.slice(),
});

/** What can be read on a screen: hidden text is blank, blank rows at the end are gone. */
export const readableText = (kept: KeptText): string =>
  screenText({
    ...kept,
    text: kept.text.map((text, index) => (((kept.style[index] ?? 0) & STYLE.hidden) === 0 ? text : '')),
  }).trimEnd();

/** One screen of a text golden as VHS writes it: every row, also blank ones, then a line of 80 dashes. */
export const goldenScreen = (text: string): string => `${text}\n${RULE}\n`;

/** A `.txt` golden: one frame for the screen after every shown command of a tape's body; times play no part. */
export function createTextGoldenEncoder(): FilmEncoder {
  const encoder = new TextEncoder();
  return {
    begin: () => null,
    frame: ({ grid }) => encoder.encode(goldenScreen(screenText(grid))),
    end: () => null,
  };
}
