import type { Rectangle } from '../picture/picture.ts';
import type { FilmFrame, FilmInfo } from './encoder.ts';

/** A picture whose length is known by now, and what the film showed before it. */
export interface SpacedPicture {
  readonly pixels: Uint32Array;
  /** All zero before the first picture. */
  readonly before: Uint32Array;
  /** The smallest rectangle that holds every changed pixel; one pixel when nothing changed. */
  readonly changed: Rectangle;
  readonly isFirst: boolean;
  /** In units; at least the minimum. */
  readonly length: number;
}

export interface Spacing {
  /** Milliseconds of one unit of the format's clock. */
  readonly unitMs: number;
  /** The shortest picture, in units. */
  readonly minimum: number;
}

export interface FrameSpacer {
  frame(frame: FilmFrame): void;
  end(): void;
}

/** `length` in pieces a frame's clock can carry, none below the minimum. */
export function* clockPieces(length: number, longest: number, minimum: number): Generator<number> {
  let left = length;
  while (left > longest) {
    const piece = left - longest < minimum ? longest - minimum : longest;
    yield piece;
    left -= piece;
  }
  yield left;
}

const union = (a: Rectangle, b: Rectangle): Rectangle => {
  if (a.width === 0 || a.height === 0) return b;
  if (b.width === 0 || b.height === 0) return a;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  return { x, y, width: right - x, height: Math.max(a.y + a.height, b.y + b.height) - y };
};

/** The part of `within` that really differs. */
function differing(pixels: Uint32Array, before: Uint32Array, within: Rectangle, stride: number): Rectangle {
  let [left, right, top, bottom] = [within.x + within.width, within.x - 1, -1, -1];
  for (let y = within.y; y < within.y + within.height; y += 1) {
    const row = y * stride;
    let x = within.x;
    const end = within.x + within.width;
    while (x < end && pixels[row + x] === before[row + x]) x += 1;
    if (x === end) continue;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, x);
    x = end - 1;
    while (x > right && pixels[row + x] === before[row + x]) x -= 1;
    right = Math.max(right, x);
  }
  if (top < 0) return { x: within.x, y: within.y, width: 1, height: 1 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

const copy = (from: Uint32Array, to: Uint32Array, part: Rectangle, stride: number): void => {
  for (let y = part.y; y < part.y + part.height; y += 1) {
    const row = y * stride + part.x;
    to.set(from.subarray(row, row + part.width), row);
  }
};

/**
 * Gives pictures their lengths in a format's own clock. Times are rounded, lengths are differences of rounded times, so
 * errors never add up and the film is exactly as long as it should be. A picture that would be shorter than the minimum
 * gives way to the next one; the last picture of a film is always shown. The first is shown from the start, and a film
 * without any is one picture of plain background. Holds two pictures, whatever the length of the film.
 */
export function createFrameSpacer(
  info: FilmInfo,
  { unitMs, minimum }: Spacing,
  emit: (picture: SpacedPicture) => void,
): FrameSpacer {
  const whole: Rectangle = { x: 0, y: 0, width: info.width, height: info.height };
  const total = Math.max(Math.round(info.durationMs / unitMs), minimum);
  const before = new Uint32Array(info.width * info.height);
  const pixels = new Uint32Array(info.width * info.height);
  let changed: Rectangle | null = null;
  let start = 0;
  let emitted = 0;

  const emitUntil = (end: number): void => {
    if (changed === null) return;
    const exact = emitted === 0 ? whole : differing(pixels, before, changed, info.width);
    emit({ pixels, before, changed: exact, isFirst: emitted === 0, length: end - start });
    emitted += 1;
    copy(pixels, before, exact, info.width);
    start = end;
  };

  return {
    frame: (frame) => {
      if (frame.pixels === null) throw new Error('a film of pixels got a frame without any');
      const at = Math.round(frame.atMs / unitMs);
      const part = changed === null ? whole : frame.changed;
      if (part.width === 0 || part.height === 0) return;
      const isTooClose = at - start < minimum || total - at < minimum;
      if (changed !== null && !isTooClose) {
        emitUntil(at);
        changed = part;
      } else changed = changed === null ? whole : union(changed, part);
      copy(frame.pixels, pixels, part, info.width);
    },
    end: () => {
      if (changed === null) {
        pixels.fill((0xff000000 | info.theme.background) >>> 0);
        changed = whole;
      }
      emitUntil(Math.max(total, start + minimum));
    },
  };
}
