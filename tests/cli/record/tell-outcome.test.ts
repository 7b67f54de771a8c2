import { expect, test } from 'vitest';
import type { RecordIo } from '../../../src/cli/record/record-io.ts';
import { tellChecks, tellFilm } from '../../../src/cli/record/tell-outcome.ts';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';

const golden = (message: string, isNews?: true): CheckResult => ({
  rule: 'golden',
  ok: true,
  severity: 'error',
  timeout: false,
  atMs: 0,
  at: null,
  message,
  rows: null,
  evidence: null,
  ...(isNews === undefined ? {} : { isNews }),
});

interface Told {
  readonly out: string[];
  readonly errors: string[];
}

const told = (checks: readonly CheckResult[], quiet: boolean): Told =>
  hearing((io) => tellChecks('a.tape', checks, io, quiet));

function hearing(tell: (io: RecordIo) => void): Told {
  const [out, errors]: [string[], string[]] = [[], []];
  const { signal } = new AbortController();
  const io: RecordIo = {
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    env: {},
    cwd: '/',
    home: '/',
    hasTerminal: false,
    version: '0',
    signal,
  };
  tell(io);
  return { out, errors };
}

const CHECKS = [golden('golden end is new and was stored', true), golden('golden start is as stored')];

test('a golden that was stored is told by name, one that is the same is only counted', () => {
  expect(told(CHECKS, false)).toEqual({
    out: ['a.tape: golden end is new and was stored', 'a.tape: 2 of 2 checks passed'],
    errors: [],
  });
});

test('nobody who wants quiet hears of what passed', () => {
  expect(told(CHECKS, true)).toEqual({ out: [], errors: [] });
});

test.each([
  [1, ['\uf015'], '1 frame, 0.5 s', '⚠️ 1 character is in no bundled font: \uf015 (U+F015)'],
  [2, ['\uf015', 'a'], '2 frames, 0.5 s', '⚠️ 2 characters are in no bundled font: \uf015 (U+F015), a (U+0061)'],
])('a film of %i pictures tells its length and what no font has', (frames, missing, length, warning) => {
  const film = { problems: [], durationMs: 500, interrupted: false, frames };
  const outputs = [{ kind: 'gif' as const, path: '/a.gif', bytes: 10, sha256: '' }];
  const missingGlyphs = new Map(missing.map((glyph) => [glyph, 1]));
  expect(hearing((io) => tellFilm({ ...film, outputs, missingGlyphs }, io, false))).toEqual({
    out: ['/a.gif  10 B', length],
    errors: [warning],
  });
});

test('a file that could not be made is named once', () => {
  const problems = [
    { path: '/a.srt', message: '/a.srt was not written: there are no captions.' },
    { path: '/a.mp4', message: 'ffmpeg is not installed' },
  ];
  const film = { outputs: [], problems, durationMs: 500, interrupted: false, frames: 1 };
  expect(hearing((io) => tellFilm({ ...film, missingGlyphs: new Map() }, io, true)).errors).toEqual([
    '❌ /a.srt was not written: there are no captions.',
    '❌ /a.mp4: ffmpeg is not installed',
  ]);
});

test('a picture of one moment has no length', () => {
  const outputs = [{ kind: 'png' as const, path: '/a.png', bytes: 10, sha256: '' }];
  const film = { outputs, problems: [], durationMs: 12_000, interrupted: false, frames: 231, missingGlyphs: new Map() };
  expect(hearing((io) => tellFilm(film, io, false, true)).out).toEqual(['/a.png  10 B']);
});
