import { expect, test } from 'vitest';
import { recordingEnvironment } from '../../../src/recorder/terminal/environment.ts';
import { defaultShell, isShellName, SHELL_NAMES, shellStart } from '../../../src/recorder/terminal/shells.ts';

const environment = (base: Record<string, string | undefined>): Readonly<Record<string, string>> =>
  recordingEnvironment({ base, locale: 'C.UTF-8', timezone: 'UTC' });

const ALWAYS = { TERM: 'xterm-256color', COLORTERM: 'truecolor', LANG: 'C.UTF-8', TZ: 'UTC' };

test('the terminal, language and time zone of a film are always the same', () => {
  expect(environment({ TERM: 'dumb', COLORTERM: '', LANG: 'de_DE', TZ: 'Asia/Tokyo' })).toEqual(ALWAYS);
});

const FOREIGN =
  'NO_COLOR FORCE_COLOR CI GITHUB_ACTIONS TERM_PROGRAM TERM_PROGRAM_VERSION LC_ALL TMUX COLUMNS LINES SSH_TTY NODE_OPTIONS ' +
  'VITEST VITEST_WORKER_ID PS1 PROMPT_COMMAND BASH_ENV KITTY_WINDOW_ID WT_SESSION npm_config_color MASSGEN_RECORDING ' +
  'MASSGEN_CLOCK_SOCKET';

test.each(FOREIGN.split(' '))('%s of the recorder does not reach the program', (name) => {
  expect(environment({ [name]: '1' })).toEqual(ALWAYS);
});

test('everything else is kept', () => {
  expect(environment({ PATH: '/bin', HOME: '/home/me', OPENAI_API_KEY: 'k', GONE: undefined })).toEqual({
    ...ALWAYS,
    PATH: '/bin',
    HOME: '/home/me',
    OPENAI_API_KEY: 'k',
  });
});

test('the tape has the last word, then the shell', () => {
  const env = recordingEnvironment({
    base: { EDITOR: 'vi' },
    locale: 'C.UTF-8',
    timezone: 'UTC',
    shell: { PS1: '> ', HISTFILE: '/dev/null' },
    tape: [
      ['PS1', '$ '],
      ['TERM', 'dumb'],
      ['NO_COLOR', '1'],
    ],
  });
  expect(env).toEqual({ ...ALWAYS, EDITOR: 'vi', HISTFILE: '/dev/null', PS1: '$ ', TERM: 'dumb', NO_COLOR: '1' });
});

test('all shells of the tape language can be started, and no others', () => {
  expect(SHELL_NAMES).toEqual(['bash', 'zsh', 'fish', 'powershell', 'pwsh', 'cmd', 'nu', 'osh', 'xonsh']);
  for (const name of SHELL_NAMES) expect(shellStart(name)?.argv[0]).toMatch(new RegExp(`^${name}`));
  expect([shellStart('tcsh'), shellStart('toString')]).toEqual([null, null]);
});

test('bash starts without settings and history, with a violet prompt', () => {
  expect(shellStart('bash')).toMatchObject({
    argv: ['bash', '--noprofile', '--norc', '--login', '+o', 'history'],
    env: { PS1: '\\[\\e[38;2;90;86;224m\\]> \\[\\e[0m\\]' },
  });
});

test('the default shell is that of the system', () => {
  expect([defaultShell('linux'), defaultShell('darwin'), defaultShell('win32')]).toEqual(['bash', 'bash', 'cmd']);
});

test('a program is known as a shell by its name', () => {
  expect(['/usr/bin/bash', 'zsh', 'cmd.exe', 'sh'].every(isShellName)).toBe(true);
  expect(['node', '/usr/bin/bashful', 'top'].some(isShellName)).toBe(false);
});
