import type { CellGrid } from '../../terminal/grid.ts';
import { armsAt, UPRIGHT } from './box-lines.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

/** So far a line is looked for beside the column in which it should stand. */
const SHIFT = 3;

/**
 * Wide characters have both halves, and what stands behind them stands in its column: an upright line that goes on above and
 * below is not found some cells beside its place.
 */
export const WIDE_CHAR: LintRule = {
  name: 'wide-char',
  about: 'wide characters are whole and shift nothing',
  unit: 'rows of a picture',
  weight: 1,
  basis: () => EXACT,
  start: (_context, limit) => ({
    look: ({ grid }) => {
      const found: Finding[] = [];
      for (let row = 0; row < grid.rows; row += 1) {
        const problem = rowProblem(grid, row);
        if (problem !== null) found.push({ message: problem, rows: [row, row] });
      }
      return found.length > (limit ?? 0) ? found : NOTHING;
    },
  }),
};

function rowProblem(grid: CellGrid, row: number): string | null {
  const start = row * grid.columns;
  let firstWide = -1;
  for (let column = 0; column < grid.columns; column += 1) {
    const width = grid.width[start + column];
    if (width === 1) continue;
    if (width === 2) {
      if (column + 1 >= grid.columns || grid.width[start + column + 1] !== 0)
        return 'a wide character has no right half';
      if (firstWide < 0) firstWide = column;
      column += 1;
    } else return 'the right half of a wide character stands alone';
  }
  if (firstWide < 0) return null;
  for (let column = firstWide + 2; column < grid.columns; column += 1) {
    if (isThrough(grid, row, column) && !isUpright(grid, row, column) && hasStrayLine(grid, row, column)) {
      return 'a line does not stand in its column behind wide characters';
    }
  }
  return null;
}

const isUpright = (grid: CellGrid, row: number, column: number): boolean =>
  (armsAt(grid, row, column) & UPRIGHT) === UPRIGHT;

/** Whether a line goes through this cell by what stands above and below. */
const isThrough = (grid: CellGrid, row: number, column: number): boolean =>
  isUpright(grid, row - 1, column) && isUpright(grid, row + 1, column);

function hasStrayLine(grid: CellGrid, row: number, column: number): boolean {
  for (let near = column - SHIFT; near <= column + SHIFT; near += 1) {
    if (near >= 0 && isUpright(grid, row, near) && !isUpright(grid, row - 1, near) && !isUpright(grid, row + 1, near))
      return true;
  }
  return false;
}
