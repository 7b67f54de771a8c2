import { createByteWriter } from './byte-writer.ts';
import { createColourTable } from './colour-table.ts';
import type { FilmEncoder, FilmInfo } from './encoder.ts';
import { clockPieces, createFrameSpacer } from './frame-spacer.ts';
import type { FrameSpacer, SpacedPicture } from './frame-spacer.ts';
import { countNumbers, createChangeReader, UNCHANGED } from './gif/changed-numbers.ts';
import { createLzwWriter } from './gif/lzw.ts';
import { fillPlaces, MOST_COLOURS, mostWanted, wholePalette } from './gif/palette.ts';
import { plainColours } from './gif/plain-colours.ts';

const MOST_PIXELS_A_SIDE = 65_535;
/** Browsers show anything shorter for a tenth of a second. */
const SHORTEST = 2;
const LONGEST = 65_535;
const KEEP_PICTURE = 1 << 2;
const HAS_TRANSPARENCY = 1;
const HAS_TABLE = 0x80;

/** Bits of a table that holds `colours` and the transparent one. */
const tableBits = (colours: number): number => Math.max(1, 32 - Math.clz32(colours));

const placesOf = (colours: readonly number[]): ReadonlyMap<number, number> =>
  new Map(colours.map((colour, place) => [colour, place]));

/**
 * An animated GIF whose frames are only what changed, with transparency where nothing did. Lengths are whole hundredths
 * of a second, at least two, and add up to the film's exactly.
 *
 * The colours of the first picture are the file's table; a later picture that needs others carries a table of its own.
 * So the film is drawn once, nothing is collected, and no picture loses colours to another scene; such a table costs at
 * most 768 bytes, and a dashboard's film hardly needs one.
 */
export function createGifEncoder(): FilmEncoder {
  const out = createByteWriter();
  /** The picture that was taken last, without its length, which comes before it in the file. */
  const body = createByteWriter();
  const table = createColourTable();
  const readChanges = createChangeReader(table);
  const writeLzw = createLzwWriter();
  const places = new Uint8Array(UNCHANGED + 1);
  let info: FilmInfo | null = null;
  let spacer: FrameSpacer | null = null;
  let global: ReadonlyMap<number, number> = new Map();
  let globalBits = 1;
  let transparent = 0;
  let plain: ReadonlySet<number> = new Set();

  const writeTable = (colours: readonly number[], bits: number): void => {
    for (let index = 0; index < 1 << bits; index += 1) {
      const colour = colours[index] ?? 0;
      body.bytes(Uint8Array.of(colour >>> 16, colour >>> 8, colour));
    }
  };
  const writeHeader = ({ width, height, loop }: FilmInfo, colours: readonly number[]): void => {
    global = placesOf(colours);
    globalBits = tableBits(colours.length);
    body.ascii('GIF89a');
    body.shortLow(width);
    body.shortLow(height);
    body.bytes(Uint8Array.of(HAS_TABLE | 0x70 | (globalBits - 1), 0, 0));
    writeTable(colours, globalBits);
    if (loop !== 1) {
      // A film without this block is shown once.
      body.bytes(Uint8Array.of(0x21, 0xff, 11));
      body.ascii('NETSCAPE2.0');
      body.bytes(Uint8Array.of(3, 1));
      body.shortLow(Math.min(loop === 0 ? 0 : loop - 1, 0xffff));
      body.byte(0);
    }
    out.bytes(body.take() ?? new Uint8Array());
  };
  const writePlace = (x: number, y: number, width: number, height: number, flags: number): void => {
    body.byte(0x2c);
    for (const value of [x, y, width, height]) body.shortLow(value);
    body.byte(flags);
  };
  const closeFrame = (length: number, transparentPlace: number): void => {
    out.bytes(Uint8Array.of(0x21, 0xf9, 4, KEEP_PICTURE | HAS_TRANSPARENCY));
    out.shortLow(length);
    out.bytes(Uint8Array.of(transparentPlace, 0));
    out.bytes(body.take() ?? new Uint8Array());
  };

  const take = (film: FilmInfo, picture: SpacedPicture): void => {
    const changes = readChanges(picture, film.width);
    const { area, numbers } = changes;
    const isKnown = !picture.isFirst && fillPlaces(table, global, places, true);
    let own: readonly number[] = [];
    if (!isKnown) {
      if (table.size > MOST_COLOURS) countNumbers(changes, table);
      own = table.size > MOST_COLOURS ? mostWanted(table, plain) : wholePalette(table);
      fillPlaces(table, placesOf(own), places, false);
    }
    if (picture.isFirst) writeHeader(film, own);
    const isLocal = !isKnown && !picture.isFirst;
    const bits = isLocal ? tableBits(own.length) : globalBits;
    transparent = (1 << bits) - 1;
    places[UNCHANGED] = transparent;
    writePlace(area.x, area.y, area.width, area.height, isLocal ? HAS_TABLE | (bits - 1) : 0);
    if (isLocal) writeTable(own, bits);
    const count = area.width * area.height;
    writeLzw({ numbers, count, places, common: UNCHANGED, codeSize: Math.max(2, bits) }, body);
  };
  const close = (length: number): void => {
    const [first = SHORTEST, ...more] = clockPieces(length, LONGEST, SHORTEST);
    closeFrame(first, transparent);
    for (const piece of more) {
      // A frame's clock ends after 655 seconds; one clear pixel takes over.
      const clear = (1 << globalBits) - 1;
      places[UNCHANGED] = clear;
      writePlace(0, 0, 1, 1, 0);
      const numbers = Uint16Array.of(UNCHANGED);
      writeLzw({ numbers, count: 1, places, common: UNCHANGED, codeSize: Math.max(2, globalBits) }, body);
      closeFrame(piece, clear);
    }
  };

  return {
    problem: ({ width, height }) =>
      width > MOST_PIXELS_A_SIDE || height > MOST_PIXELS_A_SIDE
        ? `a gif has at most 65,535 pixels a side; this film has ${width}×${height}`
        : null,
    begin: (film) => {
      info = film;
      const sink = { take: (picture: SpacedPicture): void => take(film, picture), close };
      spacer = createFrameSpacer(film, { unitMs: 10, minimum: SHORTEST }, sink);
      return null;
    },
    frame: (frame) => {
      if (info !== null) plain = plainColours(frame.grid, info.theme);
      spacer?.frame(frame);
      return out.take();
    },
    end: () => {
      spacer?.end();
      out.byte(0x3b);
      return out.take();
    },
  };
}
