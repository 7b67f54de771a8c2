/** A rectangle in cells, counted from the top left of the screen. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `total` in `count` parts that differ by one at most, the larger ones first. */
function share(total: number, count: number): readonly number[] {
  const base = Math.floor(total / count);
  const rest = total - base * count;
  return Array.from({ length: count }, (_, at) => base + (at < rest ? 1 : 0));
}

/** Side by side, left to right. */
export function columnsOf(area: Area, count: number): readonly Area[] {
  let x = area.x;
  return share(area.width, count).map((width) => {
    const column = { x, y: area.y, width, height: area.height };
    x += width;
    return column;
  });
}

/** One below the other. */
function rowsOf(area: Area, count: number): readonly Area[] {
  let y = area.y;
  return share(area.height, count).map((height) => {
    const row = { x: area.x, y, width: area.width, height };
    y += height;
    return row;
  });
}

/** Wanted shape of a tile: columns per row of text. */
const SHAPE = 3.2;
const EMPTY_TILE_COST = 0.15;

/**
 * Columns of the grid whose tiles come nearest to the wanted shape with few tiles empty, no tile below the minimum; null
 * when there is none.
 */
export function gridColumns(area: Area, count: number, minWidth: number, minHeight: number): number | null {
  let best: { readonly columns: number; readonly cost: number } | null = null;
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const width = Math.floor(area.width / columns);
    const height = Math.floor(area.height / rows);
    if (width < minWidth || height < minHeight) continue;
    const cost = Math.abs(width / height - SHAPE) + EMPTY_TILE_COST * (columns * rows - count);
    if (best === null || cost < best.cost) best = { columns, cost };
  }
  return best?.columns ?? null;
}

/** `count` tiles in so many columns, row by row; the tiles of the last row stretch. */
export function gridOf(area: Area, count: number, columns: number): readonly Area[] {
  const rows = rowsOf(area, Math.ceil(count / columns));
  return rows.flatMap((row, at) => columnsOf(row, Math.min(columns, count - at * columns)));
}
