import type { Rectangle } from '../picture/picture.ts';
import { BLEND, CLEAR, createPartReader } from './apng/changed-part.ts';
import { createPixelStore } from './apng/pixel-store.ts';
import type { PixelStore, StoredPixels } from './apng/pixel-store.ts';
import { createByteWriter } from './byte-writer.ts';
import type { FilmEncoder, FilmPatch } from './encoder.ts';
import { clockPieces, createFrameSpacer } from './frame-spacer.ts';
import type { FrameSpacer } from './frame-spacer.ts';
import type { DeflateLevel } from './png.ts';
import { PNG_SIGNATURE, longHigh, pngChunk, pngHeader, shortHigh } from './png/png-chunks.ts';

/** Browsers show shorter pictures for a tenth of a second. */
const SHORTEST_MS = 20;
const LONGEST_MS = 65_535;
const MILLISECONDS = 1000;
const KEEP_PICTURE = 0;
const USUAL_HOLD = 16_000_000;
/** The signature and the header come before the number of frames. */
const COUNT_OFFSET = 33;

export interface ApngOptions {
  /** Effort of the compression. Default 6. */
  readonly level?: DeflateLevel;
  /** The most bytes that are kept back for the sake of a palette. Default 16 million. */
  readonly hold?: number;
}

/** A picture in its final form, but for its length. */
interface TakenPicture {
  readonly area: Rectangle;
  readonly blend: number;
  readonly isFirst: boolean;
  readonly pixels: StoredPixels;
}

/**
 * An animated PNG whose frames are only what changed, in their exact colours. Lengths are exact to the millisecond;
 * pictures of less than 20 ms give way to the next. Viewers that know no animation show the first picture. The number of
 * frames stands before the first of them, so it is a patch.
 *
 * So does the palette of a film of at most 256 colours: such a film is kept, packed, until it ends. With more colours, or
 * once more than `hold` bytes are kept, it is written in full colour, and from then on as it comes.
 */
export function createApngEncoder(options: ApngOptions = {}): FilmEncoder {
  const out = createByteWriter();
  let spacer: FrameSpacer | null = null;
  let stored: PixelStore | null = null;
  let taken: TakenPicture | null = null;
  let frames = 0;
  let sequence = 0;
  let plays = 0;

  const nextSequence = (): Uint8Array => {
    sequence += 1;
    return longHigh(sequence - 1);
  };
  const countChunk = (): Uint8Array => pngChunk('acTL', longHigh(frames), longHigh(plays));
  const controlChunk = (area: Rectangle, length: number, blend: number): Uint8Array => {
    frames += 1;
    const place = [area.width, area.height, area.x, area.y].map(longHigh);
    const time = [shortHigh(length), shortHigh(MILLISECONDS)];
    return pngChunk('fcTL', nextSequence(), ...place, ...time, Uint8Array.of(KEEP_PICTURE, blend));
  };
  const add = (store: PixelStore, picture: TakenPicture, length: number): void => {
    const { area, blend, isFirst, pixels } = picture;
    const control = controlChunk(area, length, blend);
    store.add({ control, type: isFirst ? 'IDAT' : 'fdAT', start: isFirst ? [] : [nextSequence()], pixels });
  };
  const close = (store: PixelStore, length: number): void => {
    if (taken === null) return;
    const [first = SHORTEST_MS, ...more] = clockPieces(length, LONGEST_MS, SHORTEST_MS);
    add(store, taken, first);
    for (const piece of more) {
      // A frame's clock ends after 65 seconds; one clear pixel takes over.
      const pixels = store.pack(Uint32Array.of(CLEAR), 1);
      add(store, { area: { x: 0, y: 0, width: 1, height: 1 }, blend: BLEND.over, isFirst: false, pixels }, piece);
    }
    taken = null;
  };

  return {
    begin: (film) => {
      plays = film.loop;
      const readPart = createPartReader(film.width);
      const store = createPixelStore(out, {
        level: options.level ?? 6,
        hold: options.hold ?? USUAL_HOLD,
        head: (type, palette) => [PNG_SIGNATURE, pngHeader(film.width, film.height, 8, type), countChunk(), ...palette],
      });
      spacer = createFrameSpacer(
        film,
        { unitMs: 1, minimum: SHORTEST_MS },
        {
          take: (picture) => {
            const { area, pixels, blend } = readPart(picture);
            taken = { area, blend, isFirst: picture.isFirst, pixels: store.pack(pixels, area.width) };
          },
          close: (length) => close(store, length),
        },
      );
      stored = store;
      return null;
    },
    frame: (frame) => {
      spacer?.frame(frame);
      return out.take();
    },
    end: () => {
      spacer?.end();
      stored?.end();
      out.bytes(pngChunk('IEND'));
      return out.take();
    },
    patches: (): readonly FilmPatch[] => [{ offset: COUNT_OFFSET, bytes: countChunk() }],
  };
}
