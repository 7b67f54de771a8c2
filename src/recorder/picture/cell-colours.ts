import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE } from '../terminal/grid.ts';
import type { Theme } from './picture.ts';

/** How much of its own colour dim text keeps; the rest is its background's. */
const DIM_SHARE = 0.6;

const CUBE_STEPS = [0, 95, 135, 175, 215, 255];
const cubeStep = (value: number): number => CUBE_STEPS[value] ?? 0;

/** A colour of the 256: the theme's sixteen, the cube of 6 × 6 × 6, the grey ramp. `0xrrggbb`. */
export function paletteColour(theme: Theme, index: number): number {
  if (index < 16) return theme.palette[index] ?? theme.foreground;
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
  const at = index - 16;
  return (cubeStep(Math.floor(at / 36)) << 16) | (cubeStep(Math.floor(at / 6) % 6) << 8) | cubeStep(at % 6);
}

/** `share` of the first colour and the rest of the second, channel by channel. */
export function mixColours(first: number, second: number, share: number): number {
  const channel = (shift: number): number => {
    const from = (second >> shift) & 0xff;
    return Math.round(from + (((first >> shift) & 0xff) - from) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

export interface CellColours {
  /** Of the text as it is drawn: after inverse, dim and hidden. `0xrrggbb`. */
  readonly foreground: number;
  readonly background: number;
}

/**
 * What a cell's colours look like under a theme. As in VHS's terminal, bold text in one of the eight plain colours takes
 * the bright one. Used by the painter, by the SVG writer and by the contrast rule alike.
 */
export function cellColours(theme: Theme, foreground: number, background: number, style: number): CellColours {
  const brightens = (style & STYLE.bold) !== 0;
  let front = textColour(theme, foreground, brightens);
  let back = background === DEFAULT_COLOUR ? theme.background : plainColour(theme, background);
  if ((style & STYLE.inverse) !== 0) [front, back] = [back, front];
  if ((style & STYLE.dim) !== 0) front = mixColours(front, back, DIM_SHARE);
  if ((style & STYLE.hidden) !== 0) front = back;
  return { foreground: front, background: back };
}

/** What a line under a cell is drawn in: as the text, or in its own colour, which is dimmed with the text but never swapped with the paper. */
export function underlineInk(theme: Theme, underlineColour: number, style: number, drawn: CellColours): number {
  if (underlineColour === DEFAULT_COLOUR) return drawn.foreground;
  const own = plainColour(theme, underlineColour);
  return (style & STYLE.dim) === 0 ? own : mixColours(own, drawn.background, DIM_SHARE);
}

const plainColour = (theme: Theme, colour: number): number =>
  (colour & PALETTE_COLOUR) !== 0 ? paletteColour(theme, colour & 0xff) : colour;

function textColour(theme: Theme, colour: number, brightens: boolean): number {
  if (colour === DEFAULT_COLOUR) return theme.foreground;
  const isPlainOfEight = (colour & PALETTE_COLOUR) !== 0 && (colour & 0xff) < 8;
  return plainColour(theme, brightens && isPlainOfEight ? colour + 8 : colour);
}
