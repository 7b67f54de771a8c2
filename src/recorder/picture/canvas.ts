import { blend, opaque } from './blend.ts';
import type { BlendTable } from './blend.ts';
import type { Ink } from './glyph-ink.ts';
import type { Rectangle } from './picture.ts';

/** Pixels of a picture (`0xAARRGGBB`), row by row. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/** Fills with one opaque colour. The rectangle must lie inside the canvas. */
export function fillRectangle({ width: stride, pixels }: Canvas, area: Rectangle, colour: number): void {
  const pixel = opaque(colour);
  const end = area.y + area.height;
  for (let y = area.y; y < end; y += 1) pixels.fill(pixel, y * stride + area.x, y * stride + area.x + area.width);
}

/** Lays ink on paper that is already there. `table` gives the pixels of mask ink; colours are blended over `background`. */
export function drawInk(canvas: Canvas, x: number, y: number, ink: Ink, table: BlendTable, background: number): void {
  const { width: stride, pixels } = canvas;
  if (ink.kind === 'mask') {
    const { steps, width, top, bottom, left, right } = ink;
    for (let row = top; row < bottom; row += 1) {
      let to = (y + row) * stride + x + left;
      const end = row * width + right;
      for (let from = row * width + left; from < end; from += 1, to += 1) {
        const step = steps[from];
        if (step !== undefined && step !== 0) pixels[to] = table[step] ?? 0;
      }
    }
  }
  if (ink.kind === 'colour') {
    const rows = ink.pixels.length / ink.width;
    for (let row = 0; row < rows; row += 1) {
      let to = (y + row) * stride + x;
      for (let column = 0; column < ink.width; column += 1, to += 1) {
        const pixel = ink.pixels[row * ink.width + column] ?? 0;
        const alpha = pixel >>> 24;
        if (alpha === 255) pixels[to] = pixel;
        else if (alpha !== 0) pixels[to] = opaque(blend(pixel & 0xffffff, background, alpha / 255));
      }
    }
  }
}

/** The smallest rectangle around both; an empty one counts for nothing. */
export function union(first: Rectangle, second: Rectangle): Rectangle {
  if (first.width === 0) return second;
  if (second.width === 0) return first;
  const x = Math.min(first.x, second.x);
  const y = Math.min(first.y, second.y);
  const right = Math.max(first.x + first.width, second.x + second.width);
  const bottom = Math.max(first.y + first.height, second.y + second.height);
  return { x, y, width: right - x, height: bottom - y };
}

export const EMPTY: Rectangle = { x: 0, y: 0, width: 0, height: 0 };
