import { cellColours } from '../../picture/cell-colours.ts';
import type { Theme } from '../../picture/picture.ts';
import type { CellGrid } from '../../terminal/grid.ts';

/** The colours of text and paper of every cell of a screen, and the theme's own; `0xrrggbb`. */
export function plainColours(grid: CellGrid, theme: Theme): ReadonlySet<number> {
  const found = new Set([theme.background, theme.foreground, theme.cursor, theme.cursorAccent]);
  let [foreground, background, style] = [-1, -1, -1];
  for (let index = 0; index < grid.style.length; index += 1) {
    const isSame =
      grid.foreground[index] === foreground && grid.background[index] === background && grid.style[index] === style;
    if (isSame) continue;
    foreground = grid.foreground[index] ?? 0;
    background = grid.background[index] ?? 0;
    style = grid.style[index] ?? 0;
    const colours = cellColours(theme, foreground, background, style);
    found.add(colours.foreground).add(colours.background);
  }
  return found;
}
