import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../../../helpers/run-massgen.ts';
import { isGivenBack, openRecord, shows } from './terminal-screens.ts';

const tape = (folder: string, ...lines: string[]): void =>
  writeFileSync(join(folder, 'a.tape'), `${lines.join('\n')}\n`);

test('a tape is played live, its last screen stays, and no file is written', async () => {
  using folder = scratch();
  tape(
    folder.path,
    'Output a.gif',
    'Set TypingSpeed 1ms',
    'Type "echo $((40 + 2)) $COLUMNS"',
    'Enter',
    'Wait+Screen /42/',
  );
  const pty = openRecord(folder.path, ['play', 'a.tape'], { cols: 90 });
  await pty.until(shows(/> echo .*\n42[\s\S]*■ end · a\.tape · any key quits/));
  pty.type('x');
  expect(await pty.exited).toBe(0);
  await pty.until(isGivenBack);
  expect(existsSync(join(folder.path, 'a.gif'))).toBe(false);
});

test('the program has the size of the window unless the tape names one', async () => {
  using folder = scratch();
  const ask = ['Set TypingSpeed 1ms', 'Type "stty size"', 'Enter', 'Wait+Screen /\\d+ \\d+/'];
  tape(folder.path, ...ask);
  const pty = openRecord(folder.path, ['play', 'a.tape'], { cols: 90, rows: 15 });
  await pty.until(shows(/14 90[\s\S]*■ end/));
  pty.type('x');
  expect(await pty.exited).toBe(0);
  tape(folder.path, '# massgen: size 50x7', ...ask);
  const own = openRecord(folder.path, ['play', 'a.tape'], { cols: 90, rows: 15 });
  await own.until(shows(/7 50[\s\S]*■ end/));
  own.type('x');
  expect(await own.exited).toBe(0);
});

test('hidden parts are not shown', async () => {
  using folder = scratch();
  tape(
    folder.path,
    'Set TypingSpeed 1ms',
    'Hide',
    'Type "touch done; echo secret"',
    'Enter',
    'Wait+Screen /\\nsecret/',
    'Type "clear"',
    'Enter',
    'Wait+Screen /^>\\s*$/',
    'Show',
    'Type "ls"',
    'Enter',
    'Wait+Screen /done/',
  );
  const pty = openRecord(folder.path, ['play', 'a.tape']);
  await pty.until(shows(/done[\s\S]*■ end/));
  expect(pty.output).not.toContain('secret');
  pty.type('x');
  expect(await pty.exited).toBe(0);
});

test('q ends the tape early and with it its program', async () => {
  using folder = scratch();
  tape(folder.path, 'Set TypingSpeed 1ms', 'Type "echo pid=$$."', 'Enter', 'Sleep 60m');
  const pty = openRecord(folder.path, ['play', 'a.tape']);
  await pty.until(shows(/pid=\d+\./));
  const pid = Number(/pid=(\d+)\./.exec(pty.screen.text())?.[1]);
  pty.type('q');
  expect(await pty.exited).toBe(4);
  await pty.until(isGivenBack);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('a failed expectation is told after the terminal was given back', async () => {
  using folder = scratch();
  tape(folder.path, '# massgen: exec echo hello', '# massgen: expect screen /goodbye/ within 1ms', 'Sleep 1ms');
  const pty = openRecord(folder.path, ['play', 'a.tape']);
  await pty.until(shows(/hello[\s\S]*■ end/));
  pty.type('x');
  expect(await pty.exited).toBe(3);
  expect(pty.screen.text()).toMatch(/❌ a\.tape:2/);
});

test('a tape with errors is not played', async () => {
  using folder = scratch();
  tape(folder.path, 'Tpye "x"');
  const pty = openRecord(folder.path, ['play', 'a.tape']);
  expect(await pty.exited).toBe(1);
  expect(pty.output).toContain('nothing is played');
  expect(pty.output).not.toContain('\u001b[?1049h');
});

test('options for casts are refused for a tape', async () => {
  using folder = scratch();
  tape(folder.path, 'Enter');
  const pty = openRecord(folder.path, ['play', 'a.tape', '--speed', '2']);
  expect(await pty.exited).toBe(1);
  expect(pty.output).toContain('--speed is for casts');
});
