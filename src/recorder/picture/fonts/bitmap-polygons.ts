import type { Polygons } from './outline-font.ts';

/** How a bitmap of 16 rows is laid into a cell. */
export interface BitmapPlacement {
  /** Screen pixels per bitmap pixel. */
  readonly scale: number;
  /** Upper left corner of the bitmap. */
  readonly left: number;
  readonly top: number;
  /** Pixels to the right for each pixel above the baseline. */
  readonly slant: number;
}

/** Rows of a bitmap that lie above the baseline. */
export const BITMAP_ASCENT = 14;

/** A notch filled this far makes a staircase of pixels a line. */
const SMOOTHING = 0.62;

/**
 * The outline of a bitmap: runs of pixels as bars, and where two pixels touch only at a corner, the two notches beside
 * that corner filled with triangles. So diagonal strokes look drawn, while upright and flat ones stay sharp.
 */
export function bitmapPolygons(width: number, rows: readonly number[], placement: BitmapPlacement): Polygons {
  const { scale, left, top, slant } = placement;
  const polygons: number[][] = [];
  const isSet = (x: number, y: number): boolean =>
    x >= 0 && x < width && (((rows[y] ?? 0) >> (width - 1 - x)) & 1) === 1;
  const add = (...points: readonly number[]): void => {
    const placed: number[] = [];
    for (let at = 0; at < points.length; at += 2) {
      const y = points[at + 1] ?? 0;
      placed.push(left + (points[at] ?? 0) * scale + (BITMAP_ASCENT - y) * scale * slant, top + y * scale);
    }
    polygons.push(placed);
  };
  for (let y = 0; y < rows.length; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isSet(x, y) || isSet(x - 1, y)) continue;
      let end = x + 1;
      while (isSet(end, y)) end += 1;
      add(x, y, end, y, end, y + 1, x, y + 1);
    }
    for (let x = 0; x + 1 < width; x += 1) {
      const cornerX = x + 1;
      const cornerY = y + 1;
      const falling = isSet(x, y) && isSet(x + 1, y + 1) && !isSet(x + 1, y) && !isSet(x, y + 1);
      const rising = isSet(x + 1, y) && isSet(x, y + 1) && !isSet(x, y) && !isSet(x + 1, y + 1);
      const s = SMOOTHING;
      if (falling) {
        add(cornerX, cornerY, cornerX, cornerY - s, cornerX + s, cornerY);
        add(cornerX, cornerY, cornerX, cornerY + s, cornerX - s, cornerY);
      }
      if (rising) {
        add(cornerX, cornerY, cornerX - s, cornerY, cornerX, cornerY - s);
        add(cornerX, cornerY, cornerX + s, cornerY, cornerX, cornerY + s);
      }
    }
  }
  return polygons;
}
