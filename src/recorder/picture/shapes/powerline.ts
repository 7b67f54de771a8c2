import { cellLines, polygon, QUARTER_CIRCLE } from './shape.ts';
import type { Shape } from './shape.ts';

/** The separators of Powerline and of its extra symbols, U+E0B0…U+E0BF; they fill their cell from edge to edge. */
export function powerlineShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  if (codePoint < 0xe0b0 || codePoint > 0xe0bf) return null;
  const thickness = cellLines(width, height).light;
  const mirrored = (points: readonly number[]): Shape => polygon(...mirror(points, width));
  switch (codePoint) {
    case 0xe0b0:
      return [polygon(0, 0, width, height / 2, 0, height)];
    case 0xe0b2:
      return [mirrored([0, 0, width, height / 2, 0, height])];
    case 0xe0b1:
      return [polygon(...chevron(width, height, thickness))];
    case 0xe0b3:
      return [mirrored(chevron(width, height, thickness))];
    case 0xe0b4:
      return [polygon(...halfEllipse(width, height))];
    case 0xe0b6:
      return [mirrored(halfEllipse(width, height))];
    case 0xe0b5:
      return [polygon(...halfRing(width, height, thickness))];
    case 0xe0b7:
      return [mirrored(halfRing(width, height, thickness))];
    case 0xe0b8:
      return [polygon(0, 0, width, height, 0, height)];
    case 0xe0ba:
      return [mirrored([0, 0, width, height, 0, height])];
    case 0xe0bc:
      return [polygon(0, 0, width, 0, 0, height)];
    case 0xe0be:
      return [mirrored([0, 0, width, 0, 0, height])];
    case 0xe0b9:
    case 0xe0bf:
      return [mirrored(slant(width, height, thickness))];
    default: // e0bb and e0bd
      return [polygon(...slant(width, height, thickness))];
  }
}

/** The same figure seen in a mirror, its points still clockwise. */
function mirror(points: readonly number[], width: number): number[] {
  const mirrored: number[] = [];
  for (let at = points.length - 2; at >= 0; at -= 2) mirrored.push(width - (points[at] ?? 0), points[at + 1] ?? 0);
  return mirrored;
}

function chevron(width: number, height: number, thickness: number): number[] {
  const half = height / 2;
  const along = (thickness * Math.sqrt(width * width + half * half)) / half;
  return [0, 0, along, 0, width, half, along, height, 0, height, width - along, half];
}

/** From the lower left to the upper right corner. */
function slant(width: number, height: number, thickness: number): number[] {
  const length = Math.sqrt(width * width + height * height);
  const along = (thickness * length) / (2 * height);
  const down = (thickness * length) / (2 * width);
  return [width - along, 0, width, 0, width, down, along, height, 0, height, 0, height - down];
}

/** From the upper to the lower end of the left edge, bulging to the right. */
function bulge(width: number, height: number, inset: number): number[] {
  const half = height / 2;
  const upper = QUARTER_CIRCLE.toReversed().map(([x, y]) => [x * (width - inset), half - y * (half - inset)]);
  const lower = QUARTER_CIRCLE.map(([x, y]) => [x * (width - inset), half + y * (half - inset)]);
  return [...upper, ...lower].flat();
}

const halfEllipse = (width: number, height: number): number[] => bulge(width, height, 0);

function halfRing(width: number, height: number, thickness: number): number[] {
  const inner = bulge(width, height, thickness);
  const back: number[] = [];
  for (let at = inner.length - 2; at >= 0; at -= 2) back.push(inner[at] ?? 0, inner[at + 1] ?? 0);
  return [...bulge(width, height, 0), ...back];
}
