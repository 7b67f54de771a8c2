import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planFrames, rotateFrames } from '../../../src/recorder/film/frame-plan.ts';
import { output, recordingWith } from './recordings.ts';

describe('the pictures of a film', () => {
  test('are its frames when no keys are shown', () => {
    const film = recordingWith([output(0, 'a'), output(500, 'b')], { durationMs: 1000 });
    expect(planFrames(film, 50)).toEqual([
      { atMs: 0, events: 1, overlay: null },
      { atMs: 500, events: 2, overlay: null },
    ]);
  });

  test('are more where pressed keys come and go', () => {
    const keys = [
      { atMs: 200, label: 'g' },
      { atMs: 500, label: 'o' },
    ];
    const film = recordingWith([output(0, 'a'), output(501, 'b'), output(1500, 'c')], { durationMs: 3000, keys });
    expect(planFrames(film, 50)).toEqual([
      { atMs: 0, events: 1, overlay: null },
      { atMs: 200, events: 1, overlay: 'g' },
      { atMs: 501, events: 2, overlay: 'go' },
      { atMs: 1500, events: 3, overlay: 'go' },
      { atMs: 2000, events: 3, overlay: null },
    ]);
  });

  test('leave out what keys would do after the end', () => {
    const film = recordingWith([output(0, 'a')], { durationMs: 1000, keys: [{ atMs: 900, label: 'x' }] });
    expect(planFrames(film, 50).map(({ atMs, overlay }) => [atMs, overlay])).toEqual([
      [0, null],
      [900, 'x'],
    ]);
  });
});

describe('a film that begins in its middle', () => {
  const frames = [0, 400, 900].map((atMs, index) => ({ atMs, events: index, overlay: null }));

  test('shows at once what stood there, then the rest, then its beginning', () => {
    const { first, second } = rotateFrames(frames, 500, 1000);
    expect(first.map(({ atMs, events }) => [atMs, events])).toEqual([
      [0, 1],
      [400, 2],
    ]);
    expect(second.map(({ atMs, events }) => [atMs, events])).toEqual([
      [500, 0],
      [900, 1],
    ]);
  });

  test('shows every picture for as long as before, for any start', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 99 }), (steps, percent) => {
        let now = 0;
        const marks = steps.map((gap, index) => ({
          atMs: index === 0 ? 0 : (now += gap),
          events: index,
          overlay: null,
        }));
        const lengthMs = now + 500;
        const { first, second } = rotateFrames(marks, Math.round((now * percent) / 100), lengthMs);
        const shown = new Map<number, number>();
        const all = [...first, ...second];
        for (const [index, { atMs, events }] of all.entries()) {
          const until = all[index + 1]?.atMs ?? lengthMs;
          expect(until).toBeGreaterThanOrEqual(atMs);
          shown.set(events, (shown.get(events) ?? 0) + until - atMs);
        }
        for (const [index, mark] of marks.entries()) {
          expect(shown.get(mark.events) ?? 0).toBe((marks[index + 1]?.atMs ?? lengthMs) - mark.atMs);
        }
      }),
    );
  });
});
