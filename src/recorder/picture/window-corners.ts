import { blend, opaque } from './blend.ts';
import type { Canvas } from './canvas.ts';
import type { Rectangle } from './picture.ts';
import { createRaster } from './raster.ts';
import { QUARTER_CIRCLE } from './shapes/shape.ts';

/** Cuts the window's corners where `area` touches them. Each pixel may be cut only once after it was painted. */
export type CutCorners = (canvas: Canvas, area: Rectangle) => void;

/**
 * Rounds the four corners of `window`. `outside` gives the pixel beyond the window, or null when there is nothing behind:
 * then corners become transparent.
 */
export function createCornerCutter(
  window: Rectangle,
  radius: number,
  outside: ((x: number, y: number) => number) | null,
): CutCorners {
  if (radius === 0) return () => undefined;
  const raster = createRaster(radius, radius);
  raster.add([...QUARTER_CIRCLE.flatMap(([x, y]) => [radius - x * radius, radius - y * radius]), radius, radius]);
  const { values } = raster.coverage();
  const right = window.x + window.width;
  const bottom = window.y + window.height;
  const corners = [window.x, right - radius].flatMap((x) => [window.y, bottom - radius].map((y) => ({ x, y })));

  return (canvas, area) => {
    for (const corner of corners) {
      const fromX = Math.max(area.x, corner.x);
      const toX = Math.min(area.x + area.width, corner.x + radius);
      const toY = Math.min(area.y + area.height, corner.y + radius);
      for (let y = Math.max(area.y, corner.y); y < toY; y += 1) {
        for (let x = fromX; x < toX; x += 1) {
          const column = corner.x === window.x ? x - corner.x : radius - 1 - (x - corner.x);
          const row = corner.y === window.y ? y - corner.y : radius - 1 - (y - corner.y);
          const inside = values[row * radius + column] ?? 0;
          if (inside === 1) continue;
          const at = y * canvas.width + x;
          const colour = (canvas.pixels[at] ?? 0) & 0xffffff;
          canvas.pixels[at] =
            outside === null
              ? ((Math.round(inside * 255) << 24) | colour) >>> 0
              : opaque(blend(colour, outside(x, y) & 0xffffff, inside));
        }
      }
    }
  };
}
