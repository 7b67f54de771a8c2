import { rectangle } from './shape.ts';
import type { Shape } from './shape.ts';

/** Column and row of the dots 1…8, as the bits of a Braille code point count them. */
const DOTS = [
  [0, 0],
  [0, 1],
  [0, 2],
  [1, 0],
  [1, 1],
  [1, 2],
  [0, 3],
  [1, 3],
] as const;

/** Square dots at even distances, also across cells: terminals draw curves with them. */
export function brailleShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  if (codePoint < 0x2800 || codePoint > 0x28ff) return null;
  const size = Math.max(1, Math.round(Math.min(width / 5, height / 10)));
  return DOTS.filter((_, dot) => ((codePoint >> dot) & 1) === 1).map(([column, row]) => {
    const left = Math.floor(((column * 2 + 1) * width) / 4 - size / 2);
    const top = Math.floor(((row * 2 + 1) * height) / 8 - size / 2);
    return rectangle(left, top, left + size, top + size);
  });
}
