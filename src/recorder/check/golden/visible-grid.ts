import type { CellGrid } from '../../terminal/grid.ts';
import { DEFAULT_COLOUR, STYLE, UNDERLINE_MASK } from '../../terminal/grid.ts';

/** What makes a blank cell show its foreground. */
const SHOWN = STYLE.inverse | STYLE.strike | STYLE.overline | UNDERLINE_MASK;
/** What changes how ink looks, and so nothing where there is none. */
const INK_ONLY = STYLE.bold | STYLE.dim | STYLE.italic | STYLE.blink | STYLE.hidden;

/**
 * The same screen without what nobody can see: a blank cell has no foreground, unless it is underlined or inverse. Programs
 * reach the same picture in different ways, and a golden holds the picture.
 */
export function visibleGrid(grid: CellGrid): CellGrid {
  const foreground = grid.foreground.slice();
  const style = grid.style.slice();
  for (const [at, text] of grid.text.entries()) {
    const bits = style[at] ?? 0;
    if ((text !== '' && text !== ' ') || grid.width[at] === 0 || (bits & SHOWN) !== 0) continue;
    foreground[at] = DEFAULT_COLOUR;
    style[at] = bits & ~INK_ONLY;
  }
  return { ...grid, foreground, style };
}
