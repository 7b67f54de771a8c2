import type { Theme } from '../picture/picture.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';

const CUBE_STEPS = [0, 95, 135, 175, 215, 255] as const;
const CUBE_START = 16;
const GREY_START = 232;

const cubeStep = (place: number): number => CUBE_STEPS[place % 6] ?? 0;

/** The colour of a number of the 256-colour palette: the theme's sixteen, a 6×6×6 cube, a ramp of greys. */
function paletteColour(theme: Theme, number: number): number {
  if (number < CUBE_START) return theme.palette[number] ?? theme.foreground;
  if (number >= GREY_START) return (8 + (number - GREY_START) * 10) * 0x010101;
  const index = number - CUBE_START;
  return (cubeStep(Math.floor(index / 36)) << 16) | (cubeStep(Math.floor(index / 6)) << 8) | cubeStep(index);
}

const resolve = (theme: Theme, colour: number, fallback: number): number =>
  colour === DEFAULT_COLOUR
    ? fallback
    : (colour & PALETTE_COLOUR) !== 0
      ? paletteColour(theme, colour & 0xff)
      : colour & 0xffffff;

export interface CellColours {
  /** `0xrrggbb`. */
  readonly ink: number;
  readonly paper: number;
}

const halfway = (a: number, b: number): number => {
  const mix = (shift: number): number => ((((a >>> shift) & 0xff) + ((b >>> shift) & 0xff)) >> 1) << shift;
  return mix(16) | mix(8) | mix(0);
};

/** What a cell is drawn with: inverse cells swap, dim ink is halfway to the paper, hidden ink is the paper. */
export function coloursAt(grid: CellGrid, index: number, theme: Theme): CellColours {
  const style = grid.style[index] ?? 0;
  let ink = resolve(theme, grid.foreground[index] ?? DEFAULT_COLOUR, theme.foreground);
  let paper = resolve(theme, grid.background[index] ?? DEFAULT_COLOUR, theme.background);
  if ((style & STYLE.inverse) !== 0) [ink, paper] = [paper, ink];
  if ((style & STYLE.dim) !== 0) ink = halfway(ink, paper);
  return { ink: (style & STYLE.hidden) !== 0 ? paper : ink, paper };
}

/** Every ink and paper of a screen, and the theme's own. */
export function plainColours(grid: CellGrid, theme: Theme): ReadonlySet<number> {
  const found = new Set([theme.background, theme.foreground, theme.cursor, theme.cursorAccent]);
  let before = -1;
  for (let index = 0; index < grid.text.length; index += 1) {
    const same =
      before >= 0 &&
      grid.foreground[index] === grid.foreground[before] &&
      grid.background[index] === grid.background[before] &&
      grid.style[index] === grid.style[before];
    if (same) continue;
    before = index;
    const { ink, paper } = coloursAt(grid, index, theme);
    found.add(ink).add(paper);
  }
  return found;
}
