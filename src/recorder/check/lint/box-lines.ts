import { boxArms } from '../../picture/shapes/box-arms.ts';
import type { CellGrid } from '../../terminal/grid.ts';

/** Directions in which a box character's lines leave its cell. */
export const ARM = { up: 1, down: 2, left: 4, right: 8 } as const;
export const ACROSS = ARM.left | ARM.right;
export const UPRIGHT = ARM.up | ARM.down;

const FIRST = 0x2500;
const LAST = 0x257f;
/** Rounded corners, from U+256D on. */
const ARCS = [ARM.down | ARM.right, ARM.down | ARM.left, ARM.up | ARM.left, ARM.up | ARM.right];

function armsOf(point: number): number {
  const arms = boxArms(point);
  if (arms !== null) {
    const { up, down, left, right } = arms;
    return (up && ARM.up) | (down && ARM.down) | (left && ARM.left) | (right && ARM.right);
  }
  if (point >= 0x256d && point <= 0x2570) return ARCS[point - 0x256d] ?? 0;
  // Dashed lines come in pairs: two across, two upright.
  if ((point >= 0x2504 && point <= 0x250b) || (point >= 0x254c && point <= 0x254f)) return point & 2 ? UPRIGHT : ACROSS;
  return 0; // diagonals
}

const TABLE = Uint8Array.from({ length: LAST - FIRST + 1 }, (_, index) => armsOf(FIRST + index));

/** The arms of a character as `ARM` bits; 0 for everything that is no box line. */
export function lineArms(text: string | undefined): number {
  if (text?.length !== 1) return 0;
  const point = text.charCodeAt(0);
  return point < FIRST || point > LAST ? 0 : (TABLE[point - FIRST] ?? 0);
}

/** The same for a cell; 0 outside of the screen. */
export const armsAt = (grid: CellGrid, row: number, column: number): number =>
  row < 0 || column < 0 || row >= grid.rows || column >= grid.columns
    ? 0
    : lineArms(grid.text[row * grid.columns + column]);

export const isBlankAt = (grid: CellGrid, row: number, column: number): boolean => {
  const at = row * grid.columns + column;
  return grid.width[at] !== 0 && (grid.text[at] === '' || grid.text[at] === ' ');
};

const LETTER = /^[\p{L}\p{N}]/u;

/** Whether a letter or digit stands in the cell. */
export function isLetterAt(grid: CellGrid, row: number, column: number): boolean {
  const text = grid.text[row * grid.columns + column] ?? '';
  if (text === '') return false;
  const code = text.charCodeAt(0);
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39);
  return LETTER.test(text);
}
