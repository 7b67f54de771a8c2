import { STYLE } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { FilmEncoder } from './encoder.ts';

const RULE = '─'.repeat(80);

/** A row's text: blank cells are spaces, the end is trimmed. */
export function rowText(grid: CellGrid, row: number): string {
  let text = '';
  for (let index = row * grid.columns; index < (row + 1) * grid.columns; index += 1) {
    if (grid.width[index] !== 0) text += grid.text[index] === '' ? ' ' : (grid.text[index] ?? ' ');
  }
  return text.trimEnd();
}

/** The rows of a screen joined by line feeds; blank rows stay. Hidden text is text, as in VHS's goldens. */
export const screenText = (grid: CellGrid): string =>
  Array.from({ length: grid.rows }, (_, row) => rowText(grid, row)).join('\n');

/** What can be read on a screen: hidden text is blank, blank rows at the end are gone. */
export const readableText = (grid: CellGrid): string =>
  screenText({
    ...grid,
    text: grid.text.map((text, index) => (((grid.style[index] ?? 0) & STYLE.hidden) === 0 ? text : '')),
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
