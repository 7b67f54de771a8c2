import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../../helpers/run-massgen.ts';
import { THREE_WORDS, writeCastFile } from '../casts/cast-files.ts';
import { record } from '../record-run.ts';
import { isGivenBack, openRecord, shows } from './terminal-screens.ts';

/** Nothing happens for an hour between its words, so that only keys move it. */
const SLOW_WORDS = THREE_WORDS.map(([, code, data], index) => [index === 0 ? 0 : 3600, code, data] as const);

test('a cast plays to its end, waits there, and q gives the terminal back', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const pty = openRecord(folder.path, ['play', 'words.cast', '--speed', '10']);
  await pty.until(shows(/one[\s\S]*two[\s\S]*three[\s\S]*■ 0:00 \/ 0:00 · words\.cast/));
  expect(pty.screen.isAlternate).toBe(true);
  pty.type('q');
  expect(await pty.exited).toBe(0);
  await pty.until(isGivenBack);
});

test('the header’s idle limit shortens pauses, and an option wins over it', async () => {
  using folder = scratch();
  const header = { version: 2, width: 20, height: 4, idle_time_limit: 0.01 };
  writeCastFile(folder.path, 'idle.cast', [[9000, 'o', 'late']], header);
  const pty = openRecord(folder.path, ['play', 'idle.cast']);
  await pty.until(shows(/late[\s\S]*■ 0:00 \/ 0:00/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
  const slow = openRecord(folder.path, ['play', 'idle.cast', '--idle-limit', '30m']);
  await slow.until(shows(/▶ 0:00 \/ 30:00/));
  slow.type('q');
  expect(await slow.exited).toBe(0);
});

test('keys pause, step, seek and change the speed', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'slow.cast', SLOW_WORDS);
  const pty = openRecord(folder.path, ['play', 'slow.cast']);
  await pty.until(shows(/one[\s\S]*▶ 0:0\d \/ 240:00 · slow\.cast · space pause/));
  pty.type('++');
  await pty.until(shows(/×4/));
  pty.type('---');
  await pty.until(shows(/×0\.5/));
  pty.type('.');
  await pty.until(shows(/two[\s\S]*⏸ 120:00/));
  pty.type('\u001b[C'); // right
  await pty.until(shows(/⏸ 120:05/));
  pty.type('\u001b[D\u001b[D');
  await pty.until(({ screen }) => /⏸ 119:55/.test(screen.text()) && !/two/.test(screen.text()));
  pty.type(' ');
  await pty.until(shows(/▶ 119:5/));
  pty.type('\u001b[F'); // end
  await pty.until(shows(/three[\s\S]*■ 240:00/));
  pty.type(' ');
  await pty.until(({ screen }) => /one[\s\S]*▶ 0:00/.test(screen.text()) && !/three/.test(screen.text()));
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test('a screen that is larger than the window is cut, its cursor in sight, which is said', async () => {
  using folder = scratch();
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`).join('\r\n');
  writeCastFile(folder.path, 'tall.cast', [[0, 'o', lines]], { version: 3, term: { cols: 100, rows: 40 } });
  const pty = openRecord(folder.path, ['play', 'tall.cast'], { cols: 160 });
  await pty.until(shows(/line 30[\s\S]*100x40 does not fit here/));
  expect(pty.screen.rows()[0]).toBe('line 20');
  pty.resize(160, 45);
  await pty.until(({ screen }) => screen.rows()[0] === 'line 1' && !/does not fit/.test(screen.text()));
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test.each([
  ['Ctrl+C', '\u0003', 4],
  ['Escape', '\u001b', 0],
])('%s leaves with the terminal as it was', async (_name, key, code) => {
  using folder = scratch();
  writeCastFile(folder.path, 'slow.cast', SLOW_WORDS);
  const pty = openRecord(folder.path, ['play', 'slow.cast']);
  await pty.until(shows(/space pause/));
  pty.type(key);
  expect(await pty.exited).toBe(code);
  await pty.until(isGivenBack);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s leaves with the terminal as it was', async (signal) => {
  using folder = scratch();
  writeCastFile(folder.path, 'slow.cast', SLOW_WORDS);
  const pty = openRecord(folder.path, ['play', 'slow.cast']);
  await pty.until(shows(/space pause/));
  pty.kill(signal);
  expect(await pty.exited).toBe(4);
  await pty.until(isGivenBack);
});

test('nothing a hostile cast says reaches the terminal, and what it leaves switched on stays in it', async () => {
  using folder = scratch();
  const hostile =
    '\u001b]0;owned\u0007\u001b]52;c;AAAA\u0007\u001b[?1003h\u001b[?1049h\u001b[?2004h\u001b[5i\u001b[c\u001bc' +
    '\u001b[?1002hsafe\u202e text \u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\ \u001b[?25l\u001b[2;3r';
  writeCastFile(folder.path, 'evil.cast', [[0, 'o', hostile]], { version: 3, term: { cols: 40, rows: 5 } });
  appendFileSync(join(folder.path, 'evil.cast'), '[0.1, "o", "\\u001b[?10');
  const pty = openRecord(folder.path, ['play', 'evil.cast']);
  await pty.until(shows(/safe +text link[\s\S]*■/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
  for (const bytes of [
    'owned',
    '\u001b]52',
    '\u001b[?1003h',
    '\u001b[5i',
    '\u001b]8',
    '\u001bc',
    '\u202e',
    '\u001b[2;3r',
  ]) {
    expect(pty.output).not.toContain(bytes);
  }
  await pty.until(isGivenBack);
  expect(pty.output).toContain('evil.cast:3: the file is cut in this line');
});

test('without a terminal it is said what to do instead', async () => {
  using folder = scratch();
  writeCastFile(folder.path, 'words.cast', THREE_WORDS);
  const run = await record(folder.path, ['play', 'words.cast']);
  expect(run).toMatchObject({ code: 1, out: '', err: expect.stringContaining('massgen record render CAST') });
});

test('what is no cast is refused before the terminal is touched', async () => {
  using folder = scratch();
  const pty = openRecord(folder.path, ['play', 'nowhere.cast']);
  expect(await pty.exited).toBe(1);
  expect(pty.output).toContain('there is no such file');
  expect(pty.output).not.toContain('\u001b[?1049h');
});
