import type { CellGrid } from '../terminal/grid.ts';

/** Share of the cells, 0…1, in which two screens of one size differ in text, colour or style. */
export function differingCells(a: CellGrid, b: CellGrid): number {
  const cells = a.columns * a.rows;
  if (a.columns !== b.columns || a.rows !== b.rows) return 1;
  let differing = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const same =
      (a.text[cell] === b.text[cell] || isBlank(a.text[cell], b.text[cell])) &&
      a.foreground[cell] === b.foreground[cell] &&
      a.background[cell] === b.background[cell] &&
      a.style[cell] === b.style[cell];
    if (!same) differing += 1;
  }
  return cells === 0 ? 0 : differing / cells;
}

/** An erased cell and a space look the same. */
const isBlank = (one: string | undefined, other: string | undefined): boolean => (one || ' ') === (other || ' ');

/** A grid of its own, for one that is only lent. */
export const copyGrid = (grid: CellGrid): CellGrid => ({
  ...grid,
  text: grid.text.slice(),
  width: grid.width.slice(),
  foreground: grid.foreground.slice(),
  background: grid.background.slice(),
  style: grid.style.slice(),
  link: grid.link.slice(),
});
