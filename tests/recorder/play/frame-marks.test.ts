import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameMarks } from '../../../src/recorder/play/frame-marks.ts';
import type { CastEvent } from '../../../src/recorder/play/recording.ts';
import { createSynchronizedOutput, splitAtReleases } from '../../../src/recorder/play/synchronized-output.ts';

const HOLD = '\u001b[?2026h';
const RELEASE = '\u001b[?2026l';
const resize = (atMs: number): CastEvent => ({ atMs, type: 'resize', columns: 80, rows: 24 });
const output = (atMs: number, data = 'x'): CastEvent => ({ atMs, type: 'output', data });

describe('frame marks', () => {
  test('begin at 0 with the blank screen when output comes later', () => {
    expect(frameMarks([output(300)], 1000, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 300, events: 1 },
    ]);
  });

  test('begin with what stands on the screen at 0', () => {
    expect(frameMarks([output(0), output(0), output(200)], 1000, 50)).toEqual([
      { atMs: 0, events: 2 },
      { atMs: 200, events: 3 },
    ]);
  });

  test('make one picture of the chunks of one repaint, at its end', () => {
    expect(frameMarks([output(100), output(102), output(103), output(400)], 1000, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 103, events: 3 },
      { atMs: 400, events: 4 },
    ]);
  });

  test('are never closer than the frame rate allows, and keep the last screen', () => {
    const events = Array.from({ length: 500 }, (_, index) => output(100 + index));
    const marks = frameMarks(events, 600, 10);
    expect(marks.map((mark) => mark.atMs)).toEqual([0, 150, 250, 350, 450, 550, 600]);
    expect(marks.at(-1)).toEqual({ atMs: 600, events: 500 });
  });

  test('wait for the release of synchronized output', () => {
    const marks = frameMarks([output(100, `${HOLD}half`), output(300, `rest${RELEASE}`), output(600)], 1000, 50);
    expect(marks).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 300, events: 2 },
      { atMs: 600, events: 3 },
    ]);
  });

  test('wait at most a second for it', () => {
    const marks = frameMarks(
      [output(100, `${HOLD}a`), output(500, 'b'), output(2000, 'c'), output(2500, 'd')],
      3000,
      50,
    );
    expect(marks).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 1100, events: 2 },
      { atMs: 2000, events: 3 },
      { atMs: 2500, events: 4 },
    ]);
  });

  test('show a screen that is held to the end after that second', () => {
    expect(frameMarks([output(100, HOLD)], 900, 50)).toEqual([{ atMs: 0, events: 0 }]);
    expect(frameMarks([output(100, HOLD)], 1500, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 1100, events: 1 },
    ]);
  });

  test('do not show a resize while the program holds its frame back, unless it does for too long', () => {
    expect(frameMarks([output(100, HOLD), resize(500), output(700, RELEASE)], 1000, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 700, events: 3 },
    ]);
    expect(frameMarks([output(100, HOLD), resize(1500), output(2000, RELEASE)], 2500, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 1100, events: 1 },
      { atMs: 1500, events: 2 },
      { atMs: 2000, events: 3 },
    ]);
  });

  test('follow a resize and leave out what changes no screen', () => {
    const events: CastEvent[] = [
      { atMs: 100, type: 'marker', label: 'chapter' },
      { atMs: 200, type: 'input', data: 'a' },
      { atMs: 300, type: 'resize', columns: 80, rows: 24 },
    ];
    expect(frameMarks(events, 400, 50)).toEqual([
      { atMs: 0, events: 0 },
      { atMs: 300, events: 3 },
    ]);
  });

  test('rise in time and events, stay apart, and end with everything, for any output', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(10, 25, 50, 100), (times, framerate) => {
        let now = 0;
        const events = times.map((gap) => output((now += gap)));
        const marks = frameMarks(events, now, framerate);
        expect(marks[0]?.atMs).toBe(0);
        expect(marks.at(-1)?.events).toBe(events.length);
        for (const [index, mark] of marks.entries()) {
          const before = marks[index - 1];
          if (before === undefined) continue;
          expect(mark.events).toBeGreaterThanOrEqual(before.events);
          expect(mark.atMs).toBeGreaterThan(before.atMs);
          expect(mark.atMs - before.atMs >= Math.floor(1000 / framerate) || mark === marks.at(-1)).toBe(true);
        }
      }),
    );
  });
});

describe('synchronized output', () => {
  test('is cut behind each release, so that whole frames can be shown', () => {
    expect(splitAtReleases(`${HOLD}a${RELEASE}${HOLD}b`)).toEqual([`${HOLD}a${RELEASE}`, `${HOLD}b`]);
    expect([splitAtReleases('plain'), splitAtReleases('')]).toEqual([['plain'], []]);
  });

  test('is followed across the borders of chunks, beside other modes and through a reset', () => {
    const program = createSynchronizedOutput();
    expect(['\u001b[?20', '26h', 'text', '\u001b[?25;2026', 'l'].map((text) => program.read(text))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect([HOLD, '\u001bc'].map((text) => program.read(text))).toEqual([true, false]);
    expect(program.read('\u001b[?2004h')).toBe(false);
  });

  test('knows the same about any way to cut the same bytes', () => {
    const parts = fc.array(fc.constantFrom(HOLD, RELEASE, 'ab', '\u001b[?25l', '\u001b', '[?', '2026', 'h'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 7 }), (pieces, size) => {
        const text = pieces.join('');
        const whole = createSynchronizedOutput().read(text);
        const cut = createSynchronizedOutput();
        let last = false;
        for (let from = 0; from < text.length; from += size) last = cut.read(text.slice(from, from + size));
        expect(last).toBe(whole);
      }),
    );
  });
});
