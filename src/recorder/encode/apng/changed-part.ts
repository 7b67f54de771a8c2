import type { Rectangle } from '../../picture/picture.ts';
import type { SpacedPicture } from '../frame-spacer.ts';

export const BLEND = { replace: 0, over: 1 } as const;
/** A pixel through which the picture before is seen. */
export const CLEAR = 0;
/** Shorter runs of unchanged pixels are drawn again, as in a gif: letters then keep their patterns. */
const SHORT_RUN = 32;

/** What a frame of the file holds. */
export interface ChangedPart {
  readonly area: Rectangle;
  /** Row by row of `area`, `0xAARRGGBB`. Valid until the next call. */
  readonly pixels: Uint32Array;
  readonly blend: number;
}

/** The part of `within` that really differs; one pixel when nothing does. */
function differing({ pixels, before, within, isFirst }: SpacedPicture, stride: number): Rectangle {
  if (isFirst) return within;
  let [left, right, top, bottom] = [Infinity, -1, -1, -1];
  for (let y = within.y; y < within.y + within.height; y += 1) {
    const first = y * stride + within.x;
    const end = first + within.width;
    let from = first;
    while (from < end && pixels[from] === before[from]) from += 1;
    if (from === end) continue;
    let last = end - 1;
    while (pixels[last] === before[last]) last -= 1;
    left = Math.min(left, from - first);
    right = Math.max(right, last - first);
    if (top < 0) top = y;
    bottom = y;
  }
  if (top < 0) return { x: within.x, y: within.y, width: 1, height: 1 };
  return { x: within.x + left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

const isSeeThrough = (pixel: number): boolean => pixel >>> 24 !== 0xff;

function hasSeeThrough(pixels: Uint32Array, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if (isSeeThrough(pixels[at] ?? 0)) return true;
  return false;
}

/**
 * Finds the changed part of each picture and brings `before` up to date. In the part, what stayed is clear, unless pixels
 * that changed are see-through themselves: those cannot be laid over anything, so the whole part is replaced.
 */
export function createPartReader(stride: number): (picture: SpacedPicture) => ChangedPart {
  let buffer = new Uint32Array(0);

  const clearUnchanged = ({ pixels, before }: SpacedPicture, area: Rectangle, part: Uint32Array): boolean => {
    for (let row = 0; row < area.height; row += 1) {
      const to = row * area.width - ((area.y + row) * stride + area.x);
      const end = (row + 1) * area.width - to;
      for (let at = row * area.width - to; at < end; at += 1) {
        const run = at;
        while (at < end && pixels[at] === before[at]) at += 1;
        if (at - run > SHORT_RUN || hasSeeThrough(pixels, run, at)) part.fill(CLEAR, to + run, to + at);
        if (at < end && isSeeThrough(pixels[at] ?? 0)) return false;
      }
    }
    return true;
  };

  return (picture) => {
    const { pixels, before } = picture;
    const area = differing(picture, stride);
    const size = area.width * area.height;
    if (buffer.length < size) buffer = new Uint32Array(size);
    const part = buffer.subarray(0, size);
    const eachRow = (work: (row: Uint32Array, to: number, from: number) => void): void => {
      for (let y = 0; y < area.height; y += 1) {
        const from = (area.y + y) * stride + area.x;
        work(pixels.subarray(from, from + area.width), y * area.width, from);
      }
    };
    eachRow((row, to) => part.set(row, to));
    const isOver = !picture.isFirst && clearUnchanged(picture, area, part);
    if (!isOver) eachRow((row, to) => part.set(row, to));
    eachRow((row, _to, from) => before.set(row, from));
    return { area, pixels: part, blend: isOver ? BLEND.over : BLEND.replace };
  };
}
