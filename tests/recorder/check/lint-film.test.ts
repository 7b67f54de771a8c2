import { describe, expect, test } from 'vitest';
import { lintFilm } from '../../../src/recorder/check/lint-film.ts';
import type { LintOptions, LintReport, RuleReport } from '../../../src/recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../../src/recorder/check/lint-frames.ts';
import type { LintedRecording } from '../../../src/recorder/check/lint-frames.ts';
import type { LintContext, LintFrame, LintRuleName } from '../../../src/recorder/check/lint/rule.ts';
import { RULES } from '../../../src/recorder/check/lint/rules.ts';
import { ALL_RULES, lintSettings, onlyRules } from '../../../src/recorder/check/lint-settings.ts';
import { NO_THRESHOLDS, readLintThresholds } from '../../../src/recorder/check/lint-thresholds.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import type { CastEvent } from '../../../src/recorder/play/recording.ts';
import { LINT_RULES } from '../../../src/recorder/tape/tables.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import { contextWith, drawn, filmOf, layoutOf, widget } from './lint/frames.ts';
import type { Shot } from './lint/frames.ts';
import { ENDED } from './views.ts';

const GREY = '\u001b[90mgrey\u001b[m';

async function lint(
  shots: readonly Shot[],
  context: Partial<LintContext> = {},
  options: Partial<LintOptions> = {},
): Promise<LintReport> {
  return lintFilm(filmOf(shots), contextWith(context), options);
}

const only = (...words: string[]): LintOptions['settings'] => {
  const settings = onlyRules(words);
  if (!settings.ok) throw new Error(settings.error);
  return settings.value;
};

const ruleOf = (report: LintReport, name: LintRuleName): RuleReport => {
  const found = report.rules.find(({ rule }) => rule === name);
  if (found === undefined) throw new Error(`no report of ${name}`);
  return found;
};

const isMissing = (cluster: string): boolean => cluster >= '一';

const settingsOf = (tape: string) => lintSettings(parseTape(tape).commands);

const write = (atMs: number, data: string): CastEvent => ({ atMs, type: 'output', data });

function recordingOf(events: readonly CastEvent[], more: Partial<LintedRecording> = {}): LintedRecording {
  const header = { columns: 12, rows: 2, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null };
  const frames = events.flatMap(({ atMs, type }, index) => (type === 'output' ? [{ atMs, events: index + 1 }] : []));
  return { cast: { header, events }, frames, layouts: [], durationMs: 1000, exit: ENDED, ...more };
}

test('every rule of the language is there, in its order', () => {
  expect(RULES.map(({ name }) => name)).toEqual(LINT_RULES);
});

describe('the score of a rule', () => {
  test('is the share of the time in which nothing is wrong', async () => {
    const [fine, poor] = [await drawn(['fine']), await drawn([GREY])];
    const report = await lint(
      [
        { atMs: 0, grid: fine },
        { atMs: 500, grid: poor },
        { atMs: 750, grid: fine },
      ],
      {},
      { settings: only('contrast') },
    );
    expect(ruleOf(report, 'contrast')).toMatchObject({ score: 75, frames: 1, how: 'exact' });
    expect(report.uiScore).toBe(75);
    expect(report.frames).toBe(3);
  });

  test('is 100 only for a film that is clean throughout', async () => {
    const [fine, poor] = [await drawn(['fine']), await drawn([GREY])];
    const shots = [
      { atMs: 0, grid: poor },
      { atMs: 1, grid: fine },
    ];
    expect((await lint(shots, { durationMs: 1_000_000 })).uiScore).toBeLessThan(100);
    expect((await lint([{ atMs: 0, grid: fine }])).uiScore).toBe(100);
  });

  test('counts the picture before where that is the wrong one', async () => {
    const [full, empty] = [await drawn(['a full row of text']), await drawn([''])];
    const shots = [0, 400, 500].map((atMs, index) => ({ atMs, grid: index === 1 ? empty : full }));
    const report = await lint(shots, {}, { settings: only('flicker') });
    expect(ruleOf(report, 'flicker')).toMatchObject({ score: 90, findings: [{ atMs: 400, frames: 1 }] });
  });

  test('is nothing for what is wrong with the film as a whole', async () => {
    const shots = [{ atMs: 0, grid: await drawn(['x']), output: '\u001b[31m' }];
    const report = await lint(shots, { exit: ENDED }, { settings: only('clean-exit') });
    expect(ruleOf(report, 'clean-exit').score).toBe(0);
  });

  test('of a film of no length weighs all pictures alike', async () => {
    const shots = [await drawn([GREY]), await drawn(['fine'])].map((grid) => ({ atMs: 0, grid }));
    const report = await lint(shots, { durationMs: 0 }, { settings: only('contrast') });
    expect(ruleOf(report, 'contrast').score).toBe(50);
  });

  test('is none for a film without pictures, for a rule that is off, and for one that cannot judge', async () => {
    expect(await lint([])).toMatchObject({ uiScore: null, frames: 0, checks: [] });
    const report = await lint([{ atMs: 0, grid: await drawn([GREY]) }], {}, { settings: only('border') });
    expect(ruleOf(report, 'contrast')).toMatchObject({ score: null, how: 'not judged', why: 'it is off' });
    const all = await lint([{ atMs: 0, grid: await drawn(['x']) }]);
    expect(ruleOf(all, 'overlap')).toMatchObject({
      score: null,
      why: 'the program does not tell where its widgets are',
    });
  });

  test('weighs into the whole as its rule does, or as the thresholds say', async () => {
    const shots = [{ atMs: 0, grid: await drawn([GREY]) }];
    const settings = only('contrast', 'flicker');
    expect((await lint(shots, {}, { settings })).uiScore).toBe(50);
    const thresholds = { ...NO_THRESHOLDS, weights: { contrast: 1, flicker: 3 } };
    expect((await lint(shots, {}, { settings, thresholds })).uiScore).toBe(75);
  });
});

