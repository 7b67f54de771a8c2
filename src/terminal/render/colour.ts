import type { ColourDepth } from '../capabilities.ts';

/** 24-bit RGB, or `DEFAULT_COLOUR`, or `paletteColour(n)`. */
export type Colour = number;

/** The terminal's own foreground or background. */
export const DEFAULT_COLOUR: Colour = -1;

const PALETTE = 0x1000000;

/** One of the terminal's 256 palette entries, whose real colour only the terminal knows. */
export const paletteColour = (index: number): Colour => PALETTE + (index & 0xff);

/** `#rgb` or `#rrggbb` as a colour; null when it is neither. */
export function parseHex(text: string): Colour | null {
  if (!/^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)) return null;
  const digits = text.length === 7 ? text.slice(1) : text.replace(/[^#]/g, '$&$&').slice(1);
  return Number.parseInt(digits, 16);
}

type Lab = readonly [number, number, number];

/** A byte of sRGB as light. */
function linear(byte: number): number {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
}

const bend = (part: number): number => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116);

/** CIELAB, where equal distances look about equally different. */
function lab(rgb: number): Lab {
  const r = linear(rgb >> 16);
  const g = linear((rgb >> 8) & 255);
  const b = linear(rgb & 255);
  const x = bend((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = bend(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = bend((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const distance = (a: Lab, b: Lab): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

const CUBE = [0, 95, 135, 175, 215, 255];

/** RGB of palette entries 16–255, which all terminals agree on. */
function fixedPalette(): readonly { readonly index: number; readonly lab: Lab }[] {
  const entries = [];
  for (let index = 16; index < 256; index += 1) {
    const step = index - 16;
    const grey = 8 + (index - 232) * 10;
    const [r, g, b] =
      index >= 232
        ? [grey, grey, grey]
        : [CUBE[Math.floor(step / 36)] ?? 0, CUBE[Math.floor(step / 6) % 6] ?? 0, CUBE[step % 6] ?? 0];
    entries.push({ index, lab: lab((r << 16) | (g << 8) | b) });
  }
  return entries;
}

/** The sixteen names as most terminals draw them; 0, 7, 8 and 15 are left out because they vanish on some background. */
const NAMED: readonly (readonly [number, number])[] = [
  [1, 0xcd3131],
  [2, 0x0dbc79],
  [3, 0xb58900],
  [4, 0x2472c8],
  [5, 0xbc3fbc],
  [6, 0x11a8cd],
  [9, 0xf14c4c],
  [10, 0x23d18b],
  [11, 0xf5f543],
  [12, 0x3b8eea],
  [13, 0xd670d6],
  [14, 0x29b8db],
];

let palette: readonly { readonly index: number; readonly lab: Lab }[] | undefined; // built on first use: most terminals never need it
const nearestOf256 = new Map<number, number>();

/** The entry of 16–255 that looks most alike (CIELAB), other than `except`. */
export function nearest256(rgb: number, except = -1): number {
  const key = rgb * 257 + except + 1;
  const known = nearestOf256.get(key);
  if (known !== undefined) return known;
  palette ??= fixedPalette();
  const wanted = lab(rgb);
  let best = 16;
  let least = Number.POSITIVE_INFINITY;
  for (const entry of palette) {
    const apart = distance(wanted, entry.lab);
    if (apart < least && entry.index !== except) {
      best = entry.index;
      least = apart;
    }
  }
  if (nearestOf256.size > 4096) nearestOf256.clear();
  nearestOf256.set(key, best);
  return best;
}

/** One of the twelve safe names, or the default for a colour without much hue. */
function nearestNamed(rgb: number): Colour {
  const wanted = lab(rgb);
  if (Math.hypot(wanted[1], wanted[2]) < 18) return DEFAULT_COLOUR;
  let best = DEFAULT_COLOUR;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, colour] of NAMED) {
    const apart = distance(wanted, lab(colour));
    if (apart < least) {
      best = paletteColour(index);
      least = apart;
    }
  }
  return best;
}

/**
 * The pair as a terminal of this depth can show it. Two colours that differ never become the same entry of 256: dark
 * themes would put invisible text on their own background.
 */
export function reducePair(fg: Colour, bg: Colour, depth: ColourDepth): readonly [Colour, Colour] {
  if (depth === 1) return [DEFAULT_COLOUR, DEFAULT_COLOUR];
  if (depth === 24) return [fg, bg];
  const isRgb = (colour: Colour): boolean => colour >= 0 && colour < PALETTE;
  if (depth === 4) return [isRgb(fg) ? nearestNamed(fg) : fg, isRgb(bg) ? nearestNamed(bg) : bg];
  const back = isRgb(bg) ? paletteColour(nearest256(bg)) : bg;
  if (!isRgb(fg)) return [fg, back];
  const taken = isRgb(bg) && bg !== fg ? back - PALETTE : -1;
  return [paletteColour(nearest256(fg, taken)), back];
}

/** SGR parameters that select the colour; `base` is 30 for the foreground, 40 for the background. */
export function sgrColour(base: 30 | 40, colour: Colour): string {
  if (colour === DEFAULT_COLOUR) return String(base + 9);
  if (colour < PALETTE) return `${base + 8};2;${colour >> 16};${(colour >> 8) & 255};${colour & 255}`;
  const index = colour - PALETTE;
  if (index < 8) return String(base + index);
  return index < 16 ? String(base + 52 + index) : `${base + 8};5;${index}`;
}
