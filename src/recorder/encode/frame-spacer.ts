import type { Rectangle } from '../picture/picture.ts';
import type { FilmFrame, FilmInfo } from './encoder.ts';

/** A picture to be encoded, and what the film shows before it. */
export interface SpacedPicture {
  /** Only lent for the call. */
  readonly pixels: Uint32Array;
  /** All zero before the first picture. Whoever takes the picture makes it equal to `pixels` inside `within`. */
  readonly before: Uint32Array;
  /** Holds every changed pixel; the whole picture the first time. */
  readonly within: Rectangle;
  readonly isFirst: boolean;
}

/** Where pictures go: each is taken when it comes and ended when its length is known, one after the other. */
export interface PictureSink {
  take(picture: SpacedPicture): void;
  /** The length of the picture that was taken last, in units; at least the minimum. */
  close(length: number): void;
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

/**
 * Gives pictures their lengths in a format's own clock. Times are rounded, lengths are differences of rounded times, so
 * errors never add up and the film is exactly as long as it should be. A picture that comes too soon after another is
 * shown as soon as the minimum allows, unless a newer one comes by then; the last picture of a film is always shown. The
 * first is shown from the start, and a film without any is one picture of plain background.
 *
 * Holds the picture that is shown; another only while one has come too soon.
 */
export function createFrameSpacer(info: FilmInfo, { unitMs, minimum }: Spacing, sink: PictureSink): FrameSpacer {
  const whole: Rectangle = { x: 0, y: 0, width: info.width, height: info.height };
  const total = Math.max(Math.round(info.durationMs / unitMs), minimum);
  const before = new Uint32Array(info.width * info.height);
  let isFirst = true;
  /** When the picture that was taken last begins. */
  let start = 0;
  /** A picture that waits until the one before it was shown long enough. */
  let late: { readonly start: number; readonly pixels: Uint32Array; readonly within: Rectangle } | null = null;
  let lateBuffer: Uint32Array | null = null;

  const take = (at: number, pixels: Uint32Array, within: Rectangle): void => {
    if (!isFirst) sink.close(at - start);
    sink.take({ pixels, before, within: isFirst ? whole : within, isFirst });
    start = at;
    isFirst = false;
  };
  const takeLate = (): void => {
    if (late === null) return;
    take(late.start, late.pixels, late.within);
    late = null;
  };

  return {
    frame: ({ pixels, atMs, changed }) => {
      if (pixels === null) throw new Error('a film of pixels got a frame without any');
      const isWanted = (isFirst && late === null) || (changed.width > 0 && changed.height > 0);
      if (!isWanted) return;
      const at = isFirst && late === null ? 0 : Math.round(atMs / unitMs);
      // So near the end a newer picture could not be shown any more: this one may still have to give way to it.
      const isNearEnd = total - at < 2 * minimum;
      if (late !== null && at >= late.start + minimum && !isNearEnd) takeLate();
      if (late === null && !isNearEnd && (isFirst || at - start >= minimum)) {
        take(at, pixels, changed);
        return;
      }
      lateBuffer ??= new Uint32Array(pixels.length);
      lateBuffer.set(pixels);
      const earliest = isFirst ? 0 : Math.max(at, start + minimum);
      const within = late === null ? changed : union(late.within, changed);
      late = { start: late?.start ?? earliest, pixels: lateBuffer, within };
    },
    end: () => {
      if (late !== null) take(Math.min(late.start, total - minimum), late.pixels, late.within);
      if (isFirst) take(0, new Uint32Array(before.length).fill((0xff000000 | info.theme.background) >>> 0), whole);
      sink.close(total - start);
    },
  };
}
