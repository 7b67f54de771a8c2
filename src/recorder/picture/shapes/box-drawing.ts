import { boxArms } from './box-arms.ts';
import type { Arms, Weight } from './box-arms.ts';
import { cellLines, polygon, QUARTER_CIRCLE, rectangle } from './shape.ts';
import type { CellLines, Shape } from './shape.ts';

/** The 128 characters of the block Box Drawing as figures that meet those of the neighbouring cells exactly. */
export function boxShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  if (codePoint < 0x2500 || codePoint > 0x257f) return null;
  const lines = cellLines(width, height);
  const arms = boxArms(codePoint);
  if (arms !== null) return armShapes(arms, lines);
  const dashes = DASHES.get(codePoint);
  if (dashes !== undefined) return dashShapes(dashes, lines);
  if (codePoint < 0x2571) return arcShapes(codePoint, lines);
  return diagonalShapes(codePoint, lines);
}

interface Dashes {
  readonly count: number;
  readonly vertical: boolean;
  readonly heavy: boolean;
}

const DASHES: ReadonlyMap<number, Dashes> = new Map(
  [0x2504, 0x2508, 0x254c].flatMap((first, index) =>
    [0, 1, 2, 3].map((kind) => [
      first + kind,
      { count: [3, 4, 2][index] ?? 2, vertical: kind >= 2, heavy: kind % 2 === 1 },
    ]),
  ),
);

function dashShapes({ count, vertical, heavy }: Dashes, lines: CellLines): Shape[] {
  const length = vertical ? lines.height : lines.width;
  const thickness = heavy ? lines.heavy : lines.light;
  const across = (vertical ? lines.lineX : lines.lineY) - (thickness - lines.light) / 2;
  const gap = Math.max(1, Math.round((length / count) * 0.3));
  return Array.from({ length: count }, (_, index) => {
    const from = Math.round((length * index) / count + gap / 2);
    const to = Math.max(from + 1, Math.round((length * (index + 1)) / count + gap / 2) - gap);
    return vertical ? rectangle(across, from, across + thickness, to) : rectangle(from, across, to, across + thickness);
  });
}

/** One axis seen from one arm: the arm itself, the one opposite, and the two that cross. */
interface Crossing {
  readonly arm: Weight;
  readonly opposite: Weight;
  /** The crossing arm on the side of smaller, and on that of larger coordinates. */
  readonly before: Weight;
  readonly after: Weight;
  /** Where the light line of the crossing axis begins, along the arm. */
  readonly crossAt: number;
  /** Where the arm's own light line begins, across. */
  readonly ownAt: number;
  readonly light: number;
  readonly heavy: number;
  readonly apart: number;
}

/** A piece of an arm: how far it reaches into the crossing (along), and its band (across). */
interface Band {
  readonly reach: number;
  readonly from: number;
  readonly to: number;
}

function armShapes(arms: Arms, lines: CellLines): Shape[] {
  const { width, height, light, heavy, apart, lineX, lineY } = lines;
  const flat = { before: arms.up, after: arms.down, light, heavy, apart };
  const upright = { before: arms.left, after: arms.right, light, heavy, apart };
  const mirroredX = width - lineX - light;
  const mirroredY = height - lineY - light;
  // Each arm is looked at as if it came from the left or from above; the two others are mirrored for it.
  return [
    ...bands({ ...flat, arm: arms.left, opposite: arms.right, crossAt: lineX, ownAt: lineY }).map((band) =>
      rectangle(0, band.from, band.reach, band.to),
    ),
    ...bands({ ...flat, arm: arms.right, opposite: arms.left, crossAt: mirroredX, ownAt: lineY }).map((band) =>
      rectangle(width - band.reach, band.from, width, band.to),
    ),
    ...bands({ ...upright, arm: arms.up, opposite: arms.down, crossAt: lineY, ownAt: lineX }).map((band) =>
      rectangle(band.from, 0, band.to, band.reach),
    ),
    ...bands({ ...upright, arm: arms.down, opposite: arms.up, crossAt: mirroredY, ownAt: lineX }).map((band) =>
      rectangle(band.from, height - band.reach, band.to, height),
    ),
  ];
}

