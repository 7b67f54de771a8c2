import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { cellsOf } from '../picture/geometry.ts';
import { MOST_CELLS_A_SIDE } from '../tape/tables.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';

export interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

const DEFAULT_WIDTH = 1200;
const DEFAULT_HEIGHT = 600;
/**
 * Height of a line of DejaVu Sans Mono for its size. A tape that only writes text is the kind that runs on plain Linux
 * machines, where VHS finds this font and not the bundled one; its goldens count the rows that gave. No picture is made,
 * so nothing else depends on it.
 */
const PLAIN_LINE_HEIGHT = 1.1640625;

/** What the page around VHS's terminal takes away. */
const PAGE_PADDING = 10;

/**
 * The cells a tape's settings leave for its program: its own `size`, `Rows` and `Columns`, else what fits into `Width`
 * and `Height` with the bundled font (`recording.md` §3.2). The error names the numbers.
 */
export function gridSize(settings: TapeSettings): Result<GridSize, string> {
  const { cells } = settings;
  if (cells === null) {
    const found = cellsOf(settings.width ?? DEFAULT_WIDTH, settings.height ?? DEFAULT_HEIGHT, settings);
    if (!found.ok) return fail(`This size leaves no cells to play in: ${found.error}.`);
    const { columns } = found.value;
    const rows = writesOnlyText(settings) ? plainRows(settings) : found.value.rows;
    return ok({ columns: Math.min(columns, MOST_CELLS_A_SIDE), rows: Math.min(rows, MOST_CELLS_A_SIDE) });
  }
  if ([cells.columns, cells.rows].every((count) => count >= 1 && count <= MOST_CELLS_A_SIDE)) return ok(cells);
  return fail(`${cells.columns}×${cells.rows} cells cannot be played in: both must be 1 to ${MOST_CELLS_A_SIDE}.`);
}

const writesOnlyText = ({ outputs, fontFamily }: TapeSettings): boolean =>
  fontFamily === null && outputs.length > 0 && outputs.every(({ kind }) => kind === 'txt');

function plainRows(settings: TapeSettings): number {
  const { fontSize, lineHeight, padding, margin } = settings;
  const height = Math.max(1, Math.floor(Math.ceil(PLAIN_LINE_HEIGHT * fontSize) * lineHeight));
  const bar = settings.windowBar === '' ? 0 : settings.windowBarSize;
  const inside = (settings.height ?? DEFAULT_HEIGHT) - 2 * (padding + margin) - bar - PAGE_PADDING;
  return Math.max(1, Math.floor(inside / height));
}
