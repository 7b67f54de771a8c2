import { zlibSync } from 'fflate';
import type { Rectangle } from '../picture/picture.ts';
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
/** Shorter runs of unchanged pixels are drawn again, as in a gif: letters then keep their patterns. */
const SHORT_RUN = 32;

/** A picture in its final form, but for its length. */
interface TakenPicture {
  readonly area: Rectangle;
  readonly blend: number;
  readonly isFirst: boolean;
  readonly data: Uint8Array;
}

/** The part of `within` that really differs; one pixel when nothing does. */
function differing({ pixels, before, within, isFirst }: SpacedPicture, stride: number): Rectangle {
  if (isFirst) return within;
  let [left, right, top, bottom] = [Infinity, -1, -1, -1];
  for (let y = within.y; y < within.y + within.height; y += 1) {
    for (let x = within.x; x < within.x + within.width; x += 1) {
      if (pixels[y * stride + x] === before[y * stride + x]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      if (top < 0) top = y;
      bottom = y;
    }
  }
  if (top < 0) return { x: within.x, y: within.y, width: 1, height: 1 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** The pixels of a rectangle. */
function cutOut(pixels: Uint32Array, area: Rectangle, stride: number): Uint32Array {
  const part = new Uint32Array(area.width * area.height);
  for (let row = 0; row < area.height; row += 1) {
    const from = (area.y + row) * stride + area.x;
    part.set(pixels.subarray(from, from + area.width), row * area.width);
  }
  return part;
}

const hasSeeThrough = (pixels: Uint32Array, from: number, end: number): boolean =>
  pixels.subarray(from, end).some((pixel) => pixel >>> 24 !== 0xff);

/** The pixels of the changed part; those that stayed are clear, unless changed ones are see-through themselves. */
function partOf({ pixels, before, isFirst }: SpacedPicture, area: Rectangle, stride: number) {
  const part = cutOut(pixels, area, stride);
  if (isFirst) return { part, blend: BLEND.replace };
  for (let row = 0; row < area.height; row += 1) {
    const to = row * area.width - ((area.y + row) * stride + area.x);
    const end = (row + 1) * area.width - to;
    for (let at = row * area.width - to; at < end; at += 1) {
      const run = at;
      while (at < end && pixels[at] === before[at]) at += 1;
      if (at - run > SHORT_RUN || hasSeeThrough(pixels, run, at)) part.fill(CLEAR, to + run, to + at);
      if (at < end && (pixels[at] ?? 0) >>> 24 !== 0xff) {
        return { part: cutOut(pixels, area, stride), blend: BLEND.replace };
      }
    }
  }
  return { part, blend: BLEND.over };
}

/** Makes `before` equal to `pixels` inside the area. */
function settle({ pixels, before }: SpacedPicture, area: Rectangle, stride: number): void {
  for (let y = area.y; y < area.y + area.height; y += 1) {
    const from = y * stride + area.x;
    before.set(pixels.subarray(from, from + area.width), from);
  }
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
  let taken: TakenPicture | null = null;
  let frames = 0;
  let sequence = 0;
  let countOffset = 0;
  let plays = 0;

  const nextSequence = (): Uint8Array => {
    sequence += 1;
    return longHigh(sequence - 1);
  };
  const countChunk = (): Uint8Array => pngChunk('acTL', longHigh(frames), longHigh(plays));

  const writeControl = (area: Rectangle, length: number, blend: number): void => {
    frames += 1;
    const place = [area.width, area.height, area.x, area.y].map(longHigh);
    const time = [shortHigh(length), shortHigh(MILLISECONDS)];
    out.bytes(pngChunk('fcTL', nextSequence(), ...place, ...time, Uint8Array.of(KEEP_PICTURE, blend)));
  };
  const take = (film: FilmInfo, picture: SpacedPicture): void => {
    const area = differing(picture, film.width);
    const { part, blend } = partOf(picture, area, film.width);
    settle(picture, area, film.width);
    taken = { area, blend, isFirst: picture.isFirst, data: zlibSync(directRows(part, area.width, true), { level }) };
  };
  const close = (length: number): void => {
    if (taken === null) return;
    const [first = SHORTEST_MS, ...more] = clockPieces(length, LONGEST_MS, SHORTEST_MS);
    writeControl(taken.area, first, taken.blend);
    out.bytes(taken.isFirst ? pngChunk('IDAT', taken.data) : pngChunk('fdAT', nextSequence(), taken.data));
    for (const piece of more) {
      // A frame's clock ends after 65 seconds; one clear pixel takes over.
      writeControl({ x: 0, y: 0, width: 1, height: 1 }, piece, BLEND.over);
      out.bytes(pngChunk('fdAT', nextSequence(), zlibSync(directRows(Uint32Array.of(CLEAR), 1, true), { level })));
    }
    taken = null;
  };

  return {
    begin: (film) => {
      plays = film.loop;
      spacer = createFrameSpacer(
        film,
        { unitMs: 1, minimum: SHORTEST_MS },
        { take: (picture) => take(film, picture), close },
      );
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
