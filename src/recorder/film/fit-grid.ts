import type { CellGrid } from '../terminal/grid.ts';
import { blankGrid, DEFAULT_COLOUR } from '../terminal/grid.ts';

/** The grid on a screen of another size: cut, or with blank cells to the right and below. The same one when it fits. */
export function fitGrid(grid: CellGrid, columns: number, rows: number): CellGrid {
  if (grid.columns === columns && grid.rows === rows) return grid;
  const fitted: CellGrid = {
    ...blankGrid(columns, rows),
    links: grid.links,
    title: grid.title,
    modes: grid.modes,
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
      fitted.underlineColour[to] = grid.underlineColour[from] ?? DEFAULT_COLOUR;
      fitted.link[to] = grid.link[from] ?? 0;
    }
  }
  return fitted;
}
