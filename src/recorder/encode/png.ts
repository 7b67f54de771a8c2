import { zlibSync } from 'fflate';
import { joinBytes } from './byte-writer.ts';
import { createColourTable } from './colour-table.ts';
import type { FilmEncoder, FilmInfo } from './encoder.ts';
import { COLOUR_TYPE, PNG_SIGNATURE, pngChunk, pngHeader } from './png/png-chunks.ts';

export interface PngOptions {
  /** A palette picture when it has at most 256 colours: half the bytes. Default true. */
  readonly palette?: boolean;
  /** Effort of the compression, 0…9. Default 9. */
  readonly level?: DeflateLevel;
}

export type DeflateLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

const MOST_PALETTE = 256;

/** Every colour of the picture in ascending order, transparent ones first; null when there are more than 256. */
function paletteOf(pixels: Uint32Array): Uint32Array | null {
  const table = createColourTable();
  let last = -1;
  for (const colour of pixels) {
    if (colour === last) continue;
    last = colour;
    table.numberOf(colour);
    if (table.size > MOST_PALETTE) return null;
  }
  return Uint32Array.from({ length: table.size }, (_, number) => table.colourAt(number)).toSorted();
}

const alphaOf = (colour: number): number => colour >>> 24;

function paletteChunks(palette: Uint32Array): readonly Uint8Array[] {
  const colours = new Uint8Array(palette.length * 3);
  palette.forEach((colour, index) => {
    colours.set([(colour >>> 16) & 0xff, (colour >>> 8) & 0xff, colour & 0xff], index * 3);
  });
  // Ascending order puts the translucent colours first, so their alphas are a short list.
  const alphas = Uint8Array.from(
    palette.filter((colour) => alphaOf(colour) < 255),
    alphaOf,
  );
  return [pngChunk('PLTE', colours), ...(alphas.length > 0 ? [pngChunk('tRNS', alphas)] : [])];
}

/** Rows of palette numbers, packed to `bits` each, every row behind a filter byte of 0. */
function paletteRows(pixels: Uint32Array, width: number, palette: Uint32Array, bits: number): Uint8Array {
  const numbers = new Map(Array.from(palette, (colour, index) => [colour, index]));
  const height = pixels.length / width;
  const stride = 1 + Math.ceil((width * bits) / 8);
  const rows = new Uint8Array(stride * height);
  let last = -1;
  let number = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = pixels[y * width + x] ?? 0;
      if (colour !== last) {
        number = numbers.get(colour) ?? 0;
        last = colour;
      }
      const bit = x * bits;
      const at = y * stride + 1 + (bit >> 3);
      rows[at] = (rows[at] ?? 0) | (number << (8 - bits - (bit & 7)));
    }
  }
  return rows;
}

/** Rows of red, green, blue and, if wanted, alpha of a rectangle's width, every row behind a filter byte of 0. */
export function directRows(pixels: Uint32Array, width: number, withAlpha: boolean): Uint8Array {
  const height = pixels.length / width;
  const rows = new Uint8Array((1 + width * (withAlpha ? 4 : 3)) * height);
  let at = 0;
  for (let index = 0; index < pixels.length; index += 1) {
    if (index % width === 0) at += 1;
    const colour = pixels[index] ?? 0;
    rows[at] = colour >>> 16;
    rows[at + 1] = colour >>> 8;
    rows[at + 2] = colour;
    if (withAlpha) rows[at + 3] = colour >>> 24;
    at += withAlpha ? 4 : 3;
  }
  return rows;
}

const bitsFor = (colours: number): 1 | 2 | 4 | 8 => (colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8);

/**
 * A PNG file of `0xAARRGGBB` pixels. Equal pixels give equal bytes on every machine. Pictures of at most 256 colours
 * are stored with a palette unless told otherwise.
 */
export function encodePng(pixels: Uint32Array, width: number, height: number, options: PngOptions = {}): Uint8Array {
  if (width < 1 || height < 1 || pixels.length !== width * height) {
    throw new RangeError(`${pixels.length} pixels are not a picture of ${width}×${height}`);
  }
  const level = options.level ?? 9;
  const palette = (options.palette ?? true) ? paletteOf(pixels) : null;
  const opaque = palette === null && pixels.every((colour) => alphaOf(colour) === 255);
  const bits = palette === null ? 8 : bitsFor(palette.length);
  const type = palette !== null ? COLOUR_TYPE.palette : opaque ? COLOUR_TYPE.rgb : COLOUR_TYPE.rgba;
  const rows = palette === null ? directRows(pixels, width, !opaque) : paletteRows(pixels, width, palette, bits);
  return joinBytes([
    PNG_SIGNATURE,
    pngHeader(width, height, bits, type),
    ...(palette === null ? [] : paletteChunks(palette)),
    pngChunk('IDAT', zlibSync(rows, { level })),
    pngChunk('IEND'),
  ]);
}

/** A single picture: the last one it is given. */
export const createStillEncoder = ({ width, height }: FilmInfo): FilmEncoder => ({
  begin: () => null,
  frame: ({ pixels }) => (pixels === null ? null : encodePng(pixels, width, height)),
  end: () => null,
});
