import { describe, expect, test } from 'vitest';
import { anonymousId } from '../../src/coordination/ids.ts';
import { WORKFLOW_TOOL_NAMES, type WorkflowToolName } from '../../src/coordination/vocabulary.ts';
import { duty, toolChoice } from '../../src/prompts/offers.ts';
import { workflowTools } from '../../src/prompts/workflow-tools.ts';

describe('the workflow tools of a call', () => {
  test('are those offered, in that order', () => {
    expect(workflowTools(['vote', 'new_answer'], []).map(({ name }) => name)).toEqual(['vote', 'new_answer']);
  });

  test('let a vote name exactly the agents whose answers were shown', () => {
    const [vote] = workflowTools(['vote'], [anonymousId(2), anonymousId(3)]);
    expect(vote?.parameters).toMatchObject({
      properties: { agent_id: { type: 'string', enum: ['agent2', 'agent3'] } },
      required: ['agent_id', 'reason'],
    });
  });

  test.each([
    ['new_answer', ['content'], ['content']],
    ['stop', ['summary', 'status'], ['summary']],
    ['submit', ['confirmed'], ['confirmed']],
    ['restart_orchestration', ['reason', 'instructions'], ['reason', 'instructions']],
  ] satisfies [WorkflowToolName, string[], string[]][])('%s takes what §1.5 says', (name, properties, required) => {
    const [tool] = workflowTools([name], []);
    expect(Object.keys(tool?.parameters['properties'] as object)).toEqual(properties);
    expect(tool?.parameters['required']).toEqual(required);
  });

  test('are described in a handful of words each', () => {
    for (const tool of workflowTools(WORKFLOW_TOOL_NAMES, [])) expect(tool.description.length).toBeLessThan(60);
  });
});

describe('naming what can be called', () => {
  test.each([
    [[], 'no tool'],
    [['vote'], 'vote'],
    [['new_answer', 'vote'], 'new_answer or vote'],
    [['new_answer', 'vote', 'stop'], 'new_answer, vote or stop'],
  ] satisfies [WorkflowToolName[], string][])('%j', (offered, words) => {
    expect(toolChoice(offered)).toBe(words);
  });

  test('the duty names every tool of the call, in whatever order they are offered', () => {
    expect(duty(['vote', 'new_answer'])).toBe(duty(['new_answer', 'vote']));
    expect(duty(['stop', 'vote'])).toBe('End with stop or vote.');
  });
});
