import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPty } from '../helpers/pty.ts';
import type { Pty } from '../helpers/pty.ts';
import { scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const TITLE = '\u001b]2;';
const ENTERS = '\u001b[?1049h';

interface Ended {
  readonly output: string;
  /** The screen of the finished turn; empty when there was no dashboard. */
  readonly screen: string;
}

/** Runs two agents on a terminal with further lines in their file, and leaves when the turn is over. */
async function runWith(ui: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'openai', bob: 'claude' }, ui);
  const args = ['--config', config, 'Why is the sky blue?'];
  const pty: Pty = openPty({ script: MAIN, args, cwd: folder.path, env: { HOME: folder.path, ...env } });
  const over = /KEYS.*q leave/;
  await pty.until(({ screen, output }) => over.test(screen.text()) || output.includes('Log: '));
  const screen = pty.screen.isAlternate ? pty.screen.text() : '';
  if (screen !== '') pty.type('q');
  expect(await pty.exited).toBe(0);
  return { output: pty.output, screen };
}

test('the title of the window is set, and left alone when a file says so', async () => {
  expect((await runWith('')).output).toContain(TITLE);
  expect((await runWith('ui: {title: false}')).output).not.toContain(TITLE);
});

test('a file can ask for whole sentences instead of the dashboard', async () => {
  const { output, screen } = await runWith('ui: {accessibility: {screen_reader: true}}');
  expect(screen).toBe('');
  expect(output).not.toContain(ENTERS);
  expect(output).toMatch(/Agent 1, .*, starts working\./);
});

test('a locale without UTF-8 gets frames and marks of ASCII', async () => {
  const { screen } = await runWith('', { LANG: 'en_US.ISO-8859-1' });
  expect(screen).toMatch(/^\+ .*\+$/m);
  expect(screen).toMatch(/^[\x20-\x7e\n]*$/);
});
