import { CLASS, pointClass, pointWidth } from './code-points.ts';

/** Marks that only terminals with clusters draw into the character before them. */
const needsClusters = (point: number): boolean =>
  point === 0x200c ||
  point === 0x200d ||
  point === 0x20e3 ||
  (point >= 0xfe00 && point <= 0xfe0f) ||
  (point >= 0x1f3fb && point <= 0x1f3ff);

const letterOfRegional = (point: number): string => String.fromCharCode(point - 0x1f1e6 + 65);

/** True for what a terminal would draw into the cell before, so that it must never be sent first. */
export function needsBase(point: number): boolean {
  switch (pointClass(point)) {
    case CLASS.extend:
    case CLASS.zwj:
    case CLASS.nonJoiner:
    case CLASS.linker:
    case CLASS.spacing:
    case CLASS.hangulV:
    case CLASS.hangulT:
    case CLASS.control:
      return true;
    default:
      return false;
  }
}

/**
 * A cluster as a terminal that adds up code points can show it: the base and what still fits into `width` columns,
 * padded to exactly that many. Flags become their two letters; joined pictures and skin tones become the first picture;
 * marks without a base become blanks, signs that prepend themselves are left out.
 */
export function degrade(cluster: string, width: number): string {
  let text = '';
  let used = 0;
  for (const character of cluster) {
    const point = character.codePointAt(0) ?? 0;
    if (pointClass(point) === CLASS.prepend) continue; // would swallow whatever is sent next
    const isRegional = pointClass(point) === CLASS.regional;
    const cells = isRegional ? 1 : pointWidth(point);
    if (text === '' ? needsBase(point) : needsClusters(point) || used + cells > width) break;
    text += isRegional ? letterOfRegional(point) : character;
    used += cells;
  }
  return text + ' '.repeat(Math.max(0, width - used));
}
