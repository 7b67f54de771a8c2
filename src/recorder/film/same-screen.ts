import type { CellGrid } from '../terminal/grid.ts';
import { sameCell } from '../terminal/same-cell.ts';

/** Would a picture of the two be the same? */
export function sameScreen(a: CellGrid, b: CellGrid): boolean {
  if (a.columns !== b.columns || a.rows !== b.rows || a.title !== b.title) return false;
  const { cursor } = a;
  const other = b.cursor;
  if (cursor.visible !== other.visible) return false;
  const moved = cursor.row !== other.row || cursor.column !== other.column || cursor.shape !== other.shape;
  if (cursor.visible && moved) return false;
  for (let cell = 0; cell < a.columns * a.rows; cell += 1) {
    if (!sameCell(a, cell, b, cell) || a.links[a.link[cell] ?? 0] !== b.links[b.link[cell] ?? 0]) return false;
  }
  return true;
}
