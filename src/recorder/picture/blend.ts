/** Pixels (`0xAARRGGBB`) for each step between a background and a foreground; opaque. */
export type BlendTable = Uint32Array;

/** More pairs of colours than a screen shows; truecolour ramps start over instead of growing. */
const MAX_TABLES = 4096;

/** Text is drawn this much stronger in the middle of its edges: always, and more where it is lighter than its paper. */
const STRONGER = 0.16;
const STRONGER_ON_DARK = 0.34;

/** 0 black … 1 white, as weighed by the eye, without the curve of screens: only differences are used. */
const lightness = (colour: number): number =>
  (((colour >> 16) & 0xff) * 0.3 + ((colour >> 8) & 0xff) * 0.59 + (colour & 0xff) * 0.11) / 255;

/**
 * Tables for pairs of colours, made once each. Blending the numbers of a screen makes light text on dark paper too thin,
 * so text (`isText`) gets more ink on its edges; geometry is blended as it is.
 */
export function createBlender(levels: number): (foreground: number, background: number, isText: boolean) => BlendTable {
  const tables = new Map<number, BlendTable>();
  return (foreground, background, isText) => {
    const key = (foreground * 0x1000000 + background) * 2 + (isText ? 1 : 0);
    const known = tables.get(key);
    if (known !== undefined) return known;
    const lighter = Math.max(0, lightness(foreground) - lightness(background));
    const stronger = isText ? STRONGER + STRONGER_ON_DARK * lighter : 0;
    const table = new Uint32Array(levels);
    for (let step = 0; step < levels; step += 1) {
      const share = step / (levels - 1);
      table[step] = opaque(blend(foreground, background, share + stronger * share * (1 - share)));
    }
    if (tables.size >= MAX_TABLES) tables.clear();
    tables.set(key, table);
    return table;
  };
}

/** Makes a colour a pixel. */
export const opaque = (colour: number): number => (0xff000000 | colour) >>> 0;

/** `share` (0…1) of the first colour over the second. */
export function blend(foreground: number, background: number, share: number): number {
  const channel = (shift: number): number => {
    const from = (background >> shift) & 0xff;
    return Math.round(from + (((foreground >> shift) & 0xff) - from) * share) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}
