import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';
import { playScenario, scenarioOf, writeTeam } from '../helpers/team.ts';

/** Runs two agents in automation; gives the folder of the attempt too. */
async function attemptWith(folder: string, ...options: readonly string[]) {
  await using server = await playScenario(scenarioOf(''), ['a', 'b']);
  const config = writeTeam(folder, server, { a: 'openai', b: 'claude' });
  const ended = await runMassgen(['--automation', ...options, '--config', config, 'Why?'], { cwd: folder });
  expect(ended.code).toBe(0);
  const status = /^STATUS: (.+)$/m.exec(ended.stdout)?.[1] ?? '';
  return { ...ended, has: (name: string) => existsSync(join(dirname(status), name)), dir: dirname(status) };
}

test('--debug tells every event on stderr and in massgen_debug.log, which replaces massgen.log', async () => {
  using folder = scratch();
  const run = await attemptWith(folder.path, '--debug');
  expect(run.stderr).toMatch(/^\d\d:\d\d:\d\d\.\d{3} \| INFO {5}\| massgen:vote:\d+ - \[[ab]\] /m);
  expect(run.stdout).not.toContain('massgen:');
  for (const name of ['massgen.log', 'streaming_debug.log']) expect(run.has(name)).toBe(false);
  const log = readFileSync(join(run.dir, 'massgen_debug.log'), 'utf8');
  expect(log).toMatch(/\| DEBUG {4}\| massgen:text:\d+ - \[[ab]\] /);
  expect(log + run.stderr).not.toContain('sk-test');
});

test('a run is entered in the registry of the home folder, and with --no-session-registry it is not', async () => {
  using folder = scratch();
  const registry = join(folder.path, '.massgen', 'sessions.json');
  await attemptWith(folder.path, '--no-session-registry');
  expect(existsSync(registry)).toBe(false);
  await attemptWith(folder.path);
  const { sessions } = JSON.parse(readFileSync(registry, 'utf8')) as { sessions: readonly object[] };
  expect(sessions).toMatchObject([{ status: 'completed', config_path: join(folder.path, 'team.yaml') }]);
});

test('--no-logs leaves out the transcripts of the agents, the debug log and nothing else', async () => {
  using folder = scratch();
  const run = await attemptWith(folder.path, '--no-logs');
  for (const name of ['agent_outputs/a.txt', 'streaming_debug.log']) expect(run.has(name)).toBe(false);
  for (const name of ['events.jsonl', 'massgen.log', 'agent_outputs/system_status.txt', 'coordination_table.txt']) {
    expect({ name, there: run.has(name) }).toEqual({ name, there: true });
  }
});

const of = (place: string, names: readonly string[]): string[] => names.map((name) => join(place, name));

test('the folder of a run holds what MassGen leaves there, and nothing half written', async () => {
  using folder = scratch();
  const { dir } = await attemptWith(folder.path);
  const files = readdirSync(dirname(dir), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dirname(dir).length + 1))
    .map((path) => path.replace(/\d{8}_\d{6}_\d{6}/, '<moment>'));
  const winner = readdirSync(join(dir, 'final'))[0] ?? '';
  const answer = ['answer.txt', 'context.txt', 'execution_trace.md'];
  const outputs = ['a.txt', 'b.txt', 'system_status.txt', `final_presentation_${winner}.txt`];
  const expected = [
    'execution_metadata.yaml',
    ...of(join('final', winner), answer),
    ...of('attempt_1', [
      'events.jsonl',
      'status.json',
      'massgen.log',
      'streaming_debug.log',
      'execution_metadata.yaml',
    ]),
    ...of('attempt_1', ['coordination_events.json', 'coordination_table.txt', 'snapshot_mappings.json']),
    ...of('attempt_1', ['metrics_summary.json', 'metrics_events.json']),
    ...of('attempt_1/agent_outputs', [...outputs, `final_presentation_${winner}_latest.txt`]),
    ...of(join('attempt_1/final', winner), answer),
    ...['a', 'b'].flatMap((id) => of(`attempt_1/${id}/<moment>`, [...answer, 'vote.json'])),
  ];
  expect([...new Set(files)].toSorted()).toEqual(expected.toSorted());
});
