import { expect, test } from 'vitest';
import { applyOverrides } from '../../../src/cli/start/overrides.ts';
import type { OptionValues } from '../../../src/cli/options.ts';
import { parseTree } from '../../../src/config/load.ts';

const agent = (id: string) => ({ id, backend: { type: 'openai', model: 'm' } });

const overridden = (values: OptionValues, ...ids: readonly string[]) => {
  const { config } = parseTree({ agents: ids.map(agent) }, { file: 'test', env: {} });
  if (config === undefined) throw new Error('the test tree is no configuration');
  return applyOverrides(config, values);
};

const kept = (id: string) => {
  const result = overridden({ 'single-agent': id }, 'a', 'b');
  return result.ok ? result.value.agents.map((each) => each.id) : result.error;
};

test('--single-agent keeps the named agent, and without a name the first', () => {
  expect(kept('b')).toEqual(['b']);
  expect(kept('')).toEqual(['a']);
  expect(kept('c')).toMatch(/no agent is called "c"; there are a, b/);
});

test('--quick lets several agents vote once and one combine their answers', () => {
  expect(overridden({ quick: true }, 'a', 'b')).toMatchObject({
    value: {
      orchestrator: {
        max_new_answers_per_agent: 1,
        skip_final_presentation: true,
        disable_injection: true,
        defer_voting_until_all_answered: true,
        final_answer_strategy: 'synthesize',
      },
    },
  });
});

test('--quick asks one agent for one answer and nothing else', () => {
  const result = overridden({ quick: true }, 'a');
  expect(result).toMatchObject({ value: { orchestrator: { skip_voting: true, skip_final_presentation: true } } });
  expect(result).not.toMatchObject({ value: { orchestrator: { final_answer_strategy: 'synthesize' } } });
});
