import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../src/model-server/scenario/facts.ts';
import { ANY_AGENT } from '../../../src/model-server/scenario/scenario.ts';
import type { Role, Step, Turn, When } from '../../../src/model-server/scenario/scenario.ts';
import { selectTurn } from '../../../src/model-server/scenario/select-turn.ts';
import { answer, call, scenarioOf, text, turnOf } from '../scenarios.ts';

const caller = { id: 'agent_b', number: 2, family: 'openai-chat' } as const;
const facts: Facts = {
  stage: 'coordination',
  offers: new Set(['new_answer', 'vote', 'look']),
  voteTargets: ['agent1', 'agent3'],
  shown: new Set([1, 3]),
  step: 1,
  toolRounds: 1,
  reminders: 0,
  restarted: false,
  question: 'Why?',
};
const never = (): number => 0;
const named = (turns: readonly Turn[], seen: Facts = facts, used: (turn: Turn) => number = never): string | undefined =>
  selectTurn(scenarioOf(...turns), caller, seen, used)?.name;

describe('a turn is played when', () => {
  test.each<[string, When]>([
    ['it has no condition', {}],
    ['the stage is right', { stage: 'coordination' }],
    ['the number of answers is right', { answers: { min: 2, max: 2 } }],
    ['its own answer is missing as asked', { ownAnswer: false }],
    ['the named answers are shown', { shows: [3, 1] }],
    ['the step is in the range', { step: { min: 1, max: 5 } }],
    ['the tool rounds are in the range', { toolRounds: { min: 0, max: 1 } }],
    ['the reminders are in the range', { reminders: { min: 0, max: 0 } }],
    ['the attempt is the first as asked', { restarted: false }],
    ['the tools are offered', { offers: ['look', 'vote'] }],
    ['the protocol is right', { protocol: 'openai-chat' }],
    ['everything is right', { stage: 'coordination', answers: { min: 1, max: 9 }, ownAnswer: false, offers: ['vote'] }],
  ])('%s', (_title, when) => {
    expect(named([turnOf([], { when })])).toBe('agent any, turn 1');
  });
});

describe('a turn is passed over when', () => {
  test.each<[string, When]>([
    ['the stage is another', { stage: 'presentation' }],
    ['too few answers are shown', { answers: { min: 3, max: 9 } }],
    ['too many answers are shown', { answers: { min: 0, max: 1 } }],
    ['its own answer is not shown', { ownAnswer: true }],
    ['a named answer is not shown', { shows: [1, 2] }],
    ['the step is another', { step: { min: 0, max: 0 } }],
    ['the tool rounds are others', { toolRounds: { min: 2, max: 2 } }],
    ['nobody has reminded it', { reminders: { min: 1, max: 9 } }],
    ['it is the first attempt', { restarted: true }],
    ['a tool is not offered', { offers: ['vote', 'submit'] }],
    ['the protocol is another', { protocol: 'google-generate' }],
    ['one of two conditions fails', { stage: 'coordination', answers: { min: 0, max: 0 } }],
  ])('%s', (_title, when) => {
    expect(named([turnOf([], { when }), turnOf([])])).toBe('agent any, turn 2');
  });

  test.each<[string, Step]>([
    ['submit', { kind: 'submit' }],
    ['restart_orchestration', { kind: 'restart', reason: '', instructions: '' }],
    ['stop', { kind: 'stop', summary: ['s'], status: 'complete' }],
  ])('it needs the tool %s, which is not offered', (_tool, step) => {
    expect(named([turnOf([step]), turnOf([])])).toBe('agent any, turn 2');
  });

  test('it would vote and nobody can be voted for', () => {
    const vote: Step = { kind: 'vote', wish: 'first', reason: ['r'] };
    expect(named([turnOf([vote]), turnOf([])], { ...facts, voteTargets: [] })).toBe('agent any, turn 2');
    expect(named([turnOf([vote]), turnOf([])])).toBe('agent any, turn 1');
  });

  test('it was played as often as it may be', () => {
    const once = turnOf([text('once')], { times: 1 });
    const turns = [once, turnOf([text('later')])];
    expect(named(turns, facts, (turn) => (turn === once ? 1 : 0))).toBe('agent any, turn 2');
  });
});

test('a bare call is played although its tool is not offered, so that bad models can be scripted', () => {
  expect(named([turnOf([call('unknown_tool', '{')]), turnOf([answer('x')])])).toBe('agent any, turn 1');
});

const role = (agent: Role['agent'], when: When = {}): Role => ({ agent, pace: {}, turns: [turnOf([], { when })] });

test('an agent’s own roles come before those for any agent, wherever they stand in the file', () => {
  const scenario = {
    ...scenarioOf(),
    roles: [role(ANY_AGENT), role(1), role('agent_b', { restarted: true }), role(2)],
  };
  expect(selectTurn(scenario, caller, facts, never)?.name).toBe('agent 2, turn 1');
  expect(selectTurn(scenario, { ...caller, id: 'x', number: 7 }, facts, never)?.name).toBe('agent any, turn 1');
});

test('a scenario that has nothing to say says so', () => {
  expect(named([turnOf([], { when: { restarted: true } })])).toBeUndefined();
});
