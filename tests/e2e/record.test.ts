import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readCast } from '../../src/recorder/encode/read-cast.ts';
import type { Cast } from '../../src/recorder/play/recording.ts';
import { openPty } from '../helpers/pty.ts';
import type { Pty } from '../helpers/pty.ts';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const SESSIONS = resolve(import.meta.dirname, '../../recordings/sessions');
const DEMO = join(SESSIONS, 'demo');

const shows =
  (pattern: RegExp) =>
  ({ screen }: Pty): boolean =>
    pattern.test(screen.text());

const open = (cwd: string, args: readonly string[]): Pty =>
  openPty({ script: MAIN, args, cwd, env: { HOME: cwd }, cols: 100, rows: 30 });

function castIn(folder: string, name = 'run.cast'): Cast {
  const read = readCast(readFileSync(join(folder, name), 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.cast;
}

const outputOf = ({ events }: Cast): string =>
  events.flatMap((event) => (event.type === 'output' ? [event.data] : [])).join('');
const marksOf = ({ events }: Cast): string[] =>
  events.flatMap((event) => (event.type === 'marker' ? [event.label] : []));

test('a dashboard’s recording holds every byte the terminal got, from the first to the last', async () => {
  using folder = scratch();
  const pty = open(folder.path, ['--replay', DEMO, '--replay-speed', '8', '--record', 'run.cast']);
  await pty.until(shows(/FINAL ANSWER[\s\S]*complete/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
  const cast = castIn(folder.path);
  expect(outputOf(cast)).toBe(pty.output);
  expect([cast.header.columns, cast.header.rows]).toEqual([100, 30]);
  expect(cast.events.at(-1)).toMatchObject({ type: 'exit', code: 0 });
  expect(cast.events.some((event) => event.type === 'input')).toBe(false); // what is typed is the person's
  expect(marksOf(cast)).toEqual(
    expect.arrayContaining(['answer 1.1', 'vote for 3.1', 'phase presenting', 'final answer']),
  );
});

test('a run of its own on the dashboard is recorded byte for byte, with its moments', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'openai', bob: 'claude' });
  const pty = open(folder.path, ['--config', config, '--record', 'run.cast', 'Why is the sky blue?']);
  await pty.until(shows(/KEYS.*q leave/));
  pty.type('q');
  expect(await pty.exited).toBe(0);
  const cast = castIn(folder.path);
  expect(outputOf(cast)).toBe(pty.output);
  expect(marksOf(cast)).toContain('final answer');
});

test('a new size is in the recording before the frames that have it', async () => {
  using folder = scratch();
  const pty = open(folder.path, ['--replay', DEMO, '--record', 'run.cast']);
  await pty.until(shows(/KEYS.*q leave/));
  pty.resize(70, 20);
  // Small screens begin with the steps of the run.
  await pty.until(({ screen }) => /Answer/.test(screen.rows()[0] ?? '') && !/MassGen/.test(screen.text()));
  pty.type('q');
  await pty.exited;
  const { events } = castIn(folder.path);
  const resized = events.findIndex((event) => event.type === 'resize' && event.columns === 70 && event.rows === 20);
  expect(resized).toBeGreaterThan(0);
  expect(events.slice(resized).some((event) => event.type === 'output' && event.data.includes('\u001b[20H'))).toBe(
    true,
  );
});

test('a killed run leaves all it showed', async () => {
  using folder = scratch();
  const pty = open(folder.path, ['--replay', DEMO, '--record', 'run.cast']);
  await pty.until(shows(/One line first/));
  const shown = pty.output;
  pty.kill('SIGKILL');
  await pty.exited;
  const recorded = outputOf(castIn(folder.path));
  expect(recorded.startsWith(shown)).toBe(true);
});

test('a signal is recorded with the screen it gave back and its exit code', async () => {
  using folder = scratch();
  const pty = open(folder.path, ['--replay', DEMO, '--record', 'run.cast']);
  await pty.until(shows(/One line first/));
  pty.kill('SIGTERM');
  expect(await pty.exited).toBe(143);
  const cast = castIn(folder.path);
  expect(outputOf(cast)).toContain('\u001b[?1049l');
  expect(cast.events.at(-1)).toMatchObject({ type: 'exit', code: 143 });
});

test('a run of its own is recorded as plain text, line for line', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann', 'bob']);
  const config = writeTeam(folder.path, server, { ann: 'openai', bob: 'claude' });
  const args = ['--config', config, '--plain', '--record', 'run.cast', 'Why is the sky blue?'];
  const { code, stdout } = await runMassgen(args, { cwd: folder.path });
  expect(code).toBe(0);
  const cast = castIn(folder.path);
  expect(outputOf(cast).replaceAll('\r\n', '\n')).toBe(stdout);
  expect(marksOf(cast)).toContain('final answer');
  expect(readFileSync(join(folder.path, 'run.cast'), 'utf8')).not.toContain('sk-test-0123456789abcdef');
});

test('the contract lines of automation are recorded and unchanged', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['ann']);
  const config = writeTeam(folder.path, server, { ann: 'gemini' });
  const args = ['--config', config, '--automation', '--record', 'run.cast', 'Why?'];
  const { stdout } = await runMassgen(args, { cwd: folder.path });
  expect(stdout).toMatch(/^LOG_DIR: /m);
  expect(outputOf(castIn(folder.path)).replaceAll('\r\n', '\n')).toBe(stdout);
});

test.each([
  ['a folder that is not there', join('none', 'run.cast'), /its folder is not there/],
  ['a file that is there already', 'taken.cast', /it is there already/],
  ['a folder', '.', /it is there already|it is a folder/],
])('%s is told before anything starts, with code 1', async (_what, path, told) => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'taken.cast'), 'mine');
  const { code, stdout, stderr } = await runMassgen(['--demo', '--record', path], { cwd: folder.path });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(told);
  expect(readFileSync(join(folder.path, 'taken.cast'), 'utf8')).toBe('mine');
  expect(existsSync(join(folder.path, '.massgen'))).toBe(false);
});
