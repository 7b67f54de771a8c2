import { DEFAULT_COLOUR, paletteColour } from '../render/colour.ts';
import type { Colour } from '../render/colour.ts';
import type { ColoursModule } from './blessed-internals.ts';

const FIRST = 256; // blessed's colour fields have nine bits, of which it uses the values below 256 and 511
const LAST = 510;
const BLESSED_DEFAULT = 511;

/** Exact colours for stock widgets, through colour indices that blessed has but never uses. */
export interface TrueColour {
  /** The colour behind a nine-bit index of a cell. */
  colour(index: number): Colour;
}

function toRgb(red: string | number | readonly number[], green = 0, blue = 0): number | null {
  if (typeof red === 'number') return (red << 16) | (green << 8) | blue;
  if (typeof red !== 'string') return ((red[0] ?? 0) << 16) | ((red[1] ?? 0) << 8) | (red[2] ?? 0);
  if (!red.startsWith('#')) return null;
  const digits = red.length === 4 ? red.replace(/[^#]/g, '$&$&') : red;
  const value = Number.parseInt(digits.slice(1), 16);
  return Number.isNaN(value) ? null : value;
}

/** Patches the package's colour matching: every new colour takes an index of its own; when none is left, the nearest of 256. */
export function installTrueColour(colours: ColoursModule): TrueColour {
  const indices = new Map<number, number>();
  const registered: number[] = [];
  const nearest = colours.match.bind(colours);
  colours.match = (red, green, blue) => {
    const rgb = toRgb(red, green, blue);
    if (rgb === null) return -1;
    const known = indices.get(rgb);
    if (known !== undefined) return known;
    if (FIRST + registered.length > LAST) return nearest(red, green, blue);
    const index = FIRST + registered.push(rgb) - 1;
    indices.set(rgb, index);
    return index;
  };
  return {
    colour(index) {
      if (index === BLESSED_DEFAULT) return DEFAULT_COLOUR;
      return index < FIRST ? paletteColour(index) : (registered[index - FIRST] ?? DEFAULT_COLOUR);
    },
  };
}
