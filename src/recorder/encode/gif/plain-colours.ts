import { cellColours, underlineInk } from '../../picture/cell-colours.ts';
import type { Theme } from '../../picture/picture.ts';
import { UNDERLINE_MASK } from '../../terminal/grid.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import { sameLook } from '../../terminal/same-cell.ts';

/** The colours of text, its lines and paper of every cell of a screen, and the theme's own; `0xrrggbb`. */
export function plainColours(grid: CellGrid, theme: Theme): ReadonlySet<number> {
  const found = new Set([theme.background, theme.foreground, theme.cursor, theme.cursorAccent]);
  for (let index = 0; index < grid.style.length; index += 1) {
    if (index > 0 && sameLook(grid, index, grid, index - 1)) continue;
    const style = grid.style[index] ?? 0;
    const colours = cellColours(theme, grid.foreground[index] ?? 0, grid.background[index] ?? 0, style);
    found.add(colours.foreground).add(colours.background);
    if ((style & UNDERLINE_MASK) !== 0)
      found.add(underlineInk(theme, grid.underlineColour[index] ?? 0, style, colours));
  }
  return found;
}
