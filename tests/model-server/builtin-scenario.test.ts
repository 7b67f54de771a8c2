import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { BUILTIN_SCENARIOS, loadBuiltinScenario } from '../../src/model-server/builtin-scenario.ts';
import type { Scenario } from '../../src/model-server/scenario/scenario.ts';
import { serve } from './clients.ts';
import { miniatureRun } from './miniature-run.ts';
import { createVirtualTime } from './virtual-time.ts';

async function play(scenario: Scenario, agentIds: readonly string[]): ReturnType<typeof miniatureRun> {
  const time = createVirtualTime();
  await using server = await serve(scenario, agentIds, { clock: time.clock });
  return await miniatureRun(server, agentIds, scenario.question ?? 'How tall is a tree?', time);
}

test.each(BUILTIN_SCENARIOS)('the scenario %s is free of mistakes', async (name) => {
  const scenario = await loadBuiltinScenario(name);
  expect(scenario.name).toBe(name);
  expect(scenario.roles.length).toBeGreaterThan(0);
});

describe('the demo', () => {
  const config = parse(readFileSync('configs/demo.yaml', 'utf8')) as {
    agents: { id: string; backend: { type: string; model: string } }[];
  };
  const agentIds = config.agents.map((agent) => agent.id);

  test('has three agents on three protocols, and a question', async () => {
    expect(config.agents.map((agent) => agent.backend.type)).toEqual(['openai', 'claude', 'gemini']);
    const { question, models } = await loadBuiltinScenario('demo');
    expect(question).toMatch(/\?$/);
    expect(models).toEqual(config.agents.map((agent) => agent.backend.model));
  });

  test('shows answers at different speeds, an update, a reset of votes, a vote and a presentation in 20 s', async () => {
    const { happenings, final } = await play(await loadBuiltinScenario('demo'), agentIds);
    expect(happenings.map((happening) => happening.what)).toEqual([
      '2 answers',
      '1 answers',
      '2 gets an update',
      '1 votes 2',
      '2 votes 1',
      '3 answers, 2 votes reset',
      '2 votes 3',
      '1 votes 3',
      '3 votes 2',
      '3 presents',
      'end',
    ]);
    const seconds = (happenings.at(-1)?.atMs ?? 0) / 1000;
    expect(seconds).toBeGreaterThan(16);
    expect(seconds).toBeLessThan(21);
    expect(final).toContain('set -Eeuo pipefail');
  });

  test.each([0, 1, 2])('ends well too when agent %s (from 0) is four times as slow as planned', async (slow) => {
    const scenario = await loadBuiltinScenario('demo');
    const roles = scenario.roles.map((role, index) =>
      index === slow ? { ...role, pace: { firstTokenMs: 4000, tokensPerSecond: 9 } } : role,
    );
    const { happenings, final } = await play({ ...scenario, roles }, agentIds);
    const what = happenings.map((happening) => happening.what);
    expect(what.filter((happening) => happening.includes('answers'))).toHaveLength(3);
    expect(what.slice(-2)).toEqual([expect.stringMatching(/presents$/), 'end']);
    expect(final).toContain('set -Eeuo pipefail');
  });
});

test.each([1, 2, 5, 40])('a rehearsal of %s agents lets all answer, vote and one present', async (count) => {
  const agentIds = Array.from({ length: count }, (_, index) => `agent_${index + 1}`);
  const { happenings, final } = await play(await loadBuiltinScenario('rehearsal'), agentIds);
  const what = happenings.map((happening) => happening.what);
  expect(what.filter((happening) => happening.includes('answers'))).toHaveLength(count);
  expect(happenings.at(-1)?.atMs).toBeLessThan(5000);
  expect(final).toContain('no model was asked');
});
