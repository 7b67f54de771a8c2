import type { PathCommand } from 'opentype.js';
import type { OutlineFont } from './outline-font.ts';

/** Part of an em by which round letters overshoot flat ones; under a pixel it only blurs. */
const OVERSHOOT = 0.014;
/** Parts of an em: what is taken for a horizontal stroke. */
const THINNEST = 0.025;
const THICKEST = 0.17;
/** Part of an em that an edge must run flat to count. */
const SHORTEST_EDGE = 0.05;

/** Moves heights of a glyph (font units above the baseline). */
export type HeightFit = (y: number) => number;

type Knot = readonly [from: number, to: number];

/** A flat edge of an outline: at what height, and whether ink lies below (`top`) or above it. */
interface Edge {
  readonly y: number;
  readonly isTop: boolean;
  readonly length: number;
}

interface Stroke {
  readonly bottom: number;
  readonly top: number;
}

/**
 * Puts a glyph's flat strokes, and the heights that letters share — baseline, x-height, capitals — on whole pixels, and
 * bends everything between along. That is what makes small text sharp. `scale` in pixels per font unit.
 */
export function heightFit(font: OutlineFont, outline: readonly PathCommand[], scale: number): HeightFit {
  const em = font.unitsPerEm;
  const edges = flatEdges(outline, em * SHORTEST_EDGE);
  const strokes = pairStrokes(edges, em);
  const zones = [0, font.xHeight, font.capHeight];
  const overshoot = em * OVERSHOOT;

  const zoneAt = (y: number, isTop: boolean): number | null =>
    zones.find((zone) =>
      isTop ? y >= zone - 1 && y <= zone + overshoot && zone > 0 : zone === 0 && y <= 1 && y >= -overshoot,
    ) ?? null;
  const snapped = (y: number): number => Math.round(y * scale) / scale;
  const thicknessOf = ({ bottom, top }: Stroke): number => {
    const pixels = (top - bottom) * scale;
    const whole = Math.max(1, Math.round(pixels));
    // Far from a whole number it stays: one sharp edge is better than a wrong weight.
    return (pixels < 1 || Math.abs(whole - pixels) < 0.35 ? whole : pixels) / scale;
  };

  const knots: Knot[] = [];
  let lowestFree = -Infinity;
  for (const stroke of strokes) {
    const thickness = thicknessOf(stroke);
    const zoneBelow = zoneAt(stroke.bottom, false);
    const zoneAbove = zoneAt(stroke.top, true);
    let bottom = snapped((stroke.bottom + stroke.top - thickness) / 2);
    if (zoneBelow !== null) bottom = snapped(zoneBelow);
    else if (zoneAbove !== null) bottom = snapped(zoneAbove) - thickness;
    if (bottom < lowestFree) bottom = lowestFree;
    knots.push([stroke.bottom, bottom], [stroke.top, bottom + thickness]);
    lowestFree = bottom + thickness + 0.5 / scale;
  }
  // Ends of upright strokes: no stroke lies flat there, but a whole line of letters ends at that height.
  for (const { y, isTop } of edges) {
    const zone = zoneAt(y, isTop);
    if (zone !== null && !knots.some(([from]) => Math.abs(from - y) < em * THINNEST)) knots.push([y, snapped(zone)]);
  }
  return throughKnots(knots.toSorted((a, b) => a[0] - b[0]));
}

/** TrueType outlines run clockwise: along upper edges to the right, along lower ones to the left. */
function flatEdges(outline: readonly PathCommand[], shortest: number): Edge[] {
  const edges: Edge[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  const add = (fromX: number, toX: number, height: number): void => {
    const length = Math.abs(toX - fromX);
    if (length > 0) edges.push({ y: height, isTop: toX > fromX, length });
  };
  for (const command of outline) {
    if (command.type === 'Z') {
      if (y === startY) add(x, startX, y);
      continue;
    }
    if (command.type === 'M') [startX, startY] = [command.x, command.y];
    else if (command.type === 'L') {
      if (command.y === y) add(x, command.x, y);
    } else if (command.type === 'Q') {
      // A curve that leaves or arrives flat has an extreme there; it is flat for about half its way to the control point.
      if (command.y1 === y) add(x, (x + command.x1) / 2, y);
      if (command.y1 === command.y) add((command.x1 + command.x) / 2, command.x, command.y);
    }
    [x, y] = [command.x, command.y];
  }
  return mergeEdges(edges).filter(({ length }) => length >= shortest);
}

/** Pieces of one edge at about the same height count together. */
function mergeEdges(edges: readonly Edge[]): Edge[] {
  const merged: Edge[] = [];
  for (const edge of edges.toSorted((a, b) => a.y - b.y)) {
    const last = merged.findLast(({ isTop }) => isTop === edge.isTop);
    if (last !== undefined && edge.y - last.y < 3)
      merged[merged.indexOf(last)] = { ...last, length: last.length + edge.length };
    else merged.push(edge);
  }
  return merged;
}

/** A lower edge and the nearest upper edge above it. */
function pairStrokes(edges: readonly Edge[], em: number): Stroke[] {
  const strokes: Stroke[] = [];
  for (const { y: bottom, isTop } of edges) {
    if (isTop) continue;
    const top = edges.find((edge) => edge.isTop && edge.y > bottom)?.y;
    if (top === undefined || top - bottom < em * THINNEST || top - bottom > em * THICKEST) continue;
    const before = strokes.at(-1);
    if (before === undefined || before.top <= bottom) strokes.push({ bottom, top });
  }
  return strokes;
}

/** Straight between knots; beyond the outer ones everything moves by as much as they do. */
function throughKnots(knots: readonly Knot[]): HeightFit {
  const [lowest] = knots;
  const highest = knots.at(-1);
  if (lowest === undefined || highest === undefined) return (y) => y;
  return (y) => {
    if (y <= lowest[0]) return y - lowest[0] + lowest[1];
    for (let at = 1; at < knots.length; at += 1) {
      const [from, to] = knots[at] ?? highest;
      const [beforeFrom, beforeTo] = knots[at - 1] ?? lowest;
      if (y <= from) return beforeTo + ((y - beforeFrom) / (from - beforeFrom)) * (to - beforeTo);
    }
    return y - highest[0] + highest[1];
  };
}
