import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownCheck } from '../../../src/recorder/play/own-check.ts';
import type { FrameMark, Recording } from '../../../src/recorder/play/recording.ts';
import { writeCast } from '../../../src/recorder/encode/cast.ts';
import { writeJsonScreen } from '../../../src/recorder/encode/json.ts';
import { readCast } from '../../../src/recorder/encode/read-cast.ts';
import { castRecording } from '../../../src/recorder/film/cast-recording.ts';
import { screensAt } from '../../../src/recorder/film/screens-at.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { failures, recorded } from './play.ts';
import { answering, scripts } from './random-scripts.ts';

/** Plays a tape, and keeps its screen at every golden as it was in that moment. */
async function played(
  source: string,
  sources: Readonly<Record<string, string>> = {},
): Promise<{ readonly film: Recording; readonly live: readonly string[] }> {
  const live: string[] = [];
  const golden = (
    request: { readonly name: string },
    view: { readonly grid: Parameters<typeof writeJsonScreen>[0] },
  ) => {
    live.push(writeJsonScreen(view.grid));
    return Promise.resolve(ownCheck('golden', 0, null, request.name, { ok: true }));
  };
  return { film: await recorded(source, answering, { ports: { golden }, sources }), live };
}

async function screens(film: Recording, marks: readonly FrameMark[], scrolls = film.scrolls ?? []): Promise<string[]> {
  const { columns, rows } = film.cast.header;
  const emulator = createEmulator({ columns, rows, unicode: 15 });
  const { signal } = new AbortController();
  const shown: string[] = [];
  for await (const { snapshot } of screensAt(film.cast.events, marks, scrolls, emulator, signal)) {
    shown.push(writeJsonScreen(snapshot()));
  }
  emulator.dispose();
  return shown;
}

const inOrder = (items: readonly { readonly atMs: number }[]): boolean =>
  items.every(({ atMs }, index) => atMs >= (items[index - 1]?.atMs ?? 0));

describe('whatever a tape does,', () => {
  test('its film is as long as the script says, with all that has a time in order and inside', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async ({ source, filmMs }) => {
        const { film } = await played(source);
        expect(failures(film)).toEqual([]);
        expect(film.durationMs).toBe(Math.round(filmMs));
        const timed = [film.cast.events, film.frames, film.screenshots, film.captions, film.keys, film.scrolls ?? []];
        expect(timed.map(inOrder)).toEqual(timed.map(() => true));
        const last = Math.max(...timed.flat().map(({ atMs }) => atMs));
        expect(last).toBeLessThanOrEqual(film.durationMs);
        const { length } = film.cast.events;
        expect([...film.frames, ...film.screenshots].every(({ events }) => events <= length)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('it gives the same recording when it is played again, and when a part of it is sourced', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.nat(20), fc.nat(20), async ({ lines, source }, one, other) => {
        const first = await played(source);
        expect(await played(source)).toEqual(first);
        const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
        const inside = lines.slice(from, to).join('\n');
        fc.pre(inside !== '');
        const outside = [...lines.slice(0, from), 'Source part.tape', ...lines.slice(to)].join('\n');
        expect(await played(outside, { 'part.tape': inside })).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  test('its cast shows the screens that the tape has seen, to the last cell, also from a file', async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async ({ source }) => {
        const { film, live } = await played(source);
        expect(await screens(film, film.screenshots)).toEqual(live);
        const file = readCast(writeCast(film.cast, { durationMs: film.durationMs }));
        if (!file.ok) throw new Error(file.error);
        const read = castRecording(file.value.cast, 50);
        expect([file.value.problems, read.durationMs]).toEqual([[], film.durationMs]);
        expect(read.frames.map(({ atMs }) => atMs)).toEqual(film.frames.map(({ atMs }) => atMs));
        expect(await screens(read, read.frames)).toEqual(await screens(film, film.frames, []));
      }),
      { numRuns: 100 },
    );
  });
});
