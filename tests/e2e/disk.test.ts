import { openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch, startMassgen } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

test('a place where no log can be made is told before any model is asked', async () => {
  using folder = scratch();
  await using server = await playScenario(scenarioOf(''), ['a']);
  const config = writeTeam(folder.path, server, { a: 'openai' });
  writeFileSync(join(folder.path, '.massgen'), 'a file where the folder belongs');
  const { code, stdout, stderr } = await runMassgen(['--automation', '--config', config, 'Why?'], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 2, stdout: 'EXIT: 2 error\n' });
  expect(stderr).toMatch(/\.massgen/);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(server.requests.entries).toEqual([]);
});

test('a log folder that is removed during the run ends it with its cause, and accepted answers are kept', async () => {
  using folder = scratch();
  await using server = await playScenario(
    `name: slow\npace: { first_token_ms: 50, tokens_per_second: 40 }\n${scenarioOf('').replace('name: test\n', '')}`,
    ['a', 'b'],
  );
  const config = writeTeam(folder.path, server, { a: 'openai', b: 'claude' });
  const run = startMassgen(['--stream-events', '--config', config, 'Why?'], { cwd: folder.path });
  await run.until(/"answer_submitted"/);
  rmSync(join(folder.path, '.massgen/massgen_logs'), { recursive: true, force: true });
  const { code, stderr } = await run.ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(/^EXIT: 2 error$/m);
  expect(stderr).toMatch(/log/);
  const [kept = ''] = readdirSync(folder.path).filter((name) => name.startsWith('massgen_answers_'));
  expect(stderr).toContain(kept);
  expect(readFileSync(join(folder.path, kept), 'utf8')).toMatch(/^# agent\d\.1\n\n\S/);
});

test('a full standard output is told, and the exit code says so', () => {
  const descriptor = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [MAIN, '--list-backends'], {
    stdio: ['ignore', descriptor, 'pipe'],
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toMatch(/standard output cannot be written \(ENOSPC\)/);
});
