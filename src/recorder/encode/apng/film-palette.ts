import { createColourTable } from '../colour-table.ts';
import { pngChunk } from '../png/png-chunks.ts';

const MOST_COLOURS = 256;

/** The colours of a film that has few: each pixel is one byte instead of four. */
export interface FilmPalette {
  /**
   * The numbers of a picture's colours, each row behind a filter byte of 0; null when the film has more than 256 by now.
   * Valid until the next call.
   */
  rows(pixels: Uint32Array, width: number): Uint8Array | null;
  /** Colours of rows that were given, `0xAARRGGBB`, in their order. */
  pixels(rows: Uint8Array, width: number): Uint32Array;
  /** PLTE and, where a colour is see-through, tRNS. */
  chunks(): readonly Uint8Array[];
}

export function createFilmPalette(): FilmPalette {
  const table = createColourTable();
  let buffer = new Uint8Array(0);
  return {
    rows(pixels, width) {
      const size = pixels.length + pixels.length / width;
      if (buffer.length < size) buffer = new Uint8Array(size);
      let last = -1;
      let number = 0;
      let at = 0;
      for (let from = 0; from < pixels.length; from += width) {
        buffer[at] = 0;
        at += 1;
        for (let index = from; index < from + width; index += 1) {
          const colour = pixels[index] ?? 0;
          if (colour !== last) {
            last = colour;
            number = table.numberOf(colour);
            if (number >= MOST_COLOURS) return null;
          }
          buffer[at] = number;
          at += 1;
        }
      }
      return buffer.subarray(0, size);
    },
    pixels(rows, width) {
      const pixels = new Uint32Array((rows.length / (width + 1)) * width);
      for (let index = 0; index < pixels.length; index += 1) {
        pixels[index] = table.colourAt(rows[index + Math.floor(index / width) + 1] ?? 0);
      }
      return pixels;
    },
    chunks() {
      const size = Math.min(table.size, MOST_COLOURS);
      const colours = Array.from({ length: size }, (_, number) => table.colourAt(number));
      const alphas = Uint8Array.from(colours, (colour) => colour >>> 24);
      const seen = alphas.findLastIndex((alpha) => alpha < 0xff) + 1;
      const plain = Uint8Array.from(colours.flatMap((colour) => [colour >>> 16, colour >>> 8, colour]));
      return [pngChunk('PLTE', plain), ...(seen === 0 ? [] : [pngChunk('tRNS', alphas.subarray(0, seen))])];
    },
  };
}