function bands(crossing: Crossing): Band[] {
  const { arm, ownAt, light, heavy, apart } = crossing;
  if (arm === 0) return [];
  if (arm === 3) {
    const [first, second] = [ownAt - apart, ownAt + apart];
    return [
      { reach: trackReach(crossing, crossing.before, crossing.after), from: first, to: first + light },
      { reach: trackReach(crossing, crossing.after, crossing.before), from: second, to: second + light },
    ];
  }
  const thickness = arm === 2 ? heavy : light;
  const from = ownAt - (thickness - light) / 2;
  return [{ reach: lineReach(crossing), from, to: from + thickness }];
}

/** How far a single line reaches. */
function lineReach({ opposite, before, after, crossAt, light, heavy, apart }: Crossing): number {
  const crossing = Math.max(before, after);
  const middle = crossAt + light;
  if (crossing === 0) return middle;
  if (crossing < 3) return crossAt + (crossing === 2 ? (light + heavy) / 2 : light);
  if (opposite !== 0) return middle;
  // Against a wall of two lines it stops at the first; at a corner it closes the outer one.
  return before === after ? crossAt - apart + light : crossAt + apart + light;
}

/** How far one of the two lines of a double arm reaches; `near` is the crossing arm on its own side. */
function trackReach({ opposite, crossAt, light, apart }: Crossing, near: Weight, far: Weight): number {
  if (near === 3) return crossAt - apart + light; // inner corner: the first of the two lines it meets
  if (near !== 0 || opposite !== 0 || far !== 3) return crossAt + light;
  return crossAt + apart + light; // outer corner
}

/** ╭ ╮ ╯ ╰: a quarter of a ring, and straight ends up to the edges of the cell. */
function arcShapes(codePoint: number, lines: CellLines): Shape[] {
  const { width, height, light, lineX, lineY } = lines;
  const towardsRight = codePoint === 0x256d || codePoint === 0x2570;
  const towardsDown = codePoint === 0x256d || codePoint === 0x256e;
  const middleX = lineX + light / 2;
  const middleY = lineY + light / 2;
  // One pixel of straight line is left at each edge, so that the neighbour's line is met exactly.
  const radius = Math.max(0, Math.min(middleX, width - middleX, middleY, height - middleY) - 1);
  const signX = towardsRight ? 1 : -1;
  const signY = towardsDown ? 1 : -1;
  const centreX = middleX + signX * radius;
  const centreY = middleY + signY * radius;
  const ring = (size: number): [number, number][] =>
    QUARTER_CIRCLE.map(([x, y]) => [centreX - signX * size * x, centreY - signY * size * y]);
  const outline = [...ring(radius + light / 2), ...ring(radius - light / 2).toReversed()];
  const clockwise = signX * signY > 0 ? outline : outline.toReversed();
  return [
    polygon(...clockwise.flat()),
    towardsDown ? rectangle(lineX, centreY, lineX + light, height) : rectangle(lineX, 0, lineX + light, centreY),
    towardsRight ? rectangle(centreX, lineY, width, lineY + light) : rectangle(0, lineY, centreX, lineY + light),
  ].filter((shape) => shape.kind === 'polygon' || (shape.width > 0 && shape.height > 0));
}

/** ╱ ╲ ╳ from corner to corner, so that they go on in the cells beyond the corners. */
function diagonalShapes(codePoint: number, { width, height, light }: CellLines): Shape[] {
  const length = Math.sqrt(width * width + height * height);
  const along = (light * length) / (2 * height);
  const down = (light * length) / (2 * width);
  const rising = polygon(width - along, 0, width, 0, width, down, along, height, 0, height, 0, height - down);
  const falling = polygon(0, 0, along, 0, width, height - down, width, height, width - along, height, 0, down);
  if (codePoint === 0x2571) return [rising];
  return codePoint === 0x2572 ? [falling] : [rising, falling];
}
