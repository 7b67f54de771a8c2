import { overlineShapes, strikeShapes, underlineShapes } from './decorations.ts';
import type { DecorationMetrics, UnderlineKind } from './decorations.ts';
import { shapesInk } from './glyph-ink.ts';
import type { Ink } from './glyph-ink.ts';

const KINDS: readonly UnderlineKind[] = [1, 2, 3, 4, 5];

/** The inks of one cell's lines. */
export interface CellLines {
  /** Counted as the grid does; null for none. */
  readonly under: (underline: number) => Ink | null;
  readonly strike: Ink;
  readonly over: Ink;
}

export function createCellLines(metrics: DecorationMetrics, levels: number): CellLines {
  const inkOf = (shapes: Parameters<typeof shapesInk>[0]): Ink =>
    shapesInk(shapes, metrics.width, metrics.height, levels);
  const underlines = KINDS.map((kind) => inkOf(underlineShapes(kind, metrics)));
  return {
    under: (underline) => underlines[underline - 1] ?? null,
    strike: inkOf(strikeShapes(metrics)),
    over: inkOf(overlineShapes(metrics)),
  };
}
