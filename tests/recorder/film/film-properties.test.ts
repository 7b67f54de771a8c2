import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeJsonScreen } from '../../../src/recorder/encode/json.ts';
import type { Retiming } from '../../../src/recorder/film/retime.ts';
import { retime } from '../../../src/recorder/film/retime.ts';
import { screensAt } from '../../../src/recorder/film/screens-at.ts';
import { selectRange } from '../../../src/recorder/film/select-range.ts';
import { themedPath } from '../../../src/recorder/film/theme-paths.ts';
import type { CastEvent, FrameMark, Recording } from '../../../src/recorder/play/recording.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { marker, output, recordingWith } from './recordings.ts';

const gap = fc.constantFrom(0, 1, 15, 300, 2500);
const event = fc.oneof(
  { arbitrary: fc.constantFrom('a', 'word ', '\r\n', '漢', '\x1b[2J').map((data) => output(0, data)), weight: 6 },
  fc.constantFrom('voting', 'end').map((label) => marker(0, label)),
  fc.constantFrom(8, 14).map((columns): CastEvent => ({ atMs: 0, type: 'resize', columns, rows: 3 })),
);
/** Recordings with something of everything that has a time. */
const recordings: fc.Arbitrary<Recording> = fc
  .tuple(fc.array(fc.tuple(gap, event), { minLength: 1, maxLength: 25 }), gap)
  .map(([parts, rest]) => {
    let atMs = 0;
    const events = parts.map(([ms, told]): CastEvent => ({ ...told, atMs: (atMs += ms) }));
    const marks = events.map((told, index): FrameMark => ({ atMs: told.atMs, events: index + 1 }));
    return recordingWith(events, {
      columns: 10,
      rows: 3,
      durationMs: atMs + rest,
      screenshots: marks.map((mark) => ({ ...mark, path: `${mark.events}.png` })),
      captions: marks.map((mark) => ({ atMs: mark.atMs, text: String(mark.events) })),
      keys: marks.map((mark) => ({ atMs: mark.atMs, label: 'x' })),
      commandScreens: marks,
    });
  });
const retimings: fc.Arbitrary<Omit<Retiming, 'select'>> = fc.record({
  idleLimitMs: fc.constantFrom(null, 100, 1000),
  speed: fc.constantFrom(0.5, 1, 4),
  speedToMs: fc.constantFrom(null, 1, 2000),
});
const AS_IT_WAS: Retiming = { idleLimitMs: null, select: null, speed: 1, speedToMs: null };

async function screens({ cast }: Pick<Recording, 'cast'>, marks: readonly FrameMark[]): Promise<string[]> {
  const emulator = createEmulator({ columns: cast.header.columns, rows: cast.header.rows, unicode: 15 });
  const shown: string[] = [];
  const { signal } = new AbortController();
  for await (const { snapshot } of screensAt(cast.events, marks, [], emulator, signal)) {
    shown.push(writeJsonScreen(snapshot()));
  }
  emulator.dispose();
  return shown;
}

const timed = (film: ReturnType<typeof retime>): readonly (readonly { readonly atMs: number }[])[] => [
  film.cast.events,
  film.frames,
  film.screenshots,
  film.commandScreens,
  film.captions,
  film.keys,
];

