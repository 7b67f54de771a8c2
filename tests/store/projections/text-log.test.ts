import { expect, test } from 'vitest';
import { modelCallId } from '../../../src/coordination/ids.ts';
import { opening, sampleRun } from '../sample-run.ts';
import { agentId, draft, watchedAttempt } from '../support.ts';

const NAMES = ['agent_a', 'agent_b'];
const words = draft('text', 'agent_a', 0, {
  call_id: modelCallId(agentId('agent_a'), 1),
  channel: 'content',
  text: 'two\nlines \u001b[31m',
});

test('massgen.log has a line for every fact, and none for streamed text', () => {
  const run = watchedAttempt(NAMES);
  run.add(...opening(NAMES), words);
  run.finish();
  const lines = run.read('massgen.log').trimEnd().split('\n');
  expect(lines).toHaveLength(opening(NAMES).length);
  for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d \| (?:INFO|WARNING|ERROR) {1,4} \| \S/);
  expect(run.paths()).not.toContain('massgen_debug.log');
});

test('with debug, massgen_debug.log stands in its place and has every event, each on one line', () => {
  const run = watchedAttempt(NAMES, 'debug');
  run.add(...opening(NAMES), words);
  run.finish();
  expect(run.paths()).not.toContain('massgen.log');
  const lines = run.read('massgen_debug.log').trimEnd().split('\n');
  expect(lines).toHaveLength(opening(NAMES).length + 1);
  for (const line of lines) {
    expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} \| (?:DEBUG|INFO) {1,4} \| massgen:[a-z_]+:\d+ - /);
  }
  expect(lines.at(-1)).toMatch(/\| DEBUG {4}\| massgen:text:\d+ - \[agent_a\] .*text=two lines \[31m$/);
});

test('sparse logs leave out what the agents said, and nothing a tool reads', () => {
  const usual = watchedAttempt(NAMES);
  const sparse = watchedAttempt(NAMES, 'sparse');
  for (const run of [usual, sparse]) {
    run.add(...sampleRun(NAMES));
    run.finish();
  }
  const missing = usual.paths().filter((path) => !sparse.paths().includes(path));
  expect(missing).toEqual(['agent_outputs/agent_a.txt', 'agent_outputs/agent_b.txt', 'streaming_debug.log']);
});
