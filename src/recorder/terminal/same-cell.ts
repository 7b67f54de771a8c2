import type { CellGrid } from './grid.ts';

/** Do two cells show the same character? An erased cell and a space do. */
export const sameText = (a: CellGrid, at: number, b: CellGrid, other: number): boolean =>
  a.text[at] === b.text[other] || (a.text[at] || ' ') === (b.text[other] || ' ');

/** Have two cells the same colours and style? Links are not compared. */
export const sameLook = (a: CellGrid, at: number, b: CellGrid, other: number): boolean =>
  a.foreground[at] === b.foreground[other] &&
  a.background[at] === b.background[other] &&
  a.style[at] === b.style[other] &&
  a.underlineColour[at] === b.underlineColour[other];

/** Are two cells drawn alike? */
export const sameCell = (a: CellGrid, at: number, b: CellGrid, other: number): boolean =>
  sameText(a, at, b, other) && a.width[at] === b.width[other] && sameLook(a, at, b, other);
