import { createByteWriter } from './byte-writer.ts';
import { createColourTable } from './colour-table.ts';
import type { FilmEncoder, FilmInfo } from './encoder.ts';
import { clockPieces, createFrameSpacer } from './frame-spacer.ts';
import type { FrameSpacer, SpacedPicture } from './frame-spacer.ts';
import { createLzwWriter } from './gif/lzw.ts';
import { plainColours } from './gif/plain-colours.ts';
import { choosePalette, placesIn } from './gif/palette.ts';

const MOST_PIXELS_A_SIDE = 65_535;
/** Browsers show anything shorter for a tenth of a second. */
const SHORTEST = 2;
const LONGEST = 65_535;
const KEEP_PICTURE = 1 << 2;
const HAS_TRANSPARENCY = 1;
const HAS_TABLE = 0x80;

/** Bits of a table that holds `colours` and the transparent one. */
const tableBits = (colours: number): number => Math.max(1, 32 - Math.clz32(colours));

/**
 * An animated GIF whose frames are only what changed, with transparency where nothing did. Lengths are whole hundredths
 * of a second, at least two, and add up to the film's exactly.
 *
 * The colours of the first picture are the file's table; a later picture that needs others carries a table of its own.
 * So the film is drawn once, nothing is collected, a picture never loses colours to those of another scene, and a table
 * costs 2 to 3 % of the bytes.
 */
export function createGifEncoder(): FilmEncoder {
  const out = createByteWriter();
  const table = createColourTable();
  const writeLzw = createLzwWriter();
  let info: FilmInfo | null = null;
  let spacer: FrameSpacer | null = null;
  let numbers = new Uint8Array(0);
  let globalPlaces: ReadonlyMap<number, number> = new Map();
  let globalBits = 1;
  let plain: ReadonlySet<number> = new Set();

  const writeTable = (colours: readonly number[], bits: number): void => {
    for (let index = 0; index < 1 << bits; index += 1) {
      const colour = colours[index] ?? 0;
      out.bytes(Uint8Array.of(colour >>> 16, colour >>> 8, colour));
    }
  };
  const writeHeader = ({ width, height, loop }: FilmInfo, colours: readonly number[]): void => {
    globalBits = tableBits(colours.length);
    globalPlaces = new Map(colours.map((colour, place) => [colour, place]));
    out.ascii('GIF89a');
    out.shortLow(width);
    out.shortLow(height);
    out.bytes(Uint8Array.of(HAS_TABLE | 0x70 | (globalBits - 1), 0, 0));
    writeTable(colours, globalBits);
    if (loop === 1) return; // a film without this block is shown once
    out.bytes(Uint8Array.of(0x21, 0xff, 11));
    out.ascii('NETSCAPE2.0');
    out.bytes(Uint8Array.of(3, 1));
    out.shortLow(Math.min(loop === 0 ? 0 : loop - 1, 0xffff));
    out.byte(0);
  };
  const writeControl = (length: number, transparent: number): void => {
    out.bytes(Uint8Array.of(0x21, 0xf9, 4, KEEP_PICTURE | HAS_TRANSPARENCY));
    out.shortLow(length);
    out.bytes(Uint8Array.of(transparent, 0));
  };
  const writePlace = (x: number, y: number, width: number, height: number, flags: number): void => {
    out.byte(0x2c);
    for (const value of [x, y, width, height]) out.shortLow(value);
    out.byte(flags);
  };

  /** Counts the colours of the changed pixels; the see-through ones of round corners are not drawn at all. */
  const countColours = ({ pixels, before, changed }: SpacedPicture, stride: number): void => {
    table.clear();
    let last = -1;
    let number = 0;
    for (let y = changed.y; y < changed.y + changed.height; y += 1) {
      const end = y * stride + changed.x + changed.width;
      for (let at = end - changed.width; at < end; at += 1) {
        const pixel = pixels[at] ?? 0;
        if (pixel === before[at] || pixel >>> 31 === 0) continue;
        if (pixel !== last) {
          last = pixel;
          number = table.numberOf(pixel & 0xffffff);
        }
        table.count(number, 1);
      }
    }
  };
  const placeColours = (picture: SpacedPicture, stride: number, places: Uint8Array, transparent: number): number => {
    const { pixels, before, changed } = picture;
    if (numbers.length < changed.width * changed.height) numbers = new Uint8Array(changed.width * changed.height);
    let filled = 0;
    let last = -1;
    let place = 0;
    for (let y = changed.y; y < changed.y + changed.height; y += 1) {
      const end = y * stride + changed.x + changed.width;
      for (let at = end - changed.width; at < end; at += 1) {
        const pixel = pixels[at] ?? 0;
        if (pixel === before[at] || pixel >>> 31 === 0) numbers[filled] = transparent;
        else {
          if (pixel !== last) {
            last = pixel;
            place = places[table.find(pixel & 0xffffff)] ?? 0;
          }
          numbers[filled] = place;
        }
        filled += 1;
      }
    }
    return filled;
  };

  const write = (film: FilmInfo, picture: SpacedPicture): void => {
    const { changed, isFirst } = picture;
    countColours(picture, film.width);
    const known = isFirst ? null : placesIn(globalPlaces, table);
    const own = known === null ? choosePalette(table, plain) : null;
    if (isFirst && own !== null) writeHeader(film, own.colours);
    const isLocal = own !== null && !isFirst;
    const bits = isLocal ? tableBits(own.colours.length) : globalBits;
    const transparent = (1 << bits) - 1;
    const [first = SHORTEST, ...more] = clockPieces(picture.length, LONGEST, SHORTEST);
    writeControl(first, transparent);
    writePlace(changed.x, changed.y, changed.width, changed.height, isLocal ? HAS_TABLE | (bits - 1) : 0);
    if (isLocal) writeTable(own.colours, bits);
    const count = placeColours(picture, film.width, known ?? own?.places ?? new Uint8Array(), transparent);
    writeLzw(numbers, count, Math.max(2, bits), out);
    for (const length of more) {
      // A frame's clock ends after 655 seconds; one clear pixel takes over.
      writeControl(length, (1 << globalBits) - 1);
      writePlace(0, 0, 1, 1, 0);
      writeLzw(Uint8Array.of((1 << globalBits) - 1), 1, Math.max(2, globalBits), out);
    }
  };

  return {
    problem: ({ width, height }) =>
      width > MOST_PIXELS_A_SIDE || height > MOST_PIXELS_A_SIDE
        ? `a gif has at most 65,535 pixels a side; this film has ${width}×${height}`
        : null,
    begin: (film) => {
      info = film;
      spacer = createFrameSpacer(film, { unitMs: 10, minimum: SHORTEST }, (picture) => write(film, picture));
      return null;
    },
    frame: (frame) => {
      spacer?.frame(frame);
      // Kept for this picture, which is written when the next one comes; the grid is only lent.
      if (info !== null) plain = plainColours(frame.grid, info.theme);
      return out.take();
    },
    end: () => {
      spacer?.end();
      out.byte(0x3b);
      return out.take();
    },
  };
}
