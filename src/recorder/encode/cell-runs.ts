import { DEFAULT_COLOUR } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { sameLook } from '../terminal/same-cell.ts';

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
  readonly underlineColour: number;
}

export function cellRuns(grid: CellGrid, row: number): readonly CellRun[] {
  const runs: { -readonly [Field in keyof CellRun]: CellRun[Field] }[] = [];
  let clusters: string[] = [];
  for (let column = 0; column < grid.columns; column += 1) {
    const at = row * grid.columns + column;
    const width = grid.width[at] ?? 1;
    if (width === 0) continue;
    const cluster = grid.text[at] === '' ? ' ' : (grid.text[at] ?? ' ');
    const run = runs.at(-1);
    const continues =
      run !== undefined &&
      run.column + run.cells === column &&
      run.isWide === (width === 2) &&
      sameLook(grid, at, grid, row * grid.columns + run.column);
    if (continues) {
      clusters.push(cluster);
      run.cells += width;
      continue;
    }
    clusters = [cluster];
    runs.push({ column, cells: width, clusters, isWide: width === 2, ...lookAt(grid, at) });
  }
  return runs;
}

type Look = Pick<CellRun, 'foreground' | 'background' | 'style' | 'underlineColour'>;

const lookAt = (grid: CellGrid, at: number): Look => ({
  foreground: grid.foreground[at] ?? DEFAULT_COLOUR,
  background: grid.background[at] ?? DEFAULT_COLOUR,
  style: grid.style[at] ?? 0,
  underlineColour: grid.underlineColour[at] ?? DEFAULT_COLOUR,
});

/** All that a row looks like, as a key. */
function rowKey(grid: CellGrid, row: number): string {
  let key = '';
  const start = row * grid.columns;
  for (let at = start; at < start + grid.columns; at += 1) {
    if (at === start || !sameLook(grid, at, grid, at - 1)) {
      const { foreground, background, style, underlineColour } = lookAt(grid, at);
      key += `\u0001${foreground},${background},${style},${underlineColour}\u0002`;
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
