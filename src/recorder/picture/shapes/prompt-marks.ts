import { polygon } from './shape.ts';
import type { Shape } from './shape.ts';

/** ❯ and ❮, which shells use as prompts: no bundled font draws them as the slender angles that people know. */
export function promptShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  if (codePoint !== 0x276f && codePoint !== 0x276e) return null;
  const [left, right] = [width * 0.24, width * 0.76];
  const [top, bottom] = [height * 0.27, height * 0.73];
  const middle = (top + bottom) / 2;
  const stroke = width * 0.18;
  const points = [
    [left, top],
    [left + stroke, top],
    [right, middle],
    [left + stroke, bottom],
    [left, bottom],
    [right - stroke, middle],
  ] as const;
  return codePoint === 0x276f
    ? [polygon(...points.flat())]
    : [polygon(...points.map(([x, y]) => [width - x, y]).flat())];
}
