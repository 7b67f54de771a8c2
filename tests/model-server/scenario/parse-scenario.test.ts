import { expect, test } from 'vitest';
import { parseScenario } from '../../../src/model-server/scenario/parse-scenario.ts';
import { problemLine } from '../../../src/model-server/scenario/cursor.ts';

const problemsOf = (text: string): readonly string[] => {
  const parsed = parseScenario(text);
  return parsed.ok ? [] : parsed.error.map((problem) => problemLine('s.yaml', problem));
};

const FULL = `
name: full
question: Why?
pace: { first_token_ms: 200, tokens_per_second: 100, slice_bytes: 7 }
models: [m1, m2]
agents:
  - agent: 1
    pace: { tokens_per_second: 50 }
    turns:
      - when: { stage: coordination, answers: 0, own_answer: false, step: { min: 1 }, tool_rounds: { max: 2 }, reminders: 1 }
        times: 2
        say:
          - think: Hm.
          - pause_ms: 250
          - a bare text
          - text: [one, two]
          - answer: The answer.
          - call: { name: look, arguments: { x: 1 } }
          - call: { name: broken, arguments: '{"x"' }
        usage: { input: 10, cache_read: 2, cache_write: 1, output: 5, reasoning: 3 }
        finish: max_tokens
      - when: { stage: evaluation, offers: [submit], protocol: google-generate, restarted: true, shows: [2] }
        say: [{ submit: true }]
      - say: just text
      - fault: { kind: status, status: 429, headers: { retry-after: 1 }, code: insufficient_quota }
      - fault: { kind: reset }
  - agent: agent_b
    turns:
      - say: [{ vote: { for: agent2, reason: Good. } }]
      - say: [{ vote: { for: other, reason: [A, B] } }]
      - say: [{ stop: { summary: Done. } }]
      - say: [{ restart: { reason: r, instructions: i } }]
  - agent: any
    turns: []
`;

test('every key of the format arrives in the scenario', () => {
  const parsed = parseScenario(FULL);
  if (!parsed.ok) throw new Error(problemsOf(FULL).join('\n'));
  const { value } = parsed;
  expect(value).toMatchObject({
    name: 'full',
    question: 'Why?',
    pace: { firstTokenMs: 200, tokensPerSecond: 100, sliceBytes: 7 },
    models: ['m1', 'm2'],
  });
  expect(value.roles.map((role) => role.agent)).toEqual([1, 'agent_b', 'any']);
  const [first, second] = value.roles;
  expect(first?.pace).toEqual({ tokensPerSecond: 50 });
  expect(first?.turns[0]).toEqual({
    when: {
      stage: 'coordination',
      answers: { min: 0, max: 0 },
      ownAnswer: false,
      step: { min: 1, max: 1_000_000_000 },
      toolRounds: { min: 0, max: 2 },
      reminders: { min: 1, max: 1 },
    },
    times: 2,
    pace: {},
    steps: [
      { kind: 'think', text: ['Hm.'] },
      { kind: 'pause', ms: 250 },
      { kind: 'text', text: ['a bare text'] },
      { kind: 'text', text: ['one', 'two'] },
      { kind: 'answer', text: ['The answer.'] },
      { kind: 'call', name: 'look', argumentsText: '{"x":1}' },
      { kind: 'call', name: 'broken', argumentsText: '{"x"' },
    ],
    usage: { input: 10, cacheRead: 2, cacheWrite: 1, output: 5, reasoning: 3 },
    finish: 'max_tokens',
    fault: undefined,
  });
  expect(first?.turns.slice(3).map((turn) => turn.fault)).toEqual([
    { kind: 'status', status: 429, headers: { 'retry-after': '1' }, message: null, code: 'insufficient_quota' },
    { kind: 'reset', after: undefined },
  ]);
  expect(second?.turns.map((turn) => turn.steps[0])).toEqual([
    { kind: 'vote', wish: 2, reason: ['Good.'] },
    { kind: 'vote', wish: 'other', reason: ['A', 'B'] },
    { kind: 'stop', summary: ['Done.'], status: 'complete' },
    { kind: 'restart', reason: 'r', instructions: 'i' },
  ]);
});

