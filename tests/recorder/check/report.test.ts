import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';
import { lintFilm } from '../../../src/recorder/check/lint-film.ts';
import type { LintReport } from '../../../src/recorder/check/lint-film.ts';
import { castTail, runReport, writeRunReport } from '../../../src/recorder/check/report.ts';
import type { RunReport, RunReportParts } from '../../../src/recorder/check/report.ts';
import { writeReportHtml } from '../../../src/recorder/check/report-html.ts';
import type { CastEvent } from '../../../src/recorder/play/recording.ts';
import { contextWith, drawn, filmOf } from './lint/frames.ts';
import { AT, ENDED } from './views.ts';

const check = (more: Partial<CheckResult> = {}): CheckResult => ({
  rule: 'expect',
  ok: false,
  severity: 'error',
  timeout: false,
  atMs: 1500,
  at: AT,
  message: '/votes/ is not on the screen',
  rows: [2, 4],
  evidence: 'name\nnothing',
  ...more,
});

const EVENTS: readonly CastEvent[] = [
  { atMs: 0, type: 'output', data: 'start' },
  { atMs: 200, type: 'input', data: 'secret' },
  { atMs: 1000, type: 'marker', label: 'first vote' },
  { atMs: 1200, type: 'resize', columns: 80, rows: 24 },
  { atMs: 1500, type: 'output', data: 'x'.repeat(1000) },
  { atMs: 3000, type: 'exit', code: 0 },
];

function recordingOf(checks: readonly CheckResult[]): RunReportParts['recording'] {
  const header = { columns: 120, rows: 36, title: 'vote', command: null, timestamp: null, env: {}, idleLimitMs: null };
  return {
    cast: { header, events: EVENTS },
    frames: [{ atMs: 0, events: 1 }],
    captions: [{ atMs: 500, text: 'agents begin' }],
    checks,
    exit: ENDED,
    durationMs: 3000,
  };
}

function reportOf(checks: readonly CheckResult[], more: Partial<RunReportParts> = {}): RunReport {
  return runReport({
    tape: 'tapes/vote.tape',
    recording: recordingOf(checks),
    exitCode: checks.some(({ ok }) => !ok) ? 2 : 0,
    ...more,
  });
}

/** Tags that are open at the end, and ends of tags that were not. */
function unclosed(page: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, close, name = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)/g)) {
    if (close === '/' && open.pop() !== name) wrong.push(name);
    if (close === '' && !['meta', 'img', 'br'].includes(name)) open.push(name);
  }
  return [...open, ...wrong];
}

async function greyLint(): Promise<LintReport> {
  const shots = [{ atMs: 0, grid: await drawn(['\u001b[90mgrey\u001b[m']) }];
  return lintFilm(filmOf(shots), contextWith());
}

describe('the report of a run', () => {
  test('holds what the specification names, and what else there is to know', () => {
    const outputs = [{ path: 'out/vote.gif', bytes: 12, sha256: 'ab', kind: 'gif' }];
    expect(reportOf([], { outputs, missingGlyphs: new Map([['᧠', 2]]) })).toEqual({
      version: 1,
      tape: 'tapes/vote.tape',
      engine: 'embedded',
      outputs: [{ path: 'out/vote.gif', bytes: 12, sha256: 'ab' }],
      checks: [],
      exitCode: 0,
      title: 'vote',
      size: { columns: 120, rows: 36 },
      durationMs: 3000,
      recordedMs: 3000,
      frames: 1,
      markers: [{ atMs: 1000, label: 'first vote' }],
      captions: [{ atMs: 500, text: 'agents begin' }],
      programExit: ENDED,
      lint: null,
      problems: [],
      missingGlyphs: [['᧠', 2]],
    });
  });

  test('tells the length of the film as it is shown, and places moments along the recording', () => {
    const report = reportOf([], { film: { durationMs: 1500, frames: 7 } });
    expect(report).toMatchObject({ durationMs: 1500, recordedMs: 3000, frames: 7 });
    const page = writeReportHtml(report);
    expect(page).toContain('<b>0:01.5</b>length of the film');
    expect(page).toContain('style="left:33.33%" title="0:01.0 first vote"');
    expect(page).toContain('0:00.0 to 0:03.0');
  });

  test('says of a program that ran to the end of the tape just that', () => {
    const recording = { ...recordingOf([]), exit: { ...ENDED, exitCode: null, signal: 'SIGHUP' } };
    expect(writeReportHtml(reportOf([], { recording }))).toContain('the program: SIGHUP');
    const running = { ...recording, cast: { ...recording.cast, events: EVENTS.filter(({ type }) => type !== 'exit') } };
    const report = reportOf([], { recording: running });
    expect(report.endedWithTape).toBe(true);
    expect(writeReportHtml(report)).toContain('the program: ended with the tape');
    expect(reportOf([], { recording: { ...running, endIsHidden: true } })).not.toHaveProperty('endedWithTape');
  });

  test('keeps with a failed check what led to it, without keys and floods', () => {
    const [failed, fine] = reportOf([check(), check({ ok: true })]).checks;
    expect(failed?.castTail?.map((line) => JSON.parse(line))).toEqual([
      [0, 'o', 'start'],
      [1, 'm', 'first vote'],
      [1.2, 'r', '80x24'],
      [1.5, 'o', `${'x'.repeat(400)}…`],
    ]);
    expect(fine).not.toHaveProperty('castTail');
    const many = Array.from({ length: 99 }, (_, atMs): CastEvent => ({ atMs, type: 'output', data: `${atMs}` }));
    expect(castTail(many, 80)).toHaveLength(50);
    expect(castTail(many, 80).at(-1)).toBe('[0.08,"o","80"]');
  });

  test('has the checks of the tape, of the lint and of a judge', async () => {
    const lint = await greyLint();
    const { checks } = reportOf([check()], { lint, checks: [check({ rule: 'judge' })] });
    expect(checks.map(({ rule }) => rule)).toEqual(['expect', 'contrast', 'judge']);
    expect(checks[1]).not.toHaveProperty('castTail');
  });

  test('as a file can be read again', async () => {
    const report = reportOf([check()], { lint: await greyLint() });
    expect(JSON.parse(writeRunReport(report))).toEqual(report);
  });
});

