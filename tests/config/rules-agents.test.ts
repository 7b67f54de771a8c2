import { describe, expect, test } from 'vitest';
import { checkRows } from './check-rows.ts';
import { agentWith, parse, short } from './parse.ts';

const placesOf = (text: string): readonly string[] =>
  parse(text).diagnostics.map(({ path, line, column }) => `${path} ${line}:${column}`);

describe('the file as a whole', () => {
  checkRows([
    ['an empty file', '', ['error CFG_ROOT root']],
    ['a list at the root', '- a\n', ['error CFG_ROOT root']],
    ['a text at the root', 'hello', ['error CFG_ROOT root']],
    ['neither agents nor agent', 'ui: {}\n', ['error CFG_AGENTS_MISSING root']],
    [
      'both agents and agent',
      `${agentWith()}agent: {id: b, backend: {type: openai}}\n`,
      ['error CFG_AGENTS_TWICE root'],
    ],
    ['agents that are a map', 'agents: {id: a}\n', ['error CFG_WRONG_TYPE agents']],
    ['agents that are empty', 'agents:\n', ['error CFG_WRONG_TYPE agents']],
    ['an agent that is a list', 'agent: []\n', ['error CFG_WRONG_TYPE agent']],
  ]);

  test.each([
    'models',
    'model_configs',
    'num_agents',
    'max_rounds',
    'consensus_threshold',
    'voting_enabled',
    'enable_voting',
  ])('the first format\'s "%s" stops everything else', (key) => {
    const parsed = parse(`${key}: 1\nagents: nonsense\nui: []\n`);
    expect(short(parsed.diagnostics)).toEqual(['error CFG_VERSION_1 root']);
    expect(parsed.diagnostics[0]?.message).toContain(key);
  });

  test('what is wrong with the file as a whole is shown where it stands', () => {
    expect(placesOf('ui: {}\nnum_agents: 3\nmodels: [x]\n')).toEqual(['root 3:1']);
    expect(placesOf('agents: []\nui: {}\nagent: {}\n')).toEqual(['root 3:1']);
  });

  test('a file of another kind is refused by its name', () => {
    expect(short(parse('a: 1', {}, 'team.toml').diagnostics)).toEqual(['error CFG_FILE_SUFFIX file']);
  });

  test('an empty list of agents is valid; only a start fails', () => {
    expect(parse('agents: []\n').config?.agents).toEqual([]);
  });
});

describe('agents', () => {
  checkRows([
    ['an agent that is a text', 'agents: [x]\n', ['error CFG_WRONG_TYPE agents[0]']],
    ['no id', 'agents: [{backend: {type: openai}}]\n', ['error CFG_MISSING_KEY agents[0]']],
    ['no backend', 'agents: [{id: a}]\n', ['error CFG_MISSING_KEY agents[0]']],
    ['an id that is empty', 'agents: [{id: , backend: {type: openai}}]\n', ['error CFG_WRONG_TYPE agents[0].id']],
    ['a backend that is empty', 'agents: [{id: a, backend: }]\n', ['error CFG_WRONG_TYPE agents[0].backend']],
    ['an id that is a number', 'agents: [{id: 1, backend: {type: openai}}]\n', ['error CFG_WRONG_TYPE agents[0].id']],
    [
      'an id twice',
      'agents: [{id: a, backend: {type: openai}}, {id: a, backend: {type: openai}}]\n',
      ['error CFG_DUPLICATE_ID agents[1].id'],
    ],
    [
      'an id with a control character',
      'agents: [{id: "a\\e[31m", backend: {type: openai}}]\n',
      ['error CFG_ID agents[0].id'],
    ],
    [
      'a system message that is a list',
      'agents: [{id: a, system_message: [], backend: {type: openai}}]\n',
      ['error CFG_WRONG_TYPE agents[0].system_message'],
    ],
    ['a backend that is a text', 'agents: [{id: a, backend: openai}]\n', ['error CFG_WRONG_TYPE agents[0].backend']],
    [
      'the singular form has its own path',
      'agent: {id: 1, backend: {type: nope}}\n',
      ['error CFG_WRONG_TYPE agent.id', 'error CFG_BACKEND_TYPE_UNKNOWN agent.backend.type'],
    ],
    [
      'a wrong per-agent sensitivity only warns',
      'agents: [{id: a, voting_sensitivity: never, backend: {type: openai}}]\n',
      ['warning CFG_VALUE_NOT_ALLOWED agents[0].voting_sensitivity'],
    ],
    [
      'two main agents only warn',
      'agents: [{id: a, main_agent: true, backend: {type: openai}}, {id: b, main_agent: true, backend: {type: openai}}]\n',
      ['warning CFG_MAIN_AGENT agents[1].main_agent'],
    ],
  ]);
});