test('all mistakes are told at once, each with its line and the nearest known word', () => {
  const text = `naem: x
agents:
  - agent: 0
    turns:
      - wen: {}
        say: [{ txt: a }, { text: b, think: c }, { vote: { for: nobody, reason: r } }, { vote: { for: 1 } }]
      - when: { stage: voting, answers: { min: 3, max: 1 }, step: -1 }
        fault: { kind: reste }
      - times: 0
      - fault: { kind: status, status: 200, headers: { "bad name": x } }
        pace: fast
  - turns: {}
`;
  expect(problemsOf(text)).toEqual([
    's.yaml:1:7  unknown_key  naem — did you mean "name"? known here: name, question, pace, models, agents',
    's.yaml:3:12  wrong_value  agents[0].agent — expected a number from 1, an id, or any',
    's.yaml:5:14  unknown_key  agents[0].turns[0].wen — did you mean "when"? known here: when, times, pace, say, usage, finish, fault',
    's.yaml:6:22  unknown_key  agents[0].turns[0].say[0].txt — did you mean "text"? known here: think, text, answer, pause_ms, submit, vote, restart, stop, call',
    's.yaml:6:15  wrong_value  agents[0].turns[0].say[0] — a step has exactly one key',
    's.yaml:6:27  wrong_value  agents[0].turns[0].say[1] — a step has exactly one key',
    's.yaml:6:65  wrong_value  agents[0].turns[0].say[2].vote.for — expected one of first, last, own, other, spread',
    's.yaml:6:96  missing_key  agents[0].turns[0].say[3].vote — reason is missing',
    's.yaml:7:24  wrong_value  agents[0].turns[1].when.stage — expected one of coordination, evaluation, presentation',
    's.yaml:7:41  wrong_value  agents[0].turns[1].when.answers — min is above max',
    's.yaml:7:67  wrong_value  agents[0].turns[1].when.step — expected a whole number from 0 to 1000000000',
    's.yaml:8:24  wrong_value  agents[0].turns[1].fault.kind — did you mean "reset"? expected one of status, html, error_event, end, malformed, reset, stall, long_line',
    's.yaml:9:9  missing_key  agents[0].turns[2] — a turn needs something to say, or a fault',
    's.yaml:11:15  wrong_type  agents[0].turns[3].pace — expected first_token_ms, tokens_per_second, slice_bytes',
    's.yaml:10:40  wrong_value  agents[0].turns[3].fault.status — expected a whole number from 400 to 599',
    's.yaml:10:68  wrong_value  agents[0].turns[3].fault.headers.bad name — expected a header name with a one-line text or a number',
    's.yaml:12:5  missing_key  agents[1] — agent is missing',
    's.yaml:12:12  wrong_type  agents[1].turns — expected a list',
  ]);
});

test.each([
  ['broken YAML', 'agents: [', 'syntax'],
  ['a duplicate key', 'agents: []\nagents: []', 'syntax'],
  ['a tab for indentation', 'agents:\n\t- agent: 1', 'syntax'],
  ['a list instead of a scenario', '[]', 'wrong_type'],
  ['nothing at all', '', 'wrong_type'],
  ['no agents', 'name: x', 'missing_key'],
  [
    'a header with a line break',
    'agents: [{agent: 1, turns: [{fault: {kind: status, headers: {a: "b\\nc"}}}]}]',
    'wrong_value',
  ],
])('%s is a problem, not an exception', (_what, text, code) => {
  const parsed = parseScenario(text);
  expect(parsed.ok ? [] : parsed.error.map((problem) => problem.code)).toContain(code);
});

test('anchors that would explode are refused', () => {
  const rows = Array.from({ length: 9 }, (_, index) => {
    const reference = `*a${index}`;
    return `a${index + 1}: &a${index + 1} [${Array.from({ length: 9 }, () => reference).join(',')}]`;
  });
  const [problem] = problemsOf(`a0: &a0 [x]\n${rows.join('\n')}\n`);
  expect(problem).toContain('Excessive alias count');
});
