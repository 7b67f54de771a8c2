import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openPty } from '../helpers/pty.ts';
import type { Pty } from '../helpers/pty.ts';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const SESSIONS = resolve(import.meta.dirname, '../../recordings/sessions');
const LEAVES = '\u001b[?1049l';

const shows =
  (pattern: RegExp) =>
  ({ screen }: Pty): boolean =>
    pattern.test(screen.text());

const open = (args: readonly string[], size: { cols?: number; rows?: number } = {}, cwd = SESSIONS): Pty =>
  openPty({ script: MAIN, args, cwd, env: { HOME: cwd }, cols: size.cols ?? 120, rows: size.rows ?? 36 });

test('a replay runs by itself, says that it is one, stays, and leaves by q with the code and paths of the run', async () => {
  const pty = open(['--replay', 'demo', '--replay-speed', '8']);
  await pty.until(shows(/MassGen T1 replay of demo/));
  await pty.until(shows(/FINAL ANSWER[\s\S]*complete/));
  expect(pty.screen.text()).toContain('a replay: this happened before');
  expect(pty.output).not.toContain(LEAVES);
  pty.type('q');
  expect(await pty.exited).toBe(0);
  const after = pty.output.slice(pty.output.lastIndexOf(LEAVES));
  expect(after).toContain('Put these five lines at the top.');
  expect(after).toMatch(/Log: demo\r\n/);
});

test('q leaves in the middle too, without a question, for nothing is lost', async () => {
  const pty = open(['--replay', 'demo']);
  await pty.until(shows(/KEYS.*q leave/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
  expect(pty.output).toContain(LEAVES);
});

test('Ctrl-C leaves a replay at once: there is no turn to cancel', async () => {
  const pty = open(['--replay', 'demo']);
  await pty.until(shows(/KEYS.*q leave/));
  pty.type('\u0003');
  expect(await pty.exited).toBe(0);
  expect(pty.screen.text()).not.toMatch(/Cancelling/);
});

test('a replay takes no words: typing and pasting leave the input line as it is', async () => {
  const pty = open(['--replay', 'demo']);
  await pty.until(shows(/KEYS.*q leave/));
  pty.type('i');
  pty.type('\u001b[200~pasted\u001b[201~');
  pty.type('?'); // the help opens: what came before has been dealt with
  await pty.until(shows(/Help/));
  expect(pty.screen.text()).toContain('a replay: this happened before');
  expect(pty.screen.text()).not.toContain('pasted');
  pty.type('q'); // closes the help
  await pty.until((one) => !/Help/.test(one.screen.text()));
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test('at the size VHS gives by default the run is shown to its end', async () => {
  const pty = open(['--replay', 'five', '--replay-speed', '8', '--no-animation'], { cols: 76, rows: 15 });
  await pty.until(shows(/FINAL ANSWER[\s\S]*complete/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test('without a terminal the run is printed and its code given', async () => {
  const { code, stdout, stderr } = await runMassgen(['--replay', 'demo'], { cwd: SESSIONS });
  expect(code).toBe(0);
  expect(stdout).toContain('Agent 3, gemini-3-flash-preview, won with 2 of 3 votes.');
  expect(stdout).toMatch(/\nLog: demo\n$/);
  expect(stderr).toMatch(/plain text it is/);
});

test('a damaged log is told below the screen that was left', async () => {
  using folder = scratch();
  const text = readFileSync(join(SESSIONS, 'demo', 'turn_1', 'attempt_1', 'events.jsonl'), 'utf8');
  const lines = text.split('\n');
  writeFileSync(join(folder.path, 'events.jsonl'), [...lines.slice(0, 120), '{', ...lines.slice(121)].join('\n'));
  const pty = open(['--replay', 'events.jsonl', '--replay-speed', '8'], {}, folder.path);
  await pty.until(shows(/Cancelled; what was written is kept/));
  pty.type('q');
  expect(await pty.exited).toBe(4);
  expect(pty.output.slice(pty.output.lastIndexOf(LEAVES))).toContain('events.jsonl:121 is not readable');
});

test.each([
  [['--replay', 'nowhere'], 1, /nowhere: there is no such folder/],
  [['--replay', 'demo', 'And why?'], 2, /--replay takes no question/],
  [['--replay', 'demo', '--demo'], 2, /--replay and --demo exclude each other/],
  [['--replay', 'demo', '--replay-speed', 'fast'], 2, /--replay-speed takes a number above 0, not "fast"/],
  [['--replay-speed', '2', 'Why?'], 2, /--replay-speed goes with --replay LOGDIR/],
] satisfies [string[], number, RegExp][])('%j is refused with code %d and a sentence', async (args, expected, told) => {
  const { code, stderr, stdout } = await runMassgen(args, { cwd: SESSIONS });
  expect([code, stdout]).toEqual([expected, '']);
  expect(stderr).toMatch(told);
});
