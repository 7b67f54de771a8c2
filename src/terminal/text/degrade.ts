import { CLASS, pointClass, pointWidth } from './code-points.ts';

/** Marks that only terminals with clusters draw into the character before them. */
const needsClusters = (point: number): boolean =>
  point === 0x200d ||
  point === 0x20e3 ||
  (point >= 0xfe00 && point <= 0xfe0f) ||
  (point >= 0x1f3fb && point <= 0x1f3ff);

const letterOfRegional = (point: number): string => String.fromCharCode(point - 0x1f1e6 + 65);

/**
 * A cluster as a terminal that adds up code points can show it: the base and what still fits into `width` columns,
 * padded to exactly that many. Flags become their two letters; joined pictures and skin tones become the first picture.
 */
export function degrade(cluster: string, width: number): string {
  let text = '';
  let used = 0;
  for (const character of cluster) {
    const point = character.codePointAt(0) ?? 0;
    if (pointClass(point) === CLASS.regional) {
      text += letterOfRegional(point);
      used += 1;
      continue;
    }
    const cells = pointWidth(point);
    if (text !== '' && (needsClusters(point) || used + cells > width)) break;
    text += character;
    used += cells;
  }
  return text + ' '.repeat(Math.max(0, width - used));
}