describe('a film in any other time', () => {
  test('has everything in its order, within its length, which is never longer than was asked for', () => {
    fc.assert(
      fc.property(recordings, retimings, gap, gap, (recording, retiming, fromMs, more) => {
        const select = { fromMs, toMs: fromMs + more + 1 };
        const film = retime(recording, { ...retiming, select }, 50);
        for (const items of timed(film)) {
          const times = items.map(({ atMs }) => atMs);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          expect(times.every((atMs) => Number.isInteger(atMs) && atMs >= 0 && atMs <= film.durationMs)).toBe(true);
        }
        const longest = Math.ceil((more + 1) / retiming.speed);
        expect(film.durationMs).toBeLessThanOrEqual(Math.min(longest, retiming.speedToMs ?? Infinity));
      }),
    );
  });

  test('ends with the screen of its last moment, and its screenshots show what they showed', async () => {
    await fc.assert(
      fc.asyncProperty(recordings, retimings, gap, async (recording, retiming, fromMs) => {
        const toMs = Math.max(recording.durationMs, fromMs + 1);
        const film = retime(recording, { ...retiming, select: { fromMs, toMs } }, 50);
        const shots = recording.screenshots.filter(({ atMs }) => atMs >= fromMs);
        expect(film.screenshots.map(({ path }) => path)).toEqual(shots.map(({ path }) => path));
        expect(await screens(film, film.screenshots)).toEqual(await screens(recording, shots));
        expect((await screens(film, film.frames)).at(-1)).toBe((await screens(recording, recording.frames)).at(-1));
      }),
      { numRuns: 30 },
    );
  });

  test('cut twice is the part of the part', () => {
    fc.assert(
      fc.property(recordings, gap, gap, gap, (recording, first, second, more) => {
        const whole = retime(recording, { ...AS_IT_WAS, select: { fromMs: first, toMs: Infinity } }, 50);
        const select = { fromMs: second, toMs: second + more };
        const twice = retime({ ...recording, ...whole }, { ...AS_IT_WAS, select }, 50);
        const once = { fromMs: first + second, toMs: first + second + more };
        const direct = retime(recording, { ...AS_IT_WAS, select: once }, 50);
        expect(twice.durationMs).toBe(direct.durationMs);
        expect(twice.captions.filter(({ atMs }) => atMs > 0)).toEqual(direct.captions.filter(({ atMs }) => atMs > 0));
        expect(twice.cast.events).toEqual(direct.cast.events);
      }),
    );
  });
});

describe('any --select', () => {
  const time = fc.tuple(fc.nat(30_000), fc.constantFrom('ms', 's', 'm', '')).map(([count, unit]) => `${count}${unit}`);
  const end = fc.oneof(
    time,
    fc.double({ min: 0, max: 120, noNaN: true }).map((share) => `${share.toFixed(2)}%`),
    fc.constantFrom('', 'marker:voting', 'marker:END', 'marker:', 'marker:none', ' 1s ', '-1s', '1h', '5 s'),
    fc.string(),
  );

  test('is a part with a length inside of the recording, or is refused with a sentence that names it', () => {
    fc.assert(
      fc.property(recordings, end, end, (recording, from, to) => {
        const words = `${from}..${to}`;
        const selected = selectRange(words, recording);
        const told = selected.ok ? '' : selected.error;
        expect(selected.ok || told.startsWith(`--select ${words}: `)).toBe(true);
        const { fromMs, toMs } = selected.ok ? selected.value : { fromMs: 0, toMs: 1 };
        const hasLength = fromMs < toMs || recording.durationMs === 0;
        expect([fromMs >= 0, hasLength, toMs <= Math.max(1, recording.durationMs)]).toEqual([true, true, true]);
      }),
      { numRuns: 300 },
    );
  });
});

test('outputs in different themes never take each other’s place', () => {
  const names = fc.uniqueArray(fc.constantFrom('Dracula', 'Dracula+', 'Nord', 'Café Noir', 'Solarized Dark'), {
    minLength: 2,
  });
  const paths = fc.constantFrom('a.gif', 'dir.d/a', 'frames/', '.hidden', 'a.b.c/d.svg', 'dir/.x.png');
  fc.assert(
    fc.property(names, paths, (themes, path) => {
      const themed = themes.map((theme) => themedPath(path, theme));
      expect(new Set(themed).size).toBe(themes.length);
      const [folder, ending] = [path.slice(0, path.lastIndexOf('/') + 1), /\.\w+$|\/$/.exec(path)?.[0] ?? ''];
      const inside = path.endsWith('/') ? '' : folder;
      expect(themed.every((name) => name.startsWith(inside))).toBe(true);
      expect(path === '.hidden' || themed.every((name) => name.endsWith(ending))).toBe(true);
    }),
  );
});
