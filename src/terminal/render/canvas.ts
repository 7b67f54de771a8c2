import type { RowRef } from '../text/line.ts';
import type { StyleId } from './styles.ts';

/**
 * What a painter draws on: coordinates count from the surface's own top left, everything outside is clipped, covered
 * cells are skipped, and a wide character that does not fit is replaced by a blank. Control characters are never drawn.
 */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Writes text from `x` on, over at most `limit` columns (default: to the right edge). Returns the column after it. */
  text(x: number, y: number, text: string, style: StyleId, limit?: number): number;
  /** Fills a rectangle with one single-cell character, a blank by default. */
  fill(x: number, y: number, width: number, height: number, style: StyleId, glyph?: string): void;
  /** Draws one wrapped row of a line store with its own styles and fills the rest of `width` columns with `fill`. */
  row(x: number, y: number, width: number, row: RowRef, fill: StyleId): void;
}
