import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrameFacts, SampleWish } from '../../../src/recorder/judge/sample-frames.ts';
import { pickFrames, rankFrames } from '../../../src/recorder/judge/sample-frames.ts';

/** One frame a second. */
const film = (changes: readonly number[]): FrameFacts[] =>
  changes.map((changed, index) => ({ atMs: index * 1000, events: index + 1, changed }));

const wish = (fields: Partial<SampleWish> = {}): SampleWish => ({
  count: 3,
  markersMs: [],
  screenshots: [],
  durationMs: 10_000,
  ...fields,
});

const QUIET = film(Array.from({ length: 11 }, () => 0.01));
const allDiffer = (): number => 1;

describe('frames for a judge', () => {
  test('are those at markers and screenshots before all others', () => {
    const ranked = rankFrames(QUIET, wish({ markersMs: [7000, 2000], screenshots: [6] }));
    expect(ranked.slice(0, 3)).toEqual([7, 2, 5]);
  });

  test('come from everywhere when there are more marked moments than wanted', () => {
    const ranked = rankFrames(QUIET, wish({ markersMs: [0, 1000, 2000, 3000, 4000, 9000] }));
    expect(ranked.slice(0, 3)).toEqual([0, 3, 9]);
  });

  test('are then those where most cells changed, the greatest change first', () => {
    const changes = film([1, 0.01, 0.3, 0.01, 0.01, 0.9, 0.01, 0.1, 0.01, 0.01, 0.01]);
    expect(rankFrames(changes, wish({ count: 4 })).slice(0, 3)).toEqual([5, 2, 7]);
  });

  test('are then spread evenly from the first to the last', () => {
    expect(rankFrames(QUIET, wish()).slice(0, 3)).toEqual([0, 5, 10]);
  });

  test('show a change that is drawn in steps when it is drawn', () => {
    const steps = [0, 1000, 1040, 1080, 5000].map((atMs, events) => ({
      atMs,
      events,
      changed: events === 1 ? 0.6 : 0.05,
    }));
    expect(rankFrames(steps, wish({ durationMs: 5000 }))[0]).toBe(3);
  });

  test('leave out what looks like one that is chosen already', () => {
    const looks = [0, 0.01, 0.5, 0.51, 1];
    const difference = (a: number, b: number): number => Math.abs((looks[a] ?? 0) - (looks[b] ?? 0));
    expect(pickFrames([1, 0, 3, 2, 4], 12, difference)).toEqual([1, 3, 4]);
  });

  test('come in the order of the film, and never more than sixty', () => {
    expect(pickFrames([4, 1, 3], 2, allDiffer)).toEqual([1, 4]);
    const many = Array.from({ length: 500 }, (_, index) => index);
    expect(pickFrames(many, 1000, allDiffer)).toHaveLength(60);
  });

  test('are none of a film without frames', () => {
    expect(rankFrames([], wish())).toEqual([]);
  });

  test('are real, and none twice, whatever the film', () => {
    const anyFilm = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 }).map(film);
    const times = fc.array(fc.integer({ min: -10, max: 100_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(anyFilm, times, times, fc.integer({ min: 1, max: 80 }), (frames, markersMs, screenshots, count) => {
        const ranked = rankFrames(frames, wish({ count, markersMs, screenshots, durationMs: frames.length * 1000 }));
        expect(new Set(ranked).size).toBe(ranked.length);
        expect(ranked.every((index) => frames[index] !== undefined)).toBe(true);
        const picked = pickFrames(ranked, count, allDiffer);
        expect(picked.length).toBe(Math.min(count, 60, ranked.length));
      }),
    );
  });

  test('can be bounded where screens are large', () => {
    expect(rankFrames(QUIET, wish({ count: 10 }), 4)).toHaveLength(4);
  });
});
