import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigError, buildConfig, loadConfig, run } from '../../../src/index.ts';
import type { CoordinationEvent } from '../../../src/index.ts';
import { scratch } from '../../helpers/run-massgen.ts';

const TEAM = buildConfig({ models: ['openai/gpt-5.2', 'claude/claude-sonnet-4-5'] });

test('a run can be iterated for its events and awaited for its result', async () => {
  using folder = scratch();
  const running = run({ query: 'Why?', config_dict: TEAM, rehearse: true, cwd: folder.path });
  const seen: CoordinationEvent[] = [];
  for await (const event of running) seen.push(event);
  const result = await running;
  expect(result).toMatchObject({ outcome: 'answered', exit_code: 0, config_used: 'config_dict', problems: [] });
  expect(['agent_a', 'agent_b']).toContain(result.selected_agent);
  expect(result.vote_results.winner).toBe(result.selected_agent);
  expect(readFileSync(result.final_answer_path ?? '', 'utf8').trim()).toBe(result.final_answer?.trim());
  expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_event, index) => index + 1));
  expect(seen.at(-1)?.event_type).toBe('run_ended');
  expect(result.session_id).toMatch(/^api_session_\d{8}_\d{6}/);
  const metadata = readFileSync(join(result.log_directory, 'turn_1', 'attempt_1', 'execution_metadata.yaml'), 'utf8');
  expect(metadata).toContain('mode: programmatic_api');
  expect(metadata).toContain('config_source: config_dict');
});

test('a run prints nothing of its own', async () => {
  using folder = scratch();
  const printed: string[] = [];
  const writes = [process.stdout, process.stderr].map((stream) => {
    const original = stream.write.bind(stream);
    stream.write = (text: string) => printed.push(text) > 0;
    return () => (stream.write = original);
  });
  try {
    await run({ query: 'Why?', config_dict: TEAM, rehearse: true, cwd: folder.path });
  } finally {
    for (const restore of writes) restore();
  }
  expect(printed).toEqual([]);
});

test('an output file that cannot be written takes no answer away', async () => {
  using folder = scratch();
  const options = { query: 'Why?', config_dict: TEAM, rehearse: true, cwd: folder.path };
  const result = await run({ ...options, output_file: folder.path });
  expect(result).toMatchObject({ outcome: 'answered', exit_code: 2 });
  expect(result.final_answer).toMatch(/rehearsal/);
  expect(result.problems).toEqual([expect.stringContaining('EISDIR')]);
});

test('an aborted run resolves as cancelled', async () => {
  using folder = scratch();
  const abort = new AbortController();
  const running = run({ query: 'Why?', config_dict: TEAM, rehearse: true, cwd: folder.path, signal: abort.signal });
  for await (const event of running) if (event.event_type === 'model_call_started') abort.abort();
  await expect(running).resolves.toMatchObject({ outcome: 'cancelled', exit_code: 4, selected_agent: null });
});

test('a configuration with a misspelt type is refused with everything that is wrong', async () => {
  const tree = { agents: [{ id: 'a', backend: { type: 'opnai', model: 'm' } }] };
  const running = run({ query: 'Why?', config_dict: tree, rehearse: true });
  await expect(running).rejects.toBeInstanceOf(ConfigError);
  await expect(running).rejects.toThrow(/opnai/);
});

test('a refused run tells whoever only iterates', async () => {
  const running = run({ query: 'Why?', config: 'no/such/file.yaml' });
  const iterate = async (): Promise<void> => {
    for await (const event of running) expect(event).toBeUndefined();
  };
  await expect(iterate()).rejects.toThrow(/no\/such\/file\.yaml/);
});

test('loadConfig finds shipped examples by their names', () => {
  const path = join(import.meta.dirname, '../../../configs/three_agents.yaml');
  expect(loadConfig('@examples/three_agents')).toEqual(loadConfig(path));
});

test('loadConfig gives the tree as written, and throws with the place of a mistake', () => {
  const tree = loadConfig(join(import.meta.dirname, '../../../configs/demo.yaml'));
  expect(tree).toMatchObject({ agents: [{ id: 'gpt' }, { id: 'claude' }, { id: 'gemini' }] });
  expect(() => loadConfig('nowhere.yaml')).toThrow(/nowhere\.yaml/);
});

test('buildConfig refuses what cannot be built', () => {
  expect(() => buildConfig({ num_agents: 11 })).toThrow(/1 to 10, not 11/);
});
