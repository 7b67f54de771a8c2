import type { Rectangle } from '../../picture/picture.ts';
import type { ColourTable } from '../colour-table.ts';
import type { SpacedPicture } from '../frame-spacer.ts';

/** The number of a pixel that stays as it was. */
export const UNCHANGED = 0xffff;
/** From so many different colours on, new ones are taken together by eighths of a channel: numbers have 16 bits. */
const MANY_COLOURS = 30_000;
const COARSE = 0xf8f8f8;
/**
 * Shorter runs of unchanged pixels are drawn again: about three letters. What stood there before then leaves no trace in
 * the letters' patterns, which repeat and shorten the file by a sixth.
 */
const SHORT_RUN = 32;

export interface ChangedNumbers {
  /** By number in the table; row by row of `area`. Valid until the next call. */
  readonly numbers: Uint16Array;
  /** The smallest rectangle that holds every changed pixel; one pixel when nothing changed. */
  readonly area: Rectangle;
}

/**
 * Numbers the colours of what changed, brings `before` up to date and finds out how far the change really reaches, all
 * in one look at each pixel. See-through pixels, as in round corners, count as unchanged.
 */
export function createChangeReader(table: ColourTable): (picture: SpacedPicture, stride: number) => ChangedNumbers {
  let numbers = new Uint16Array(0);

  const compact = (within: Rectangle, area: Rectangle): void => {
    if (area.width === within.width && area.y === within.y) return;
    for (let row = 0; row < area.height; row += 1) {
      const from = (area.y - within.y + row) * within.width + (area.x - within.x);
      numbers.copyWithin(row * area.width, from, from + area.width);
    }
  };

  return ({ pixels, before, within }, stride) => {
    if (numbers.length < within.width * within.height) numbers = new Uint16Array(within.width * within.height);
    table.clear();
    let [left, right, top, bottom] = [Infinity, -1, -1, -1];
    let last = 0;
    let number = UNCHANGED;
    const draw = (from: number, end: number, to: number): void => {
      for (let at = from; at < end; at += 1) {
        const pixel = pixels[at] ?? 0;
        if (pixel !== last) {
          last = pixel;
          const colour = pixel & (table.size < MANY_COLOURS ? 0xffffff : COARSE);
          number = pixel >>> 31 === 0 ? UNCHANGED : table.numberOf(colour);
        }
        before[at] = pixel;
        numbers[to + at - from] = number;
      }
    };
    for (let y = 0; y < within.height; y += 1) {
      const first = (within.y + y) * stride + within.x;
      const end = first + within.width;
      const to = y * within.width - first;
      let at = first;
      let firstChanged = -1;
      let lastChanged = -1;
      while (at < end) {
        const run = at;
        while (at < end && pixels[at] === before[at]) at += 1;
        if (at - run > SHORT_RUN || at === end || firstChanged < 0) numbers.fill(UNCHANGED, to + run, to + at);
        else draw(run, at, to + run);
        if (at === end) break;
        const changed = at;
        while (at < end && pixels[at] !== before[at]) at += 1;
        draw(changed, at, to + changed);
        if (firstChanged < 0) firstChanged = changed - first;
        lastChanged = at - 1 - first;
      }
      if (lastChanged < 0) continue;
      if (top < 0) top = y;
      bottom = y;
      left = Math.min(left, firstChanged);
      right = Math.max(right, lastChanged);
    }
    const area =
      top < 0
        ? { x: within.x, y: within.y, width: 1, height: 1 }
        : { x: within.x + left, y: within.y + top, width: right - left + 1, height: bottom - top + 1 };
    compact(within, area);
    return { numbers, area };
  };
}

/** Tells the table how many pixels have each of its colours. */
export function countNumbers({ numbers, area }: ChangedNumbers, table: ColourTable): void {
  for (let at = 0; at < area.width * area.height; at += 1) {
    const number = numbers[at] ?? UNCHANGED;
    if (number !== UNCHANGED) table.count(number, 1);
  }
}
