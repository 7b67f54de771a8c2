import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOf } from '../../../src/model-server/protocols/script.ts';
import type { Facts } from '../../../src/model-server/scenario/facts.ts';
import { performTurn, tokens, voteTarget } from '../../../src/model-server/scenario/perform-turn.ts';
import { VOTE_WISHES } from '../../../src/model-server/scenario/scenario.ts';
import type { Step } from '../../../src/model-server/scenario/scenario.ts';
import { answer, call, pause, text, think, turnOf } from '../scenarios.ts';

const caller = { id: 'b', number: 2, family: 'openai-chat' } as const;
const facts: Facts = {
  stage: 'coordination',
  offers: new Set(['new_answer', 'vote']),
  voteTargets: ['agent1', 'agent2', 'agent3'],
  shown: new Set([1, 2, 3]),
  step: 0,
  toolRounds: 0,
  reminders: 0,
  restarted: false,
  question: 'Why $& so?',
};

const said = (...steps: readonly Step[]): readonly (readonly [string, string])[] =>
  performTurn(turnOf(steps), caller, facts, 400).parts.map((part) => [
    part.kind === 'call' ? part.name : part.kind,
    textOf(part),
  ]);

test('every step becomes what a model would say or call', () => {
  expect(
    said(
      think('Hm.'),
      text('Well, '),
      text('yes.'),
      answer('A "quoted" answer'),
      { kind: 'vote', wish: 3, reason: ['for one', 'for two'] },
      { kind: 'submit' },
      { kind: 'restart', reason: 'r', instructions: 'i' },
      { kind: 'stop', summary: ['done'], status: 'blocked' },
      call('look', '{"x"'),
    ),
  ).toEqual([
    ['thinking', 'Hm.'],
    ['text', 'Well, yes.'],
    ['new_answer', '{"content":"A \\"quoted\\" answer"}'],
    ['vote', '{"agent_id":"agent3","reason":"for two"}'],
    ['submit', '{"confirmed":true}'],
    ['restart_orchestration', '{"reason":"r","instructions":"i"}'],
    ['stop', '{"summary":"done","status":"blocked"}'],
    ['look', '{"x"'],
  ]);
});

test('marks in a text are filled in, the question as it was written', () => {
  expect(said(text('{{agent}} of {{answers}}: {{question}}'))).toEqual([['text', '2 of 3: Why $& so?']]);
});

test('agents take the variants in turn', () => {
  const steps: Step[] = [{ kind: 'text', text: ['odd', 'even'] }];
  const heard = [1, 2, 3, 4].map((number) => {
    const { parts } = performTurn(turnOf(steps), { ...caller, number }, facts, 0);
    return parts.map(textOf).join('');
  });
  expect(heard).toEqual(['odd', 'even', 'odd', 'even']);
});

test('a pause delays the piece that follows it, and two of them add up', () => {
  const { parts } = performTurn(turnOf([text('a b'), pause(100), pause(50), text(' c')]), caller, facts, 0);
  expect(parts[0]?.pieces).toEqual([
    { text: 'a', pauseMs: 0 },
    { text: ' b', pauseMs: 0 },
    { text: ' c', pauseMs: 150 },
  ]);
});

test('usage is counted where the scenario does not say it', () => {
  const { usage } = performTurn(turnOf([think('a b c'), text('d e')]), caller, facts, 401);
  expect(usage).toEqual({ input: 101, cacheRead: 0, cacheWrite: 0, output: 5, reasoning: 3 });
  const wish = { input: 9, cacheRead: 4, output: 70 };
  expect(performTurn(turnOf([think('a')], { usage: wish }), caller, facts, 401).usage).toEqual({
    input: 9,
    cacheRead: 4,
    cacheWrite: 0,
    output: 70,
    reasoning: 1,
  });
});

test.each([
  ['first', 'agent1'],
  ['last', 'agent3'],
  ['own', 'agent2'],
  ['other', 'agent1'],
  ['spread', 'agent1'],
  [3, 'agent3'],
  [9, 'agent1'],
] as const)('a vote for %s goes to %s', (wish, target) => {
  expect(voteTarget(wish, caller, facts)).toBe(target);
});

test('whatever is wished for, a vote names an agent that the request allows', () => {
  const wishes = fc.oneof(fc.constantFrom(...VOTE_WISHES), fc.integer({ min: 1, max: 300 }));
  const targets = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 });
  fc.assert(
    fc.property(wishes, fc.integer({ min: 1, max: 300 }), targets, (wish, number, numbers) => {
      const voteTargets = numbers.map((target) => `agent${target}`);
      expect(voteTargets).toContain(voteTarget(wish, { ...caller, number }, { ...facts, voteTargets }));
    }),
  );
});

test('the pieces of a text are the text, none of them cuts a letter, and none is longer than a word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const pieces = tokens(value);
      expect(pieces.join('')).toBe(value);
      for (const piece of pieces) expect(Array.from(piece.trim()).length).toBeLessThanOrEqual(8);
    }),
  );
});
