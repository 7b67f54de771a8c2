import type { Rectangle } from '../picture/picture.ts';

const WIDEST_TILE = 1200;
const HIGHEST_TILE = 800;

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  /** Pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/**
 * Cuts a picture of cells into as few tiles of at most 1200 × 800 pixels as hold it, of about the same size, never
 * through a cell: letters keep their size, which a shrunk picture would take from them.
 */
export function tilesOf({ columns, rows, cellWidth, cellHeight }: TileGrid): readonly Rectangle[] {
  const across = spans(columns, Math.max(1, Math.floor(WIDEST_TILE / cellWidth)));
  const down = spans(rows, Math.max(1, Math.floor(HIGHEST_TILE / cellHeight)));
  return down.flatMap(([top, height]) =>
    across.map(([left, width]) => ({
      x: left * cellWidth,
      y: top * cellHeight,
      width: width * cellWidth,
      height: height * cellHeight,
    })),
  );
}

function spans(total: number, most: number): readonly (readonly [start: number, length: number])[] {
  const count = Math.ceil(total / most);
  return Array.from({ length: count }, (_, index) => {
    const start = Math.floor((total * index) / count);
    return [start, Math.floor((total * (index + 1)) / count) - start] as const;
  });
}

/** The pixels of a part of a picture; null when all of them are one colour, for there is nothing to see. */
export function cutTile(pixels: Uint32Array, stride: number, tile: Rectangle): Uint32Array | null {
  const cut = new Uint32Array(tile.width * tile.height);
  for (let row = 0; row < tile.height; row += 1) {
    const from = (tile.y + row) * stride + tile.x;
    cut.set(pixels.subarray(from, from + tile.width), row * tile.width);
  }
  return cut.every((pixel) => pixel === cut[0]) ? null : cut;
}
