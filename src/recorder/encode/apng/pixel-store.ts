import { unzlibSync, zlibSync } from 'fflate';
import type { ByteWriter } from '../byte-writer.ts';
import { directRows } from '../png.ts';
import type { DeflateLevel } from '../png.ts';
import { COLOUR_TYPE, pngChunk } from '../png/png-chunks.ts';
import { createFilmPalette } from './film-palette.ts';
import type { FilmPalette } from './film-palette.ts';

export interface StoreOptions {
  readonly level: DeflateLevel;
  /** The most bytes of a film that are kept back. */
  readonly hold: number;
  /** What stands before the first picture, once the kind of its pixels is known. */
  readonly head: (colourType: number, palette: readonly Uint8Array[]) => readonly Uint8Array[];
}

/** Packed pixels of one picture. */
export interface StoredPixels {
  readonly width: number;
  readonly data: Uint8Array;
}

/** A picture with the chunk that stands before it. */
interface StoredPicture {
  readonly control: Uint8Array;
  /** Of the chunk around the packed pixels, and what they come after in it. */
  readonly type: string;
  readonly start: readonly Uint8Array[];
  readonly pixels: StoredPixels;
}

export interface PixelStore {
  /** A picture is added before the next one is packed. */
  pack(pixels: Uint32Array, width: number): StoredPixels;
  /** Appends a picture, or keeps it back while all might still be palette numbers. */
  add(picture: StoredPicture): void;
  end(): void;
}

/** Decides how a film's pixels are stored, and brings its pictures into `out` in their order. */
export function createPixelStore(out: ByteWriter, { level, hold, head }: StoreOptions): PixelStore {
  /** Null from the moment on when the film is written in full colour. */
  let palette: FilmPalette | null = createFilmPalette();
  let kept: StoredPicture[] = [];
  let keptBytes = 0;

  const direct = (pixels: Uint32Array, width: number): StoredPixels => ({
    width,
    data: zlibSync(directRows(pixels, width, true), { level }),
  });
  const write = ({ control, type, start, pixels }: StoredPicture): void => {
    out.bytes(control);
    out.bytes(pngChunk(type, ...start, pixels.data));
  };
  const writeHead = (colourType: number, chunks: readonly Uint8Array[]): void => {
    for (const bytes of head(colourType, chunks)) out.bytes(bytes);
  };
  const giveUp = (numbers: FilmPalette): void => {
    palette = null;
    writeHead(COLOUR_TYPE.rgba, []);
    for (const picture of kept) {
      const { width, data } = picture.pixels;
      write({ ...picture, pixels: direct(numbers.pixels(unzlibSync(data), width), width) });
    }
    kept = [];
  };

  return {
    pack(pixels, width) {
      const rows = palette?.rows(pixels, width) ?? null;
      if (rows !== null) return { width, data: zlibSync(rows, { level }) };
      if (palette !== null) giveUp(palette);
      return direct(pixels, width);
    },
    add(picture) {
      if (palette === null) {
        write(picture);
        return;
      }
      kept.push(picture);
      keptBytes += picture.pixels.data.length;
      if (keptBytes > hold) giveUp(palette);
    },
    end() {
      if (palette === null) return;
      writeHead(COLOUR_TYPE.palette, palette.chunks());
      for (const picture of kept) write(picture);
      kept = [];
    },
  };
}