describe('what is found', () => {
  test('is told once, with the first picture that shows it and how many do', async () => {
    const grid = await drawn(['fine', GREY]);
    const report = await lint([0, 100, 200].map((atMs) => ({ atMs, grid })));
    expect(report.checks).toEqual([
      {
        rule: 'contrast',
        ok: false,
        severity: 'error',
        timeout: false,
        atMs: 0,
        at: null,
        message: '#4d4d4d on #171717 has a contrast of 2.12; text needs 4.5 (in 3 pictures)',
        rows: [1, 1],
        evidence: 'grey',
      },
    ]);
  });

  test('is at most five checks of a rule, and the rest is counted', async () => {
    const shots = await Promise.all(
      ['一二三', '四五六', '七八九'].map(async (text, index) => ({ atMs: index, grid: await drawn([text]) })),
    );
    const { checks, rules } = await lint(shots, { isMissing }, { settings: only('tofu') });
    expect(checks).toHaveLength(5);
    expect(checks[4]?.message).toMatch(/; and 4 more$/);
    expect(rules.find(({ rule }) => rule === 'tofu')?.findings).toHaveLength(9);
  });

  test('only warns where that was asked for, where the rule only warns, and where its score is enough', async () => {
    const [fine, poor] = [await drawn(['fine']), await drawn([GREY])];
    const shots = [
      { atMs: 0, grid: poor },
      { atMs: 100, grid: fine },
    ];
    const severities = async (options: Partial<LintOptions>): Promise<string[]> =>
      (await lint(shots, {}, options)).checks.map(({ severity }) => severity);
    expect(await severities({})).toEqual(['error']);
    expect(await severities({ severity: 'warning' })).toEqual(['warning']);
    expect(await severities({ thresholds: { ...NO_THRESHOLDS, rules: { contrast: 90 } } })).toEqual(['warning']);
    expect(await severities({ thresholds: { ...NO_THRESHOLDS, rules: { contrast: 95 } } })).toEqual(['error']);
    const wasteful = [{ atMs: 0, grid: fine, layout: layoutOf([]), output: 'x'.repeat(9999) }];
    const report = await lint(wasteful, { hasLayouts: true }, { settings: only('repaint') });
    expect(report.checks).toMatchObject([{ rule: 'repaint', severity: 'warning' }]);
  });

  test('fails the run when the whole score is too low', async () => {
    const shots = [{ atMs: 0, grid: await drawn([GREY]) }];
    const thresholds = { ...NO_THRESHOLDS, uiScore: 90 };
    const report = await lint(shots, {}, { settings: only('contrast=99', 'flicker'), thresholds });
    expect(report.checks).toEqual([]);
    const strict = await lint(shots, {}, { settings: only('contrast', 'flicker'), thresholds });
    expect(strict.checks.at(-1)).toMatchObject({
      rule: 'ui-score',
      severity: 'error',
      message: 'the score of the whole film is 50; 90 was asked for',
    });
  });
});

describe('which rules are looked at', () => {
  test('all of them, unless the tape says something else, in the order it says it', () => {
    expect(settingsOf('Sleep 1s')).toEqual(ALL_RULES);
    expect(settingsOf('# massgen: lint off\n').contrast.on).toBe(false);
    expect(settingsOf('# massgen: lint off\n# massgen: lint on border\n')).toMatchObject({
      border: { on: true, limit: null },
      contrast: { on: false },
    });
    const limited = settingsOf('# massgen: lint on contrast=3 repaint\nSleep 1s\n# massgen: lint off tofu\n');
    expect(limited).toEqual({
      ...ALL_RULES,
      contrast: { on: true, limit: 3 },
      tofu: { on: false, limit: null },
    });
  });

  test('or those that are named, each perhaps with a limit', () => {
    const settings = onlyRules(['contrast=2.5', 'flicker']);
    expect(settings.ok && Object.entries(settings.value).filter(([, { on }]) => on)).toEqual([
      ['contrast', { on: true, limit: 2.5 }],
      ['flicker', { on: true, limit: null }],
    ]);
    expect(onlyRules(['contrats'])).toEqual({
      ok: false,
      error: 'there is no lint rule contrats; did you mean contrast?',
    });
    expect(onlyRules(['contrast=x'])).toMatchObject({ ok: false });
  });
});

