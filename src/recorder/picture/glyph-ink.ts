import { createRaster } from './raster.ts';
import type { Raster } from './raster.ts';
import type { Shape } from './shapes/shape.ts';

/** What a character leaves in its cells. */
export type Ink =
  | { readonly kind: 'blank' }
  /** Steps between paper and ink, 0 … levels − 1, row by row over the whole width of the cells. */
  | {
      readonly kind: 'mask';
      readonly width: number;
      readonly steps: Uint8Array;
      /** Rows and columns outside of these are empty. */
      readonly top: number;
      readonly bottom: number;
      readonly left: number;
      readonly right: number;
      /** Geometry keeps its share of ink exactly; text is drawn a little stronger. */
      readonly isText: boolean;
    }
  /** `0xAARRGGBB`, not premultiplied. */
  | { readonly kind: 'colour'; readonly width: number; readonly pixels: Uint32Array };

export const BLANK: Ink = { kind: 'blank' };

/** Turns coverage (0…1) into steps. */
export function maskInk(values: Float32Array, width: number, levels: number, isText: boolean): Ink {
  const height = values.length / width;
  const steps = new Uint8Array(values.length);
  let [top, bottom, left, right] = [height, 0, width, 0];
  for (let at = 0; at < values.length; at += 1) {
    const step = Math.round((values[at] ?? 0) * (levels - 1));
    if (step === 0) continue;
    steps[at] = step;
    const row = Math.floor(at / width);
    const column = at - row * width;
    top = Math.min(top, row);
    bottom = row + 1;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
  }
  return bottom === 0 ? BLANK : { kind: 'mask', width, steps, top, bottom, left, right, isText };
}

export interface ColourLayer {
  readonly coverage: Float32Array;
  /** 0xrrggbb. */
  readonly colour: number;
  /** 0…1. */
  readonly opacity: number;
}

/** Lays layers over each other, the first at the back. Edges are kept to `levels` steps, as those of text are. */
export function colourInk(layers: readonly ColourLayer[], width: number, size: number, levels: number): Ink {
  const red = new Float32Array(size);
  const green = new Float32Array(size);
  const blue = new Float32Array(size);
  const alpha = new Float32Array(size); // colours are premultiplied by it until the end
  for (const { coverage, colour, opacity } of layers) {
    const [r, g, b] = [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff];
    for (let at = 0; at < size; at += 1) {
      const share = (Math.round((coverage[at] ?? 0) * (levels - 1)) / (levels - 1)) * opacity;
      if (share === 0) continue;
      const rest = 1 - share;
      red[at] = r * share + (red[at] ?? 0) * rest;
      green[at] = g * share + (green[at] ?? 0) * rest;
      blue[at] = b * share + (blue[at] ?? 0) * rest;
      alpha[at] = share + (alpha[at] ?? 0) * rest;
    }
  }
  const pixels = new Uint32Array(size);
  for (let at = 0; at < size; at += 1) {
    const opaque = alpha[at] ?? 0;
    if (opaque === 0) continue;
    const channel = (sum: number | undefined): number => Math.min(255, Math.round((sum ?? 0) / opaque));
    pixels[at] =
      (Math.round(opaque * 255) << 24) | (channel(red[at]) << 16) | (channel(green[at]) << 8) | channel(blue[at]);
  }
  return { kind: 'colour', width, pixels };
}

/** Adds polygons to a raster. */
export function fillAll(raster: Raster, polygons: readonly (readonly number[])[]): void {
  for (const points of polygons) raster.add(points);
}

/** The ink of figures; where they lie over each other the stronger one counts. */
export function shapesInk(shapes: readonly Shape[], width: number, height: number, levels: number): Ink {
  const values = new Float32Array(width * height);
  for (const shape of shapes) {
    const raster = createRaster(width, height);
    raster.add(pointsOf(shape));
    const own = raster.coverage().values;
    for (let at = 0; at < own.length; at += 1) {
      values[at] = Math.max(values[at] ?? 0, (own[at] ?? 0) * shape.coverage);
    }
  }
  return maskInk(values, width, levels, false);
}

function pointsOf(shape: Shape): readonly number[] {
  if (shape.kind === 'polygon') return shape.points;
  const { x, y, width, height } = shape;
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}