describe('the page of a report', () => {
  test('says at once what became of the run', () => {
    const good = writeReportHtml(reportOf([]));
    expect(good).toContain('<title>tapes/vote.tape: passed</title>');
    expect(good).toContain('<span class="badge good">passed</span>');
    expect(good).not.toContain('What failed');
    const bad = writeReportHtml(reportOf([check(), check({ ok: true, message: 'fine' })]));
    expect(bad).toContain('<span class="badge bad">failed</span>');
    expect(bad).toContain('What failed');
    expect(bad).toContain('expect · 0:01.5 · line 7 · rows 3–5');
    expect(bad).toContain('<pre>name\nnothing</pre>');
    expect(bad).toContain('1 check passed');
    expect(writeReportHtml(reportOf([], { exitCode: 3 }))).toContain('out of time');
  });

  test('colours a diff and shows the picture of the check it belongs to', () => {
    const evidence = '--- expected\n+++ now\n@@ -1,1 +1,1 @@\n-one\n+two';
    const png = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
    const page = writeReportHtml(reportOf([check({ evidence })]), [
      { title: 'the difference', png, check: 0 },
      { title: 'the end', png: Uint8Array.of(1, 2, 3), check: null },
    ]);
    expect(page).toContain('<span class="minus">-one</span>\n<span class="plus">+two</span>');
    const addresses = Array.from(page.matchAll(/src="data:image\/png;base64,([^"]+)" alt="([^"]+)"/g));
    expect(addresses.map(([, , title]) => title)).toEqual(['the difference', 'the end']);
    expect(Uint8Array.from(Buffer.from(addresses[0]?.[1] ?? '', 'base64'))).toEqual(png);
  });

  test('shows scores, files and moments', async () => {
    const page = writeReportHtml(
      reportOf([], {
        lint: await greyLint(),
        outputs: [{ path: 'out/vote.gif', bytes: 1_500_000, sha256: 'c'.repeat(64) }],
        problems: [{ path: 'out/vote.mp4', message: 'ffmpeg is not installed' }],
        scores: {
          rubric: 'default',
          title: 'The dashboard',
          score: 75,
          judged: 1,
          criteria: [
            {
              id: 'text',
              question: 'Is the text readable?',
              weight: 1,
              score: 3,
              samples: [3],
              spread: 2,
              unstable: true,
              must: null,
              failed: false,
              words: { confidence: 1, evidence: [], problem: 'the borders are pale', fix: 'make them lighter' },
              lost: [],
            },
          ],
        },
      }),
    );
    for (const words of [
      '#4d4d4d on #171717 has a contrast of 2.12',
      'out/vote.gif',
      '1.5 MB',
      'ffmpeg is not installed',
      'Judge: The dashboard',
      '1 of 1 criteria judged',
      'the samples differ by 2',
      'make them lighter',
      'left:33.33%',
      '<q>agents begin</q>',
    ]) {
      expect(page).toContain(words);
    }
  });

  const HOSTILE = '"><script>alert(1)</script><img src=x onerror=y>&\u202e\u0000\ud800';

  test('runs nothing and fetches nothing, whatever was printed', async () => {
    const lint = await lintFilm(
      filmOf([{ atMs: 0, grid: await drawn(['x<script>']) }]),
      contextWith({ isMissing: (cluster) => cluster === '<' }),
    );
    const at = { line: 1, column: 1, literal: HOSTILE, file: HOSTILE };
    const report = reportOf([check({ message: HOSTILE, evidence: HOSTILE, rule: HOSTILE, at })], { lint });
    const page = writeReportHtml(
      {
        ...report,
        tape: HOSTILE,
        title: HOSTILE,
        outputs: [{ path: HOSTILE, bytes: 1, sha256: HOSTILE }],
        problems: [{ path: HOSTILE, message: HOSTILE }],
        markers: [{ atMs: 1, label: HOSTILE }],
        captions: [{ atMs: 1, text: HOSTILE }],
        missingGlyphs: [[HOSTILE, 1]],
        programExit: { ...ENDED, signal: HOSTILE },
      },
      [{ title: HOSTILE, png: Uint8Array.of(1), check: null }],
    );
    const tags = new Set(Array.from(page.matchAll(/<([a-z][a-z0-9]*)/gi), ([, name]) => name?.toLowerCase()));
    expect(tags.has('script')).toBe(false);
    expect(page.match(/<img [^>]*>/g)).toEqual([
      expect.stringMatching(/^<img src="data:image\/png;base64,AQ==" alt="&quot;/),
    ]);
    expect(page).not.toMatch(/\u202e|https?:|url\(/);
    expect(page.isWellFormed()).toBe(true);
    expect(page).toContain("default-src 'none'");
  });

  test('has every tag closed, whatever was printed', () => {
    const part = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'b', '/', ' ', '\n', '+', '-') });
    fc.assert(
      fc.property(part, part, (message, evidence) => {
        const page = writeReportHtml(reportOf([check({ message, evidence: `--- ${evidence}` })]));
        expect(unclosed(page.replace(/<style>.*?<\/style>/s, ''))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
