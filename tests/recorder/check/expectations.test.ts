import { describe, expect, test } from 'vitest';
import { createExpectations, evaluateExpectation } from '../../../src/recorder/check/expectations.ts';
import type { CheckResult } from '../../../src/recorder/check/check-result.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import type { ScreenView } from '../../../src/recorder/play/play-ports.ts';
import { AT, ENDED, expectation, viewOf } from './views.ts';

const SCREEN = '\u001b]0;my title\u0007name  votes\r\n\u001b[1;31mone\u001b[m   \u001b[7m12\u001b[m\r\n日本 x\r\n> go';
const judge = (words: string, view: ScreenView): CheckResult => evaluateExpectation(expectation(words), view, AT);

describe('what a tape expects of the screen', () => {
  test.each([
    ['screen /votes/', 'screen /Votes/', '/Votes/ is not on the screen'],
    ['screen /votes\\none/', 'screen /votes one/', '/votes one/ is not on the screen'],
    [
      'not screen /three/',
      'not screen /o(ne|ther)/',
      '/o(ne|ther)/ should not be on the screen, but "one" is, in row 2',
    ],
    ['line /^> go$/', 'line /stop/', '/stop/ is not on the cursor\'s line; there stands "> go"'],
    ['not line /votes/', 'not line /go/', '/go/ should not be on the cursor\'s line, but "go" is, in row 4'],
    ['title /^my title$/', 'title /your/', '/your/ is not on the title; there stands "my title"'],
    ['region 2,7 3x1 /^12$/', 'region 2,7 3x1 /13/', '/13/ is not on the region 2,7 3x1; there stands "12"'],
    [
      'not region 1,1 5x2 /votes/',
      'not region 1,1 5x2 /name/',
      '/name/ should not be on the region 1,1 5x2, but "name" is, in row 1',
    ],
    ['region 4,20 1x1 /^$/', 'region 4,20 2x1 /^$/', 'the region 4,20 2x1 does not lie on the screen of 20x4'],
    ['cell 1,1 "n"', 'cell 1,1 "m"', 'cell 1,1 should be "m", but is "n"'],
    ['cell 2,1 "one" bold', 'cell 1,1 "name" bold', 'the 4 cells from 1,1 should be bold, but is not bold'],
    ['cell 2,1 "o" fg=#fe5f86', 'cell 2,1 "o" fg=#d74e6f', 'cell 2,1 should be fg #d74e6f, but is fg #fe5f86'],
    [
      'cell 2,7 "1" fg=#171717 bg=#dddddd',
      'cell 2,7 "1" bg=#171717',
      'cell 2,7 should be bg #171717, but is bg #dddddd',
    ],
    ['cell 3,1 "日"', 'cell 3,2 "日"', 'the 2 cells from 3,2 should be "日", but is "  "'],
    ['cell 1,5 " "', 'cell 9,9 " "', 'cell 9,9 does not lie on the screen of 20x4'],
    ['cursor 4,5', 'cursor 4,4', 'the cursor should stand at 4,4, but the cursor stands at 4,5'],
    ['mode altscreen off', 'mode altscreen on', 'the alternate screen should be on, but it is off'],
  ])('%s holds, and where it does not it says why', async (good, bad, message) => {
    const view = await viewOf(SCREEN);
    expect(judge(good, view)).toMatchObject({ rule: 'expect', ok: true, at: AT, atMs: 1234, timeout: false });
    expect(judge(bad, view)).toMatchObject({ ok: false, severity: 'error', message });
  });

  test('a failure shows the screen, or the part that was asked for, and where', async () => {
    const view = await viewOf(SCREEN);
    expect(judge('screen /nowhere/', view)).toMatchObject({ evidence: view.text, rows: null });
    expect(judge('region 1,1 4x2 /nowhere/', view)).toMatchObject({ evidence: 'name\none', rows: [0, 1] });
    expect(judge('not screen /one\\s+12/', view).rows).toEqual([1, 1]);
    expect(judge('cell 2,1 "x"', view)).toMatchObject({ evidence: 'one   12', rows: [1, 1] });
  });

  test('the cursor may be expected to be hidden', async () => {
    const hidden = await viewOf('\u001b[?25labc');
    expect(judge('cursor hidden', hidden).ok).toBe(true);
    expect(judge('cursor 1,4', hidden).message).toBe('the cursor should stand at 1,4, but the cursor is hidden');
    expect(judge('cursor hidden', await viewOf('abc')).message).toBe(
      'the cursor should be hidden, but it stands at 1,4',
    );
  });

  test.each([
    ['altscreen', '\u001b[?1049h'],
    ['mouse', '\u001b[?1002h'],
    ['paste', '\u001b[?2004h'],
  ])('the mode %s is seen', async (mode, sequence) => {
    expect(judge(`mode ${mode} on`, await viewOf(sequence)).ok).toBe(true);
    expect(judge(`mode ${mode} off`, await viewOf(sequence)).ok).toBe(false);
  });

  test('colours are those of the theme, and dim text is dim', async () => {
    const view = await viewOf('\u001b[34mb\u001b[m\u001b[2md');
    const theme = { ...DEFAULT_THEME, palette: DEFAULT_THEME.palette.map((_, index) => 0x010101 * (index + 1)) };
    expect(createExpectations(theme)(expectation('cell 1,1 "b" fg=#050505'), view, AT).ok).toBe(true);
    expect(judge('cell 1,2 "d" fg=#dddddd', view).message).toMatch(/fg #dddddd, but is fg #8e8e8e/);
  });

  test('a region cuts wide characters as an edge does', async () => {
    const view = await viewOf('日本語');
    expect(judge('region 1,2 3x1 /^ 本$/', view).ok).toBe(true);
    expect(judge('region 1,1 3x1 /^日$/', view).ok).toBe(true);
  });

  test('a pattern that RE2 refuses is a failure, not an exception', async () => {
    const given = { subject: 'screen', pattern: '(?=a)', negated: false } as const;
    expect(evaluateExpectation(given, await viewOf('a'), AT)).toMatchObject({
      ok: false,
      message: expect.stringContaining('/(?=a)/ cannot be used: '),
    });
  });
});

const endOf = async (output: string): Promise<CheckResult> =>
  judge('clean-exit', await viewOf(output, { exit: ENDED }));

describe('what a tape expects of the end', () => {
  test('the exit code is compared, a signal is none, and a program that runs has none', async () => {
    const ended = await viewOf('', { exit: { ...ENDED, exitCode: 3, ok: false } });
    expect(judge('exit 3', ended)).toMatchObject({ ok: true, message: 'the program ended with exit code 3' });
    expect(judge('exit 0', ended).message).toBe(
      'the program should have ended with exit code 0, but it ended with exit code 3',
    );
    const killed = await viewOf('', { exit: { ...ENDED, signal: 'SIGKILL' } });
    expect(judge('exit 0', killed).message).toContain('but it ended by SIGKILL');
    expect(judge('exit 0', await viewOf('')).message).toContain('but it still runs');
  });

  test('an end that puts everything back is clean, with a summary or without', async () => {
    const drawn =
      '\u001b[?1049h\u001b[?25l\u001b[?1000h\u001b[?1006h\u001b[?2004h\u001b[?1004h\u001b[31mbusy\u001b[2;2Hx';
    const left = '\u001b[?1004l\u001b[?2004l\u001b[?1006l\u001b[?1000l\u001b[?25h\u001b[m\u001b[?1049l';
    expect((await endOf(drawn + left)).ok).toBe(true);
    expect(await endOf(`$ massgen\r\n${drawn}${left}The answer:\r\n  \u001b[1m42\u001b[m\r\n`)).toMatchObject({
      ok: true,
      message: 'the program left the terminal as it found it',
    });
    expect((await endOf('plain words\r\n')).ok).toBe(true);
  });

  test.each([
    ['\u001b[?1049hbusy', 'the alternate screen is still on'],
    ['\u001b[?25l', 'the cursor is hidden'],
    ['\u001b[?1003h', 'the mouse is still reported'],
    ['\u001b[?2004h', 'bracketed paste is still on'],
    ['\u001b[?1004h', 'focus is still reported'],
    ['\u001b[?1h', 'the arrow keys still send application codes'],
    ['\u001b[?2026h', 'the screen is still held back (mode 2026)'],
    ['\u001b[1;38;5;9mred', 'text is still printed with foreground, weight set'],
    ['\u001b[?1049h\u001b[?1049l\u001b[5;5Hlate frame', '"late frame" was printed over the restored screen'],
    ['\u001b[?1049h\u001b[?1049l\u001b[2J', 'the restored screen was erased'],
    ['\u001b[?25l\u001b[?2004h', 'the cursor is hidden and bracketed paste is still on'],
  ])('%j is not a clean end', async (output, problem) => {
    expect(await endOf(output)).toMatchObject({
      ok: false,
      message: `the program did not leave the terminal as it found it: ${problem}`,
    });
  });

  test('a program that still runs has not left', async () => {
    expect(judge('clean-exit', await viewOf('x')).message).toContain('but it still runs');
  });
});
