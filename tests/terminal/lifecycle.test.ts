import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Pty } from '../helpers/pty.ts';
import { openPty } from '../helpers/pty.ts';

const PROGRAM = 'tests/terminal/programs/one-pane.ts';
const OFF = { mouse: 'none', bracketedPaste: false, focus: false };

async function started(...args: readonly string[]): Promise<Pty> {
  const pty = openPty({ script: PROGRAM, args });
  await pty.until(({ screen }) => screen.text().includes('probed'));
  return pty;
}

describe('while it runs', () => {
  test('the alternate screen, the mouse, focus reports and bracketed paste are on', async () => {
    const pty = await started();
    expect(pty.screen.isAlternate).toBe(true);
    expect(pty.screen.modes).toEqual({ mouse: 'drag', bracketedPaste: true, focus: true });
    pty.type('q');
    await pty.exited;
  });

  test('keys, pastes, the mouse and focus arrive whole, and answers of the terminal are never typed', async () => {
    const pty = await started();
    pty.type('k\x1b[A\x1b[200~two\nlines\x1b[201~\x1b[<0;5;3M\x1b[O\x1b[?62;4c');
    await pty.until(({ screen }) => screen.text().includes('focus false'));
    expect(pty.screen.rows().slice(0, 7)).toEqual([
      'ready',
      'probed grapheme 24',
      'key k',
      'key up',
      'paste 9',
      'mouse press 4,2',
      'focus false',
    ]);
    pty.type('q');
    await pty.exited;
  });

  test('a burst of size changes ends in a frame of the last size', async () => {
    const pty = await started();
    for (let turn = 0; turn < 10; turn += 1) pty.resize(60 + turn, 20 + turn);
    await pty.until(({ screen }) => screen.rows().at(-1) === '69x29');
    pty.type('q');
    expect(await pty.exited).toBe(0);
  });

  test('it works in a window of one cell', async () => {
    const pty = openPty({ script: PROGRAM, cols: 1, rows: 1 });
    await pty.until(({ screen }) => screen.rows()[0] === '1');
    pty.resize(40, 5);
    await pty.until(({ screen }) => screen.rows().at(-1) === '40x5');
    pty.type('q');
    expect(await pty.exited).toBe(0);
  });
});

describe('the terminal is given back', () => {
  test.each<[string, string, number, string]>([
    ['after closing, with the answer on the normal screen', 'q', 0, 'the answer'],
    ['after an exception, with its message', 't', 1, 'thrown on purpose'],
    ['after a rejection, with its message', 'r', 1, 'rejected on purpose'],
    ['after process.exit', 'x', 7, ''],
    ['after an abort', 'a', 0, ''],
  ])('%s', async (_name, key, exitCode, message) => {
    const pty = await started();
    pty.type(key);
    expect(await pty.exited).toBe(exitCode);
    await pty.until(({ screen }) => !screen.isAlternate && screen.text().includes(message));
    expect(pty.screen.modes).toEqual(OFF);
    expect(pty.screen.text()).not.toContain('ready');
    expect(pty.screen.text().split('\n').length).toBeLessThan(3);
  });

  test.each<[NodeJS.Signals, number]>([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ])('after %s, with exit code %i', async (signal, exitCode) => {
    const pty = await started();
    pty.kill(signal);
    expect(await pty.exited).toBe(exitCode);
    await pty.until(({ screen }) => !screen.isAlternate);
    expect(pty.screen.modes).toEqual(OFF);
  });

  test('before a listener saves its work, whose exit code counts', async () => {
    const pty = await started('listen');
    pty.kill('SIGTERM');
    expect(await pty.exited).toBe(143);
    await pty.until(({ screen }) => screen.text().includes('saved after signal'));
    expect(pty.screen.isAlternate).toBe(false);
  });

  test('in the middle of a frame', async () => {
    const pty = await started();
    pty.type('f');
    await pty.until(({ screen }) => /^\d\d+ 0/.test(screen.text())); // some frame of the flood
    pty.kill('SIGTERM');
    expect(await pty.exited).toBe(143);
    await pty.until(({ screen }) => !screen.isAlternate);
    expect(pty.screen.text()).toBe('');
    expect(pty.screen.modes).toEqual(OFF);
  });

  test('what others printed meanwhile comes out afterwards, not into the screen', async () => {
    const pty = await started();
    pty.type('ck');
    await pty.until(({ screen }) => screen.text().includes('key k'));
    expect(pty.screen.text()).not.toContain('stray line');
    pty.type('q');
    await pty.exited;
    await pty.until(({ screen }) => screen.text().includes('stray line'));
    expect(pty.screen.isAlternate).toBe(false);
  });
});

