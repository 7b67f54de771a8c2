import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

/** Runs one agent with further lines in its file. */
async function runWith(folder: string, extra: string, ...args: readonly string[]) {
  await using server = await playScenario(scenarioOf(''), ['a']);
  const config = writeTeam(folder, server, { a: 'openai' }, extra);
  const ended = await runMassgen(['--config', config, ...args], { cwd: folder });
  const status = /^STATUS: (.+)$/m.exec(ended.stdout)?.[1] ?? '';
  const metadata = status === '' ? '' : readFileSync(join(dirname(status), 'execution_metadata.yaml'), 'utf8');
  return { ...ended, metadata, status };
}

test('the prompt of a file is the question when none is given', async () => {
  using folder = scratch();
  const run = await runWith(folder.path, 'prompt: "What is ${HOME}?"', '--automation');
  expect(run.code).toBe(0);
  expect(run.stdout).toContain(`QUESTION: What is ${folder.path}?`);
});

test('a question of the command line wins over the one of the file', async () => {
  using folder = scratch();
  const run = await runWith(folder.path, 'prompt: From the file?', '--automation', 'From the line?');
  expect(run.stdout).toContain('QUESTION: From the line?');
});

test('an empty prompt is none', async () => {
  using folder = scratch();
  const run = await runWith(folder.path, 'prompt: " "', '--automation');
  expect(run.code).not.toBe(0);
  expect(run.stderr).toContain('There is no question');
});

test('a file can ask for automation, and its logs are written then; the records keep what was given', async () => {
  using folder = scratch();
  const run = await runWith(folder.path, 'ui: {automation_mode: true, logging_enabled: false}', 'Why?');
  expect(run.code).toBe(0);
  expect(existsSync(join(dirname(run.status), 'agent_outputs', 'a.txt'))).toBe(true);
  expect(run.metadata).toMatch(/^ +automation: false$/m);
});
