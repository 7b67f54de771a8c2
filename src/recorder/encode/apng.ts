import { zlibSync } from 'fflate';
import { createByteWriter } from './byte-writer.ts';
import type { FilmEncoder, FilmInfo, FilmPatch } from './encoder.ts';
import { clockPieces, createFrameSpacer } from './frame-spacer.ts';
import type { FrameSpacer, SpacedPicture } from './frame-spacer.ts';
import { directRows } from './png.ts';
import type { DeflateLevel } from './png.ts';
import { COLOUR_TYPE, PNG_SIGNATURE, longHigh, pngChunk, pngHeader, shortHigh } from './png-chunks.ts';

/** Browsers show shorter pictures for a tenth of a second. */
const SHORTEST_MS = 20;
const LONGEST_MS = 65_535;
const MILLISECONDS = 1000;
const KEEP_PICTURE = 0;
const BLEND = { replace: 0, over: 1 } as const;
const CLEAR = 0;

/** The pixels of the changed part; those that stayed are see-through, unless see-through ones are drawn. */
function partOf({ pixels, before, changed, isFirst }: SpacedPicture, stride: number) {
  const part = new Uint32Array(changed.width * changed.height);
  let [at, isOpaque] = [0, true];
  for (let y = changed.y; y < changed.y + changed.height; y += 1) {
    const end = y * stride + changed.x + changed.width;
    for (let from = end - changed.width; from < end; from += 1, at += 1) {
      const pixel = pixels[from] ?? 0;
      if (!isFirst && pixel === before[from]) continue;
      part[at] = pixel;
      isOpaque &&= pixel >>> 24 === 0xff;
    }
  }
  if (isOpaque && !isFirst) return { part, blend: BLEND.over };
  for (let row = 0; row < changed.height; row += 1) {
    const from = (changed.y + row) * stride + changed.x;
    part.set(pixels.subarray(from, from + changed.width), row * changed.width);
  }
  return { part, blend: BLEND.replace };
}

/**
 * An animated PNG in full colour whose frames are only what changed. Lengths are exact to the millisecond; pictures of
 * less than 20 ms give way to the next. Viewers that know no animation show the first picture. The number of frames
 * stands before the first of them, so it is a patch.
 */
export function createApngEncoder(options: { readonly level?: DeflateLevel } = {}): FilmEncoder {
  const level = options.level ?? 6;
  const out = createByteWriter();
  let spacer: FrameSpacer | null = null;
  let frames = 0;
  let sequence = 0;
  let countOffset = 0;
  let plays = 0;

  const nextSequence = (): Uint8Array => {
    sequence += 1;
    return longHigh(sequence - 1);
  };
  const countChunk = (): Uint8Array => pngChunk('acTL', longHigh(frames), longHigh(plays));

  const writeControl = (x: number, y: number, width: number, height: number, length: number, blend: number): void => {
    frames += 1;
    const place = [width, height, x, y].map(longHigh);
    const time = [shortHigh(length), shortHigh(MILLISECONDS)];
    out.bytes(pngChunk('fcTL', nextSequence(), ...place, ...time, Uint8Array.of(KEEP_PICTURE, blend)));
  };
  const write = (film: FilmInfo, picture: SpacedPicture): void => {
    const { x, y, width, height } = picture.changed;
    const { part, blend } = partOf(picture, film.width);
    const [first = SHORTEST_MS, ...more] = clockPieces(picture.length, LONGEST_MS, SHORTEST_MS);
    writeControl(x, y, width, height, first, blend);
    const data = zlibSync(directRows(part, width, true), { level });
    out.bytes(picture.isFirst ? pngChunk('IDAT', data) : pngChunk('fdAT', nextSequence(), data));
    for (const length of more) {
      // A frame's clock ends after 65 seconds; one clear pixel takes over.
      writeControl(0, 0, 1, 1, length, BLEND.over);
      out.bytes(pngChunk('fdAT', nextSequence(), zlibSync(directRows(Uint32Array.of(CLEAR), 1, true), { level })));
    }
  };

  return {
    begin: (film) => {
      plays = film.loop;
      spacer = createFrameSpacer(film, { unitMs: 1, minimum: SHORTEST_MS }, (picture) => write(film, picture));
      out.bytes(PNG_SIGNATURE);
      out.bytes(pngHeader(film.width, film.height, 8, COLOUR_TYPE.rgba));
      countOffset = out.length;
      out.bytes(countChunk());
      return out.take();
    },
    frame: (frame) => {
      spacer?.frame(frame);
      return out.take();
    },
    end: () => {
      spacer?.end();
      out.bytes(pngChunk('IEND'));
      return out.take();
    },
    patches: (): readonly FilmPatch[] => [{ offset: countOffset, bytes: countChunk() }],
  };
}