test('a suspended program leaves the screen, and repaints when it is continued, twice', async () => {
  const shell = `set -m; "$0" ${PROGRAM}; echo stopped one; fg >/dev/null; echo stopped two; fg >/dev/null; echo done $?`;
  const pty = openPty({ command: ['bash', '-c', shell, process.execPath] });
  await pty.until(({ screen }) => screen.text().includes('probed'));
  pty.type('z');
  await pty.until(({ output }) => output.includes('stopped one'));
  await pty.until(({ screen }) => screen.isAlternate && screen.text().includes('ready'));
  pty.type('z');
  await pty.until(({ output }) => output.includes('stopped two'));
  await pty.until(({ screen }) => screen.isAlternate && screen.text().includes('ready'));
  pty.type('q');
  await pty.until(({ output }) => output.includes('done 0'));
  expect(pty.screen.isAlternate).toBe(false);
  expect(await pty.exited).toBe(0);
});

test('a suspended program that goes on in the background leaves the terminal to the shell until it is in front again', async () => {
  const script = `set -m; "$0" ${PROGRAM}; bg >/dev/null 2>&1; echo at the prompt; read -r line; echo "typed $line"; jobs; fg >/dev/null; echo done $?`;
  const pty = openPty({ command: ['bash', '-c', script, process.execPath] });
  await pty.until(({ screen }) => screen.text().includes('probed'));
  pty.type('z');
  await pty.until(({ output }) => output.includes('at the prompt'));
  const before = pty.output.length;
  pty.type('hello\r');
  await pty.until(({ output }) => output.includes('typed hello'));
  await pty.until(({ screen }) => screen.isAlternate && screen.text().includes('ready'));
  const meanwhile = pty.output.slice(before, pty.output.indexOf('\x1b', before));
  expect(meanwhile).toContain('hello\r\ntyped hello\r\n');
  expect(meanwhile).toMatch(existsSync('/proc/self/stat') ? /Running/ : /Running|Stopped/);
  pty.type('q');
  await pty.until(({ output }) => output.includes('done 0'));
  expect(await pty.exited).toBe(0);
});

test('a window that was resized while the program was suspended is filled when it is continued', async () => {
  const shell = `set -m; "$0" ${PROGRAM}; echo stopped; read -r line; fg >/dev/null; echo done $?`;
  const pty = openPty({ command: ['bash', '-c', shell, process.execPath], cols: 80, rows: 24 });
  await pty.until(({ screen }) => screen.text().includes('probed'));
  pty.type('z');
  await pty.until(({ output }) => output.includes('stopped'));
  pty.resize(61, 17);
  pty.type('go\r');
  await pty.until(({ screen }) => screen.isAlternate && screen.rows().at(-1) === '61x17');
  pty.type('q');
  await pty.until(({ output }) => output.includes('done 0'));
  expect(await pty.exited).toBe(0);
});

test('a program that cannot be stopped goes on as if nothing had been', async () => {
  const pty = await started(); // its process group is orphaned: the system ignores the stop
  pty.type('z');
  await pty.until(({ output }) => output.split('\x1b[?1049h').length === 3);
  pty.type('k');
  await pty.until(({ screen }) => screen.text().includes('key k'));
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test('a window that is not read neither stops the program nor fills its memory, and ends with the right frame', async () => {
  const pty = await started();
  pty.type('f');
  await pty.until(({ screen }) => /^\d+ 0/.test(screen.text()));
  pty.pause();
  await new Promise((resolve) => {
    setTimeout(resolve, 2000); // the length of the silence is what is tested
  });
  pty.resume();
  await pty.until(({ screen }) => screen.text().includes('flood over'));
  expect(pty.screen.rows().slice(0, 4)).toEqual(['flood over', 'lag small', 'heap small', 'skipped some']);
  pty.type('q');
  expect(await pty.exited).toBe(0);
});

test('a window that is closed ends the program with 129', async () => {
  const pty = await started();
  pty.hangUp();
  expect(await pty.exited).toBe(129);
});

describe('where nothing can be drawn', () => {
  test.each([
    ['a dumb terminal', ['env', 'TERM=dumb', process.execPath, PROGRAM]],
    ['a terminal without a name', ['env', '-u', 'TERM', process.execPath, PROGRAM]],
    ['a pipe', ['bash', '-c', '"$0" "$1" | cat', process.execPath, PROGRAM]],
  ])('%s is refused', async (_name, command) => {
    const pty = openPty({ command });
    expect(await pty.exited).toBe(0);
    await pty.until(({ screen }) => screen.text() === 'no terminal: plain output');
    expect(pty.output).not.toContain('\x1b');
  });
});

test.each([
  'xterm-256color',
  'tmux-256color',
  'screen-256color',
  'alacritty',
  'foot',
  'xterm-kitty',
  'xterm-ghostty',
  'wezterm',
  'konsole',
  'xterm-direct',
  'a-name-nobody-knows',
])(
  'under TERM=%s nothing is printed before the alternate screen, and colours are exact where they are asked for',
  async (term) => {
    const pty = openPty({ script: PROGRAM, env: { TERM: term } });
    await pty.until(({ screen }) => screen.text().includes('probed'));
    expect(pty.output).toMatch(/^(\x1b\[22;0t)?\x1b\[\?1049h/); // oxlint-disable-line no-control-regex -- the bytes are the subject
    expect(pty.screen.text()).toContain('probed grapheme 24');
    pty.type('q');
    expect(await pty.exited).toBe(0);
  },
);