describe('the thresholds', () => {
  test('are read', () => {
    expect(readLintThresholds('{"uiScore": 90, "rules": {"contrast": 99.5}, "weights": {"tofu": 0}}')).toEqual({
      ok: true,
      value: { uiScore: 90, rules: { contrast: 99.5 }, weights: { tofu: 0 } },
    });
    expect(readLintThresholds('{}')).toEqual({ ok: true, value: NO_THRESHOLDS });
  });

  test.each([
    ['{', ['not JSON']],
    ['[]', ['not an object']],
    ['{"uiScor": 1}', ['unknown name "uiScor"; did you mean uiScore?']],
    [
      '{"rules": {"contrats": 1, "border": 101}}',
      ['rules: unknown name "contrats"; did you mean contrast?', 'rules.border must be'],
    ],
    ['{"uiScore": "90", "weights": 3}', ['uiScore must be a number from 0 to 100', 'weights must be an object']],
  ])('%j is refused with all that is wrong', (json, problems) => {
    const read = readLintThresholds(json);
    expect(read.ok ? [] : read.error).toEqual(problems.map((problem) => expect.stringContaining(problem)));
  });
});

describe('the pictures of a recording', () => {
  const NEVER = new AbortController().signal;
  const PORTS = { createEmulator, unicode: 15 } as const;

  async function framesFrom(recording: LintedRecording): Promise<LintFrame[]> {
    const frames: LintFrame[] = [];
    for await (const frame of framesToLint(recording, PORTS, NEVER)) frames.push(frame);
    return frames;
  }

  test('say what changed, what was printed and which keys were sent', async () => {
    const frames = await framesFrom(
      recordingOf([write(0, 'abc'), { atMs: 50, type: 'input', data: 'x' }, write(60, 'd')]),
    );
    expect(frames).toMatchObject([
      { atMs: 0, output: 'abc', outputsMs: [0], inputsMs: [], previous: null, changed: null, changedCells: 24 },
      { atMs: 60, output: 'd', outputsMs: [60], inputsMs: [50] },
    ]);
    expect(frames[1]?.changedCells).toBe(2); // the letter and the cursor
  });

  test('end with what was printed after the last one', async () => {
    const events = [write(0, 'a'), write(990, 'b'), { atMs: 1000, type: 'exit', code: 0 }] as const;
    const frames = await framesFrom(recordingOf(events, { frames: [{ atMs: 0, events: 1 }] }));
    expect(frames.map(({ atMs, output }) => [atMs, output])).toEqual([
      [0, 'a'],
      [1000, 'b'],
    ]);
  });

  test('begin anew where the size does', async () => {
    const events = [write(0, 'a'), { atMs: 10, type: 'resize', columns: 5, rows: 1 }, write(20, 'b')] as const;
    const frames = await framesFrom(recordingOf(events));
    expect(frames[1]).toMatchObject({ previous: null, changed: null, changedCells: 5 });
  });

  test('have the layout in force, once it is drawn and while the screen is the program’s', async () => {
    const layouts = [
      { ...layoutOf([widget('a')], 12, 2), atMs: 0 },
      { ...layoutOf([widget('b')], 12, 2), atMs: 30 },
      { ...layoutOf([widget('c')], 99, 2), atMs: 60 },
    ];
    const events = [
      write(0, '\u001b[?1049h'),
      write(10, 'drawn'),
      write(30, 'again'),
      write(60, 'other'),
      write(70, '\u001b[?1049lsummary'),
    ];
    const frames = await framesFrom(recordingOf(events, { layouts }));
    expect(frames.map(({ layout }) => layout?.widgets[0]?.id ?? null)).toEqual([null, 'a', 'b', null, null]);
  });

  test('are played only until the signal', async () => {
    const aborted = AbortSignal.abort();
    const frames: LintFrame[] = [];
    for await (const frame of framesToLint(recordingOf([write(0, 'a')]), PORTS, aborted)) frames.push(frame);
    expect(frames).toEqual([]);
  });

  test('are judged as the recording can be', () => {
    const theme = DEFAULT_THEME;
    const exit: CastEvent = { atMs: 9, type: 'exit', code: 0 };
    expect(lintContextOf(recordingOf([write(0, 'a')]), { theme })).toMatchObject({
      exit: null,
      hasInputs: false,
      hasLayouts: false,
      durationMs: 1000,
    });
    expect(lintContextOf(recordingOf([exit], { inputsMs: [3] }), { theme })).toMatchObject({
      exit: ENDED,
      hasInputs: true,
    });
    expect(lintContextOf(recordingOf([exit], { endIsHidden: true }), { theme }).exit).toBeNull();
  });
});
