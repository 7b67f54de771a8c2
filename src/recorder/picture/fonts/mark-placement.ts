import type { Polygons } from './outline-font.ts';

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(polygons: Polygons): Box | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const points of polygons) {
    for (let at = 0; at < points.length; at += 2) {
      const x = points[at] ?? 0;
      const y = points[at + 1] ?? 0;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return left > right ? null : { left, right, top, bottom };
}

/** Puts a mark over the middle of what is drawn already: above it, below it, or through it, as the mark itself lies. */
export function placeMark(drawn: Polygons, mark: Polygons, baseline: number, fontSize: number): Polygons {
  const base = boxOf(drawn);
  const own = boxOf(mark);
  if (base === null || own === null) return mark;
  const gap = fontSize * 0.06;
  const isAbove = own.bottom < baseline - fontSize * 0.45;
  const isBelow = own.top > baseline - fontSize * 0.05;
  const moveX = (base.left + base.right - own.left - own.right) / 2;
  const moveY = isAbove
    ? Math.min(0, base.top - gap - own.bottom)
    : isBelow
      ? Math.max(0, base.bottom + gap - own.top)
      : 0;
  return mark.map((points) => points.map((value, at) => value + (at % 2 === 0 ? moveX : moveY)));
}
