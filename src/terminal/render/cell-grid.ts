/**
 * The screen as two typed arrays. A glyph is a code point, or an index into the glyph table (top bit set), or
 * `RIGHT_HALF` for the second cell of a wide glyph.
 */
export interface CellGrid {
  readonly cols: number;
  readonly rows: number;
  readonly glyph: Uint32Array;
  readonly style: Uint16Array;
  /** 1 for every row that may differ from what was last sent. */
  readonly dirtyRows: Uint8Array;
}

export const BLANK = 0x20;
export const RIGHT_HALF = 0xffffffff;
/** Added to an index of the glyph table. */
export const CLUSTER_BIT = 0x80000000;
/** A glyph that no painter writes: a front buffer full of it says that nothing is known about the screen. */
export const UNKNOWN = 0;

/** A grid of blanks in style 0. */
export function createGrid(cols: number, rows: number): CellGrid {
  return {
    cols,
    rows,
    glyph: new Uint32Array(cols * rows).fill(BLANK),
    style: new Uint16Array(cols * rows),
    dirtyRows: new Uint8Array(rows).fill(1),
  };
}

const LONG_RUN = 64; // cells; calling `fill` costs more than shorter ones

/** Fills a run of cells, clipped by the caller. */
export function fillCells(grid: CellGrid, x: number, y: number, width: number, glyph: number, style: number): void {
  const from = y * grid.cols + x;
  if (width < LONG_RUN) {
    for (let at = from; at < from + width; at += 1) {
      grid.glyph[at] = glyph;
      grid.style[at] = style;
    }
  } else {
    grid.glyph.fill(glyph, from, from + width);
    grid.style.fill(style, from, from + width);
  }
  grid.dirtyRows[y] = 1;
}
