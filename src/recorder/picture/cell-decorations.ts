import { overlineShapes, strikeShapes, underlineShapes } from './decorations.ts';
import type { DecorationMetrics, UnderlineKind } from './decorations.ts';
import { shapesInk } from './glyph-ink.ts';
import type { Ink } from './glyph-ink.ts';

const KINDS: readonly UnderlineKind[] = [1, 2, 3, 4, 5];

/** Gives the inks of one cell's lines; `underline` counts as the grid does, 0 for none. */
export function createCellLines(
  metrics: DecorationMetrics,
  levels: number,
): (isStruck: boolean, isOverlined: boolean, underline: number) => readonly Ink[] {
  const inkOf = (shapes: Parameters<typeof shapesInk>[0]): Ink =>
    shapesInk(shapes, metrics.width, metrics.height, levels);
  const strike = inkOf(strikeShapes(metrics));
  const overline = inkOf(overlineShapes(metrics));
  const underlines = KINDS.map((kind) => inkOf(underlineShapes(kind, metrics)));
  return (isStruck, isOverlined, underline) => {
    const line = underlines[underline - 1];
    return [...(line === undefined ? [] : [line]), ...(isStruck ? [strike] : []), ...(isOverlined ? [overline] : [])];
  };
}
