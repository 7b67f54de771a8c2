import { rectangle } from './shape.ts';
import type { Shape } from './shape.ts';

/** Upper left, upper right, lower left, lower right: the quarters that U+2596…U+259F fill. */
const QUADRANTS = [0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111];

/** Block Elements, and the sextants and eighths of Symbols for Legacy Computing. Edges lie on whole pixels. */
export function blockShapes(codePoint: number, width: number, height: number): readonly Shape[] | null {
  const x = (eighths: number): number => Math.round((width * eighths) / 8);
  const y = (eighths: number): number => Math.round((height * eighths) / 8);
  const top = (eighths: number): Shape => rectangle(0, 0, width, y(eighths));
  const bottom = (eighths: number): Shape => rectangle(0, y(8 - eighths), width, height);
  const left = (eighths: number): Shape => rectangle(0, 0, x(eighths), height);
  const right = (eighths: number): Shape => rectangle(x(8 - eighths), 0, width, height);

  if (codePoint === 0x2580) return [top(4)];
  if (codePoint <= 0x2588 && codePoint > 0x2580) return [bottom(codePoint - 0x2580)];
  if (codePoint <= 0x258f && codePoint > 0x2588) return [left(0x2590 - codePoint)];
  if (codePoint === 0x2590) return [rectangle(x(4), 0, width, height)];
  if (codePoint >= 0x2591 && codePoint <= 0x2593) return [rectangle(0, 0, width, height, (codePoint - 0x2590) / 4)];
  if (codePoint === 0x2594) return [top(1)];
  if (codePoint === 0x2595) return [right(1)];
  if (codePoint >= 0x2596 && codePoint <= 0x259f) return quadrants(QUADRANTS[codePoint - 0x2596] ?? 0, width, height);
  if (codePoint >= 0x1fb00 && codePoint <= 0x1fb3b) return sextants(codePoint, width, height);
  if (codePoint >= 0x1fb70 && codePoint <= 0x1fb75) {
    const at = codePoint - 0x1fb6f;
    return [rectangle(x(at), 0, x(at + 1), height)];
  }
  if (codePoint >= 0x1fb76 && codePoint <= 0x1fb7b) {
    const at = codePoint - 0x1fb75;
    return [rectangle(0, y(at), width, y(at + 1))];
  }
  if (codePoint === 0x1fb7c) return [left(1), bottom(1)];
  if (codePoint === 0x1fb7d) return [left(1), top(1)];
  if (codePoint === 0x1fb7e) return [right(1), top(1)];
  if (codePoint === 0x1fb7f) return [right(1), bottom(1)];
  if (codePoint === 0x1fb80) return [top(1), bottom(1)];
  if (codePoint === 0x1fb81) return [0, 2, 4, 7].map((at) => rectangle(0, y(at), width, y(at + 1)));
  if (codePoint >= 0x1fb82 && codePoint <= 0x1fb86) return [top([2, 3, 5, 6, 7][codePoint - 0x1fb82] ?? 0)];
  if (codePoint >= 0x1fb87 && codePoint <= 0x1fb8b) return [right([2, 3, 5, 6, 7][codePoint - 0x1fb87] ?? 0)];
  return null;
}

function quadrants(bits: number, width: number, height: number): Shape[] {
  const middleX = Math.round(width / 2);
  const middleY = Math.round(height / 2);
  const quarters = [
    rectangle(0, 0, middleX, middleY),
    rectangle(middleX, 0, width, middleY),
    rectangle(0, middleY, middleX, height),
    rectangle(middleX, middleY, width, height),
  ];
  return quarters.filter((_, index) => (bits & (8 >> index)) !== 0);
}

/** Two columns of three; the patterns that older blocks hold already are left out of the row of code points. */
function sextants(codePoint: number, width: number, height: number): Shape[] {
  const index = codePoint - 0x1fb00 + 1;
  const bits = index + (index >= 21 ? 1 : 0) + (index >= 41 ? 1 : 0);
  const middle = Math.round(width / 2);
  const shapes: Shape[] = [];
  for (let part = 0; part < 6; part += 1) {
    if ((bits & (1 << part)) === 0) continue;
    const row = part >> 1;
    const onTheRight = (part & 1) === 1;
    const from = Math.round((height * row) / 3);
    const to = Math.round((height * (row + 1)) / 3);
    shapes.push(rectangle(onTheRight ? middle : 0, from, onTheRight ? width : middle, to));
  }
  return shapes;
}
