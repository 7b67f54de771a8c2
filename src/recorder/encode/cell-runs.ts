import type { CellGrid } from '../terminal/grid.ts';

/** Neighbouring cells of a row that look alike and have the same width. */
export interface CellRun {
  /** 0-based. */
  readonly column: number;
  /** How many cells it covers. */
  readonly cells: number;
  /** One for each character; a blank cell is a space. */
  readonly clusters: readonly string[];
  readonly isWide: boolean;
  /** As in the grid. */
  readonly foreground: number;
  readonly background: number;
  readonly style: number;
}

export function cellRuns(grid: CellGrid, row: number): readonly CellRun[] {
  const runs: { -readonly [Field in keyof CellRun]: CellRun[Field] }[] = [];
  let clusters: string[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    const at = row * grid.columns + column;
    const width = grid.width[at] ?? 1;
    if (width === 0) continue;
    const cluster = grid.text[at] === '' ? ' ' : (grid.text[at] ?? ' ');
    const [foreground = 0, background = 0, style = 0] = [grid.foreground[at], grid.background[at], grid.style[at]];
    const run = runs.at(-1);
    const continues =
      run !== undefined &&
      run.column + run.cells === column &&
      run.isWide === (width === 2) &&
      run.foreground === foreground &&
      run.background === background &&
      run.style === style;
    if (continues) {
      clusters.push(cluster);
      run.cells += width;
      continue;
    }
    clusters = [cluster];
    runs.push({ column, cells: width, clusters, isWide: width === 2, foreground, background, style });
  }
  return runs;
}

/** All that a row looks like, as a key. */
function rowKey(grid: CellGrid, row: number): string {
  let key = '';
  let [foreground, background, style] = [-1, -1, -1];
  for (let at = row * grid.columns; at < (row + 1) * grid.columns; at += 1) {
    const isSame = grid.foreground[at] === foreground && grid.background[at] === background && grid.style[at] === style;
    if (!isSame) {
      foreground = grid.foreground[at] ?? 0;
      background = grid.background[at] ?? 0;
      style = grid.style[at] ?? 0;
      key += `\u0001${foreground},${background},${style}\u0002`;
    }
    key += grid.width[at] === 0 ? '\u0003' : grid.text[at] === '' ? ' ' : (grid.text[at] ?? ' ');
  }
  return key;
}

/** Numbers rows that look alike alike, in the order they are first seen. */
export interface RowNumbers {
  numberOf(grid: CellGrid, row: number): { readonly number: number; readonly isNew: boolean };
}

export function createRowNumbers(): RowNumbers {
  const numbers = new Map<string, number>();
  return {
    numberOf: (grid, row) => {
      const key = rowKey(grid, row);
      const known = numbers.get(key);
      if (known !== undefined) return { number: known, isNew: false };
      numbers.set(key, numbers.size);
      return { number: numbers.size - 1, isNew: true };
    },
  };
}
