import { createRaster } from '../raster.ts';
import type { Polygons } from './outline-font.ts';

/** Pixels; the nearest first, so that of equals the one that moves least wins. */
const SHIFTS = [0, 0.125, -0.125, 0.25, -0.25, 0.375, -0.375, 0.5, -0.5];
/** What a shift must gain to be worth its unevenness, per pixel. */
const COST = 0.06;

/**
 * Moves a glyph sideways by at most half a pixel, to where its upright strokes fall on whole pixels best. In a cell grid
 * nobody sees the move; a stem that is one dark pixel wide instead of two grey ones is seen at once.
 */
export function sharpest(glyph: Polygons, width: number, height: number): Polygons {
  let best = 0;
  let bestSharpness = -1;
  for (const shift of SHIFTS) {
    const sharpness = sharpnessOf(glyph, shift, width, height) - COST * Math.abs(shift);
    if (sharpness > bestSharpness) {
      bestSharpness = sharpness;
      best = shift;
    }
  }
  return best === 0 ? glyph : glyph.map((points) => points.map((value, at) => (at % 2 === 0 ? value + best : value)));
}

/** 1 when every pixel is either full or empty, less the more of the ink lies in half-covered ones. */
function sharpnessOf(glyph: Polygons, shift: number, width: number, height: number): number {
  const raster = createRaster(width, height);
  for (const points of glyph) raster.add(points, shift);
  let ink = 0;
  let squares = 0;
  for (const value of raster.coverage().values) {
    ink += value;
    squares += value * value;
  }
  return ink === 0 ? 0 : squares / ink;
}
