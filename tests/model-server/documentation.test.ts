import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseScenario } from '../../src/model-server/scenario/parse-scenario.ts';

const page = readFileSync('docs/model-server.md', 'utf8');

test('the example in the documentation is a scenario', () => {
  const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const parsed = parseScenario(example);
  expect(parsed.ok ? parsed.value.roles.map((role) => role.agent) : parsed.error).toEqual([1, 'any']);
});

test.each([
  ['a turn', 'agents: [{ agent: 1, turns: [{ x: 1 }] }]'],
  ['a condition', 'agents: [{ agent: 1, turns: [{ say: a, when: { x: 1 } }] }]'],
  ['a step', 'agents: [{ agent: 1, turns: [{ say: [{ x: 1 }] }] }]'],
  ['a pace', 'pace: { x: 1 }\nagents: []'],
  ['usage', 'agents: [{ agent: 1, turns: [{ say: a, usage: { x: 1 } }] }]'],
  ['the kinds of faults', 'agents: [{ agent: 1, turns: [{ fault: { kind: x } }] }]'],
])('every word that %s knows is on the page', (_what, text) => {
  const parsed = parseScenario(text);
  const message = parsed.ok ? '' : (parsed.error[0]?.message ?? '');
  const [, list = ''] = /(?:known here|expected one of):? (.*)$/.exec(message) ?? [];
  const words = list.split(', ');
  expect(words.length).toBeGreaterThan(2);
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(page))).toEqual([]);
});
