import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';

export interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

const DEFAULT_WIDTH = 1200;
const DEFAULT_HEIGHT = 600;
/** What the page around VHS's terminal takes away on both axes. */
const PAGE_PADDING = 10;
/** A terminal that is wider or higher is a mistake, and would take gigabytes. */
const MOST_CELLS = 1000;

/**
 * The cells a tape's settings leave for its program: its own `size`, `Rows` and `Columns`, else what fits into `Width`
 * and `Height` with the bundled font (`recording.md` §3.2). The error names both numbers.
 */
export function gridSize(settings: TapeSettings): Result<GridSize, string> {
  const { cells } = settings;
  if (cells !== null) {
    const sound = [cells.columns, cells.rows].every((count) => count >= 1 && count <= MOST_CELLS);
    return sound
      ? ok(cells)
      : fail(`A screen of ${cells.columns}×${cells.rows} cells cannot be played: both must be 1 to ${MOST_CELLS}.`);
  }
  const cellWidth = Math.max(1, Math.floor(0.6 * settings.fontSize) + Math.round(settings.letterSpacing));
  const cellHeight = Math.max(1, Math.floor(Math.ceil(1.32 * settings.fontSize) * settings.lineHeight));
  const width = settings.width ?? DEFAULT_WIDTH;
  const height = settings.height ?? DEFAULT_HEIGHT;
  const around = 2 * settings.padding + 2 * settings.margin + PAGE_PADDING;
  const bar = settings.windowBar === '' ? 0 : settings.windowBarSize;
  const columns = Math.floor((width - around) / cellWidth);
  const rows = Math.floor((height - around - bar) / cellHeight);
  if (columns >= 1 && rows >= 1)
    return ok({ columns: Math.min(columns, MOST_CELLS), rows: Math.min(rows, MOST_CELLS) });
  return fail(
    `A picture of ${width}×${height} pixels leaves no cells: padding, margin and bar take ${around}×${around + bar}, ` +
      `a cell is ${cellWidth}×${cellHeight}. Make it larger, or set the size in cells.`,
  );
}
