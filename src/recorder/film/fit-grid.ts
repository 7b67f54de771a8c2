import type { CellGrid } from '../terminal/grid.ts';
import { DEFAULT_COLOUR } from '../terminal/grid.ts';

/** The grid on a screen of another size: cut, or with blank cells to the right and below. The same one when it fits. */
export function fitGrid(grid: CellGrid, columns: number, rows: number): CellGrid {
  if (grid.columns === columns && grid.rows === rows) return grid;
  const cells = columns * rows;
  const fitted: CellGrid = {
    ...grid,
    columns,
    rows,
    text: Array.from({ length: cells }, () => ''),
    width: new Uint8Array(cells).fill(1),
    foreground: new Uint32Array(cells).fill(DEFAULT_COLOUR),
    background: new Uint32Array(cells).fill(DEFAULT_COLOUR),
    style: new Uint16Array(cells),
    link: new Uint16Array(cells),
    cursor: { ...grid.cursor, visible: grid.cursor.visible && grid.cursor.row < rows && grid.cursor.column < columns },
  };
  for (let row = 0; row < Math.min(rows, grid.rows); row += 1) {
    for (let column = 0; column < Math.min(columns, grid.columns); column += 1) {
      const from = row * grid.columns + column;
      const to = row * columns + column;
      const halved = grid.width[from] === 2 && column + 1 >= columns;
      fitted.text[to] = halved ? '' : (grid.text[from] ?? '');
      fitted.width[to] = halved ? 1 : (grid.width[from] ?? 1);
      fitted.foreground[to] = grid.foreground[from] ?? DEFAULT_COLOUR;
      fitted.background[to] = grid.background[from] ?? DEFAULT_COLOUR;
      fitted.style[to] = grid.style[from] ?? 0;
      fitted.link[to] = grid.link[from] ?? 0;
    }
  }
  return fitted;
}
