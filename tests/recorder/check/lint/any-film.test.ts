import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintFilm } from '../../../../src/recorder/check/lint-film.ts';
import type { LintReport } from '../../../../src/recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../../../src/recorder/check/lint-frames.ts';
import type { LintedRecording } from '../../../../src/recorder/check/lint-frames.ts';
import { DEFAULT_THEME } from '../../../../src/recorder/picture/themes.ts';
import { frameMarks } from '../../../../src/recorder/play/frame-marks.ts';
import type { CastEvent } from '../../../../src/recorder/play/recording.ts';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import type { PlacedWidget } from '../../../../src/views/layout-record.ts';
import { ENDED } from '../views.ts';
import { widget } from './frames.ts';

const COLUMNS = 16;
const ROWS = 5;
const place = fc.integer({ min: -2, max: COLUMNS + 2 });
const written = fc.oneof(
  fc.constantFrom('word ', '┌──┐', '│', '└─', '漢字', '🚀', '\r\n', '\x1b[?1049h', '\x1b[?1049l', '\x1b[2J', '…'),
  fc.constantFrom(
    '\x1b[90m',
    '\x1b[31;41m',
    '\x1b[7m',
    '\x1b[m',
    '\x1b[?25l',
    '\x1b[?25h',
    '\x1b[?2026h',
    '\x1b[?2026l',
  ),
  fc.tuple(fc.nat(ROWS), fc.nat(COLUMNS)).map(([row, column]) => `\x1b[${row + 1};${column + 1}H`),
  fc.string({ unit: 'binary' }),
);
const event = fc.oneof(
  { arbitrary: written.map((data): CastEvent => ({ atMs: 0, type: 'output', data })), weight: 8 },
  fc.constant<CastEvent>({ atMs: 0, type: 'input', data: 'x' }),
  fc.constantFrom(8, COLUMNS).map((columns): CastEvent => ({ atMs: 0, type: 'resize', columns, rows: ROWS })),
);
const widgets: fc.Arbitrary<PlacedWidget[]> = fc.array(
  fc
    .tuple(place, place, place, place, fc.constantFrom('header', 'pane', 'modal', 'status'), fc.boolean(), fc.nat(2))
    .map(([x, y, width, height, kind, border, z]) => widget(`${kind}-${x}`, { x, y, width, height, kind, border, z })),
  { maxLength: 4 },
);
const films: fc.Arbitrary<LintedRecording> = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom(0, 5, 40, 900), event), { maxLength: 30 }),
    fc.array(fc.tuple(fc.nat(3000), widgets), { maxLength: 3 }),
  )
  .map(([parts, placed]) => {
    let atMs = 0;
    const events = parts.map(([ms, told]): CastEvent => ({ ...told, atMs: (atMs += ms) }));
    const header = {
      columns: COLUMNS,
      rows: ROWS,
      title: null,
      command: null,
      timestamp: null,
      env: {},
      idleLimitMs: null,
    };
    const layouts = placed
      .map(([layoutMs, all]) => ({ atMs: layoutMs, columns: COLUMNS, rows: ROWS, widgets: all }))
      .toSorted((a, b) => a.atMs - b.atMs);
    return { cast: { header, events }, frames: frameMarks(events, atMs, 50), layouts, durationMs: atMs, exit: ENDED };
  });

function lint(film: LintedRecording): Promise<LintReport> {
  const frames = framesToLint(film, { createEmulator, unicode: 15 }, new AbortController().signal);
  return lintFilm(frames, lintContextOf(film, { theme: DEFAULT_THEME, isMissing: (cluster) => cluster > '\u{2ffff}' }));
}

const isScore = (score: number | null): boolean => score === null || (score >= 0 && score <= 100);

test('whatever is filmed, however its widgets lie: every score is one, every row is of the screen, and twice is the same', async () => {
  await fc.assert(
    fc.asyncProperty(films, async (film) => {
      const report = await lint(film);
      expect([report.uiScore, ...report.rules.map(({ score }) => score)].every(isScore)).toBe(true);
      expect(report.frames).toBeGreaterThanOrEqual(film.frames.length);
      for (const { atMs, rows, message } of report.checks) {
        expect([message !== '', atMs >= 0, atMs <= film.durationMs]).toEqual([true, true, true]);
        const [first, last] = rows ?? [0, 0];
        expect([first >= 0, first <= last, last < ROWS]).toEqual([true, true, true]);
      }
      const dirty = report.rules.filter(({ score }) => score !== null && score < 100);
      const found = report.rules.filter(({ findings }) => findings.length > 0).map(({ rule }) => rule);
      expect(found).toEqual(expect.arrayContaining(dirty.map(({ rule }) => rule)));
      expect(await lint(film)).toEqual(report);
    }),
    { numRuns: 100 },
  );
});
