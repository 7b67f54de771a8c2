import type { CellGrid } from '../terminal/grid.ts';
import { sameCell } from '../terminal/same-cell.ts';

/**
 * Marks with 1 every cell that looks different in two grids of the same size, the cells of moved cursors and the other
 * halves of wide characters included; all others with 0. Says whether there is any.
 */
export function findChangedCells(grid: CellGrid, previous: CellGrid, into: Uint8Array): boolean {
  const { columns } = grid;
  const count = into.length;
  let any = false;
  for (let at = 0; at < count; at += 1) {
    const isSame = sameCell(grid, at, previous, at);
    into[at] = isSame ? 0 : 1;
    if (!isSame) any = true;
  }
  const mark = ({ cursor }: CellGrid): void => {
    if (!cursor.visible || cursor.row < 0 || cursor.column < 0 || cursor.column >= columns) return;
    const at = cursor.row * columns + cursor.column;
    if (at >= count) return;
    into[at] = 1;
    any = true;
  };
  if (!isSameCursor(grid, previous)) {
    mark(previous);
    mark(grid);
  }
  if (any) spreadOverWide(grid, previous, into);
  return any;
}

function isSameCursor({ cursor: now }: CellGrid, { cursor: before }: CellGrid): boolean {
  if (!now.visible && !before.visible) return true;
  return (
    now.visible === before.visible &&
    now.row === before.row &&
    now.column === before.column &&
    now.shape === before.shape
  );
}

/** Both halves of a wide character are painted together, and so are the cells that one has left. */
function spreadOverWide(grid: CellGrid, previous: CellGrid, into: Uint8Array): void {
  const { columns } = grid;
  for (let at = 0; at < into.length; at += 1) {
    if (into[at] !== 1) continue;
    const column = at % columns;
    // One that was wide and no longer is has changed itself.
    if (column > 0 && grid.width[at - 1] === 2 && into[at - 1] === 0) into[at - 1] = 2;
    const wasOrIsWide = grid.width[at] === 2 || previous.width[at] === 2;
    if (column + 1 < columns && wasOrIsWide && into[at + 1] === 0) into[at + 1] = 2;
  }
}
