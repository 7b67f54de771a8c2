import type { CellGrid } from '../terminal/grid.ts';
import { sameLook, sameText } from '../terminal/same-cell.ts';

/** Share of the cells, 0…1, in which two screens of one size differ in text, colour or style. */
export function differingCells(a: CellGrid, b: CellGrid): number {
  const cells = a.columns * a.rows;
  if (a.columns !== b.columns || a.rows !== b.rows) return 1;
  let differing = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    if (!sameText(a, cell, b, cell) || !sameLook(a, cell, b, cell)) differing += 1;
  }
  return cells === 0 ? 0 : differing / cells;
}
