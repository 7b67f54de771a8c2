import type { OutlineFont } from './outline-font.ts';

/** Part of an em by which round letters overshoot flat ones; under a pixel it only blurs. */
const OVERSHOOT = 0.014;

/**
 * Puts the heights that most letters share — baseline, x-height, capitals — on whole pixels, and bends everything between
 * along. That is what makes small text sharp; stems stay as they are. Heights in font units, `scale` in pixels per unit.
 */
export function heightFit(font: OutlineFont, scale: number): (y: number) => number {
  const overshoot = font.unitsPerEm * OVERSHOOT;
  const snapped = (height: number): number => Math.round(height * scale) / scale;
  // Pairs of (from, to): flat pieces swallow the overshoot, sloped ones carry the rest.
  const knots: readonly (readonly [from: number, to: number])[] = [
    [-overshoot, 0],
    [0, 0],
    [font.xHeight, snapped(font.xHeight)],
    [font.xHeight + overshoot, snapped(font.xHeight)],
    [font.capHeight, snapped(font.capHeight)],
    [font.capHeight + overshoot, snapped(font.capHeight)],
  ];
  const [lowest] = knots;
  const highest = knots.at(-1);
  return (y) => {
    if (lowest === undefined || highest === undefined) return y;
    if (y <= lowest[0]) return y - lowest[0] + lowest[1];
    for (let at = 1; at < knots.length; at += 1) {
      const [from, to] = knots[at] ?? highest;
      const [beforeFrom, beforeTo] = knots[at - 1] ?? lowest;
      if (y <= from) return beforeTo + ((y - beforeFrom) / (from - beforeFrom)) * (to - beforeTo);
    }
    return y - highest[0] + highest[1];
  };
}
