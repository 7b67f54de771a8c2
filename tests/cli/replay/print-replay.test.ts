import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createCollector, silentIo } from '../../../src/cli/api/silent-io.ts';
import { runReplay } from '../../../src/cli/replay/run-replay.ts';
import { EVENT_LOG_NAME } from '../../../src/store/files/file-names.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { scratch } from '../../helpers/run-massgen.ts';

const SESSIONS = resolve(import.meta.dirname, '../../../recordings/sessions');
const FIRST = join('turn_1', 'attempt_1');

interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Everything a replay says, standing in `cwd`. */
async function print(folder: string, cwd: string): Promise<Printed> {
  const [out, err] = [createCollector(), createCollector()];
  let text = '';
  const both = {
    ...out,
    line: (line: string) => void (text += `${line}\n`),
    stream: (more: string) => void (text += more),
  };
  const io = { ...silentIo(cwd, cwd, err), out: both, clock: createFakeClock() };
  const code = await runReplay(folder, { plain: true }, io);
  return { code, out: text, err: err.lines.join('\n') };
}

test.each(['demo', 'wide', 'five'])('the run "%s" is printed as it was compared before', async (name) => {
  const { code, out, err } = await print(name, SESSIONS);
  expect(code).toBe(0);
  await expect(`${out}---\n${err}\n`).toMatchFileSnapshot(`../../golden/replay/${name}.plain.txt`);
});

test('what is printed does not depend on where the folder lies or who looks', async () => {
  using elsewhere = scratch();
  cpSync(join(SESSIONS, 'demo'), join(elsewhere.path, 'demo'), { recursive: true });
  const here = await print('demo', SESSIONS);
  const there = await print('demo', elsewhere.path);
  expect(there).toEqual(here);
  expect(here.out).toMatch(/\nLog: demo\n$/);
});

test('the answer’s file is named when it is there, as the folder was given', async () => {
  using folder = scratch();
  cpSync(join(SESSIONS, 'demo'), join(folder.path, 'demo'), { recursive: true });
  const answer = join(FIRST, 'final', 'gemini', 'answer.txt');
  cpSync(join(SESSIONS, 'README.md'), join(folder.path, 'demo', answer));
  expect((await print('demo', folder.path)).out).toContain(`\nAnswer: ${join('demo', answer)}\n`);
});

/** The demo's log with its text changed. */
async function printChanged(change: (text: string) => string): Promise<Printed> {
  using folder = scratch();
  cpSync(join(SESSIONS, 'demo'), join(folder.path, 'run'), { recursive: true });
  const path = join(folder.path, 'run', FIRST, EVENT_LOG_NAME);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  return await print('run', folder.path);
}

test('of a damaged log all that is sound is printed, the line is named, and the exit code says so', async () => {
  const { code, out, err } = await printChanged((text) => {
    const lines = text.split('\n');
    return [...lines.slice(0, 300), 'garbage', ...lines.slice(301)].join('\n');
  });
  expect(out).toContain('gave answer 2.1.');
  expect(err).toContain(`⚠️ ${join('run', FIRST, EVENT_LOG_NAME)}:301 is not readable; what stands before it is shown`);
  expect(code).toBe(4); // broken off, which outweighs damaged
});

test('damage behind the end of the run makes its code at least 2', async () => {
  const { code, out, err } = await printChanged((text) => `${text}{"seq":450,"torn`);
  expect(out).toContain('Final answer (Agent 3');
  expect(err).toMatch(/is torn: the program ended while it wrote it/);
  expect(code).toBe(2);
});

test('a log that ends before its run is told as interrupted', async () => {
  const { code, err } = await printChanged((text) => `${text.split('\n').slice(0, 200).join('\n')}\n`);
  expect(err).toContain('events.jsonl ends before its run did: the run was interrupted');
  expect(code).toBe(4);
});

test('a text where a number belongs does not reach the terminal as a command', async () => {
  const { out, err } = await printChanged((text) =>
    text.replace(/"output":[0-9]+/g, '"output":"\\u001b]0;forged\\u0007\\u001b[2J"'),
  );
  expect(out).toContain('Tokens: ');
  // oxlint-disable-next-line no-control-regex -- that is what must not be there
  expect(`${out}${err}`).not.toMatch(/\x1b[^[]|\x1b\[[0-9;]*[^0-9;m]|\x07/);
});

test('the code of the run itself is given', async () => {
  const { code } = await printChanged((text) =>
    text.replaceAll('"outcome":"answered","exit_code":0', '"outcome":"timeout","exit_code":3'),
  );
  expect(code).toBe(3);
});

test('a folder without a log is refused with code 1 and one sentence', async () => {
  using folder = scratch();
  expect(await print('nowhere', folder.path)).toEqual({ code: 1, out: '', err: '❌ nowhere: there is no such folder' });
  cpSync(join(SESSIONS, 'demo'), join(folder.path, 'run'), { recursive: true });
  rmSync(join(folder.path, 'run', FIRST, EVENT_LOG_NAME));
  const { code, err } = await print('run', folder.path);
  expect([code, err]).toEqual([1, '❌ run: there is no events.jsonl in it, nor in turn_N/attempt_N']);
});

test('of a run killed in a further attempt the way to the attempt before is told', async () => {
  using folder = scratch();
  cpSync(join(SESSIONS, 'demo'), join(folder.path, 'run'), { recursive: true });
  const [first, second] = ['attempt_1', 'attempt_2'].map((name) => join(folder.path, 'run', 'turn_1', name));
  cpSync(first ?? '', second ?? '', { recursive: true });
  const path = join(second ?? '', EVENT_LOG_NAME);
  writeFileSync(path, `${readFileSync(path, 'utf8').split('\n').slice(0, 200).join('\n')}\n`);
  const { err } = await print('run', folder.path);
  expect(err).toContain(`massgen --replay ${join('run', 'turn_1', 'attempt_1')} shows the attempt before it`);
});
