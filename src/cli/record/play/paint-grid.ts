import { DEFAULT_COLOUR, STYLE, UNDERLINE_MASK } from '../../../recorder/terminal/grid.ts';
import type { CellGrid } from '../../../recorder/terminal/grid.ts';
import { sameLook } from '../../../recorder/terminal/same-cell.ts';
import type { Canvas } from '../../../terminal/render/canvas.ts';
import { DEFAULT_COLOUR as OWN_COLOUR, paletteColour } from '../../../terminal/render/colour.ts';
import { FLAGS } from '../../../terminal/render/styles.ts';
import type { StyleId, Styles } from '../../../terminal/render/styles.ts';

/** The upper left cell of a screen that is larger than its window: the cursor's row stays in sight. */
export interface Corner {
  readonly row: number;
  readonly column: number;
}

/** Text keeps its left edge, where lines begin; of the rows, those down to the cursor are shown. */
export const cornerFor = ({ rows, cursor }: Pick<CellGrid, 'rows' | 'cursor'>, height: number): Corner => ({
  row: Math.min(Math.max(0, rows - height), Math.max(0, cursor.row - height + 1)),
  column: 0,
});

const FLAG_OF: readonly (readonly [bit: number, flag: number])[] = [
  [STYLE.bold, FLAGS.bold],
  [STYLE.dim, FLAGS.dim],
  [STYLE.italic, FLAGS.italic],
  [STYLE.inverse, FLAGS.inverse],
  [STYLE.strike, FLAGS.strike],
  [UNDERLINE_MASK, FLAGS.underline],
];

const ownColour = (colour: number): number =>
  colour === DEFAULT_COLOUR ? OWN_COLOUR : colour > 0xffffff ? paletteColour(colour & 0xff) : colour;

function styleAt(grid: CellGrid, at: number, styles: Styles): StyleId {
  const bits = grid.style[at] ?? 0;
  const flags = FLAG_OF.reduce((sum, [bit, flag]) => ((bits & bit) === 0 ? sum : sum | flag), 0);
  return styles.id({ fg: ownColour(grid.foreground[at] ?? 0), bg: ownColour(grid.background[at] ?? 0), flags });
}

/** A cell may carry marks that turn the reading order of everything after it; only its letters are drawn. */
const letters = (text: string): string => text.replaceAll(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, '');

/**
 * Draws a recorded screen, or the part of it that fits. Cells are placed one by one where clusters are involved, so that
 * no width the recording thinks of can shift its neighbours. Blinking is not shown, hidden text is blank.
 */
export function paintGrid(canvas: Canvas, grid: CellGrid, styles: Styles, corner: Corner): void {
  const height = Math.min(canvas.height, grid.rows - corner.row);
  const width = Math.min(canvas.width, grid.columns - corner.column);
  for (let y = 0; y < height; y += 1) {
    const start = (corner.row + y) * grid.columns + corner.column;
    for (let x = 0; x < width;) {
      const at = start + x;
      const style = styleAt(grid, at, styles);
      let plain = '';
      let next = x;
      while (next < width && isPlain(grid, start + next) && sameLook(grid, at, grid, start + next)) {
        plain += shownAt(grid, start + next);
        next += 1;
      }
      if (plain !== '') {
        canvas.text(x, y, plain, style, plain.length);
        x = next;
        continue;
      }
      const cells = grid.width[at] === 2 ? 2 : 1;
      canvas.fill(x, y, cells, 1, style);
      canvas.text(x, y, letters(shownAt(grid, at)), style, cells);
      x += cells;
    }
  }
}

const isPlain = (grid: CellGrid, at: number): boolean => /^[ -~]?$/.test(grid.text[at] ?? '') && grid.width[at] === 1;

const shownAt = (grid: CellGrid, at: number): string =>
  ((grid.style[at] ?? 0) & STYLE.hidden) !== 0 ? ' ' : grid.text[at] || ' ';
