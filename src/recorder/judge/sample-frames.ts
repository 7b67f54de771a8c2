import { clamp } from '../../shared/clamp.ts';
import { MOST_FRAMES } from './rubric.ts';

/** A frame of a film before anybody has chosen it. */
export interface FrameFacts {
  readonly atMs: number;
  /** How many events of the cast led to it. */
  readonly events: number;
  /** Share of the cells, 0…1, that differ from the frame before. */
  readonly changed: number;
}

export interface SampleWish {
  /** How many frames; at most 60 are given. */
  readonly count: number;
  /** Moments somebody marked, in milliseconds. */
  readonly markersMs: readonly number[];
  /** Screenshots, as numbers of events of the cast. */
  readonly screenshots: readonly number[];
  readonly durationMs: number;
}

/** Frames that differ in less than this share of their cells say the same. */
const NEAR_DUPLICATE = 0.02;
/** A change of so many cells is a new modal, a new phase, another screen. */
const PEAK = 0.1;
/** What a program draws in several steps is looked at when it is drawn. */
const SETTLED_MS = 200;
/** Candidates for each frame that is wanted: some will look like others. */
const SPARE = 4;

/** Index of the frame that is on the screen at a time; -1 without frames. */
function shownAt(frames: readonly FrameFacts[], atMs: number): number {
  const later = frames.findIndex((frame) => frame.atMs > atMs);
  return later === -1 ? frames.length - 1 : Math.max(0, later - 1);
}

/**
 * Frames worth looking at, the best first, none twice: marked moments and screenshots, then where most cells changed,
 * then evenly over the film. More than wanted, so that near-duplicates can be passed over; `most` bounds how many.
 */
export function rankFrames(frames: readonly FrameFacts[], wish: SampleWish, most = Infinity): readonly number[] {
  if (frames.length === 0) return [];
  const count = clamp(wish.count, 1, MOST_FRAMES);
  const marked = spread(wish.markersMs, count).map((atMs) => shownAt(frames, atMs + SETTLED_MS));
  const shot = wish.screenshots.map((events) => frames.findLastIndex((frame) => frame.events <= events));
  const peaks = frames
    .map(({ atMs, changed }, index) => ({ atMs, changed, index }))
    .filter(({ changed, index }) => index > 0 && changed >= PEAK)
    .toSorted((a, b) => b.changed - a.changed || a.index - b.index)
    .map(({ atMs }) => shownAt(frames, atMs + SETTLED_MS));
  const spaced = [1, 2, SPARE].flatMap((density) => evenly(count * density, wish.durationMs, frames));
  const ranked = [...new Set([...marked, ...shot, ...peaks.slice(0, count), ...spaced])].filter((index) => index >= 0);
  return ranked.slice(0, Math.min(most, Math.max(count, count * SPARE)));
}

/** Of more than are wanted, some from everywhere come first: the end of a long run is not its least part. */
function spread(marks: readonly number[], count: number): readonly number[] {
  if (marks.length <= count) return marks;
  const steps = Math.max(1, count - 1);
  const first = Array.from({ length: count }, (_, step) => Math.round(((marks.length - 1) * step) / steps));
  return [...first, ...marks.keys()].map((index) => marks[index] ?? 0);
}

function evenly(count: number, durationMs: number, frames: readonly FrameFacts[]): number[] {
  const steps = Math.max(1, count - 1);
  return Array.from({ length: count }, (_, step) => shownAt(frames, (durationMs * step) / steps));
}

/**
 * The first of the ranked frames that differ from all chosen before them, in the order of the film. `difference` is the
 * share of cells, 0…1.
 */
export function pickFrames(
  ranked: readonly number[],
  count: number,
  difference: (first: number, second: number) => number,
): readonly number[] {
  const chosen: number[] = [];
  for (const index of ranked) {
    if (chosen.length >= Math.min(count, MOST_FRAMES)) break;
    if (chosen.every((other) => difference(other, index) >= NEAR_DUPLICATE)) chosen.push(index);
  }
  return chosen.toSorted((a, b) => a - b);
}
