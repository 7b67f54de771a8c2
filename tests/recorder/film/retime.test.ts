import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retime } from '../../../src/recorder/film/retime.ts';
import type { Retiming } from '../../../src/recorder/film/retime.ts';
import { output, recordingWith } from './recordings.ts';

const AS_IT_WAS: Retiming = { idleLimitMs: null, select: null, speed: 1, speedToMs: null };
const times = (items: readonly { readonly atMs: number }[]): number[] => items.map((item) => item.atMs);

describe('a film in another time', () => {
  const recording = recordingWith([output(0, 'a'), output(1000, 'b'), output(9000, 'c')], {
    durationMs: 12_000,
    captions: [{ atMs: 5000, text: 'in between' }],
    screenshots: [{ path: 'x.png', atMs: 9000, events: 3 }],
  });

  test('is the same when nothing is asked', () => {
    const { cast, frames, screenshots, commandScreens, captions, keys, durationMs } = recording;
    const material = { cast, frames, screenshots, commandScreens, captions, keys, durationMs };
    expect(retime(recording, AS_IT_WAS, 50)).toEqual(material);
  });

  test('shortens every moment without output or caption to the limit, also the last', () => {
    const short = retime(recording, { ...AS_IT_WAS, idleLimitMs: 2000 }, 50);
    expect(times(short.cast.events)).toEqual([0, 1000, 5000]);
    expect(times(short.frames)).toEqual([0, 1000, 5000]);
    expect([short.durationMs, short.captions[0]?.atMs, short.screenshots[0]?.atMs]).toEqual([7000, 3000, 5000]);
  });

  test('takes a pressed key for an event, so that nobody sees it come too soon', () => {
    const typed = recordingWith([output(0, 'a'), output(6000, 'b')], { keys: [{ atMs: 3000, label: 'x' }] });
    const whole = retime(typed, { ...AS_IT_WAS, idleLimitMs: 4000 }, 50);
    expect([times(whole.keys), times(whole.cast.events)]).toEqual([[3000], [0, 6000]]);
    const short = retime(typed, { ...AS_IT_WAS, idleLimitMs: 1000 }, 50);
    expect([times(short.keys), times(short.cast.events)]).toEqual([[1000], [0, 2000]]);
  });

  test('follows the limit of its header, and others from where the tape named them', () => {
    const events = [output(0, 'a'), output(4000, 'b'), output(8000, 'c'), output(12_000, 'd')];
    const own = recordingWith(events);
    const header = { ...own.cast.header, idleLimitMs: 3000 };
    const headed = { ...own, cast: { ...own.cast, header } };
    expect(times(retime(headed, AS_IT_WAS, 50).cast.events)).toEqual([0, 3000, 6000, 9000]);
    expect(retime(headed, AS_IT_WAS, 50).cast.header.idleLimitMs).toBeNull();
    const changed = {
      ...headed,
      idleLimits: [
        { atMs: 4000, ms: 500 },
        { atMs: 8000, ms: 4000 },
      ],
    };
    expect(times(retime(changed, AS_IT_WAS, 50).cast.events)).toEqual([0, 3000, 3500, 7500]);
    expect(times(retime(changed, { ...AS_IT_WAS, idleLimitMs: 1000 }, 50).cast.events)).toEqual([0, 1000, 2000, 3000]);
  });

  test('is cut from the moment its tape named a limit, also in the middle of a pause', () => {
    const typed = recordingWith([output(0, 'a'), output(5100, 'b')], { idleLimits: [{ atMs: 100, ms: 500 }] });
    expect(times(retime(typed, AS_IT_WAS, 50).cast.events)).toEqual([0, 600]);
    expect(times(retime(typed, { ...AS_IT_WAS, idleLimitMs: 1000 }, 50).cast.events)).toEqual([0, 1000]);
  });

  test('leaves each caption the length of the limit to be read', () => {
    const captions = ['one', 'two'].map((text, index) => ({ atMs: 2000 * index, text }));
    const told = recordingWith([output(0, 'a')], { captions, durationMs: 4000 });
    const short = retime(told, { ...AS_IT_WAS, idleLimitMs: 200 }, 50);
    expect([times(short.captions), short.durationMs]).toEqual([[0, 200], 400]);
  });

  test('runs twice as fast, with everything that has a time', () => {
    const fast = retime(recording, { ...AS_IT_WAS, speed: 2 }, 50);
    expect(times(fast.frames)).toEqual([0, 500, 4500]);
    expect([fast.durationMs, fast.captions[0]?.atMs]).toEqual([6000, 2500]);
  });

  test('is sped up to a length, but never slowed down to it', () => {
    expect(retime(recording, { ...AS_IT_WAS, speedToMs: 3000 }, 50).durationMs).toBe(3000);
    expect(retime(recording, { ...AS_IT_WAS, speedToMs: 30_000 }, 50).durationMs).toBe(12_000);
  });

  test('keeps of a selected part what its screen is made of', () => {
    const part = retime(recording, { ...AS_IT_WAS, select: { fromMs: 4000, toMs: 8000 } }, 50);
    expect(part.cast.events).toEqual([output(0, 'a'), output(0, 'b')]);
    expect(part.frames).toEqual([{ atMs: 0, events: 2 }]);
    expect([part.durationMs, part.screenshots, times(part.captions)]).toEqual([4000, [], [1000]]);
  });

  test('keeps the order and never grows, for any cuts and speeds', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 1, max: 8, noNaN: true }),
        (steps, idle, speed) => {
          let now = 0;
          const events = steps.map((gap) => output((now += gap), 'x'));
          const film = retime(recordingWith(events), { ...AS_IT_WAS, idleLimitMs: idle, speed }, 50);
          const all = times(film.cast.events);
          expect(all).toEqual(all.toSorted((a, b) => a - b));
          expect(film.durationMs).toBeLessThanOrEqual(now);
          expect(film.durationMs).toBe(Math.max(...all));
          for (const [index, atMs] of all.entries())
            expect(atMs - (all[index - 1] ?? 0)).toBeLessThanOrEqual(idle / speed + 1);
          expect(film.frames.at(-1)?.events).toBe(events.length);
        },
      ),
    );
  });
});
