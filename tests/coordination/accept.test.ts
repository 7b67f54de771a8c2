import { describe, expect, test } from 'vitest';
import { accept } from '../../src/coordination/accept.ts';
import type { Command } from '../../src/coordination/commands.ts';
import { agentId } from '../../src/coordination/ids.ts';
import { idleWorld, settingsFor, startWorld } from './support/world.ts';
import type { World } from './support/world.ts';

const cancel: Command = { type: 'cancel', source: 'sigint', level: 1 };
const answerNow = (id = 'a'): Command => ({ type: 'answer_now', agentId: agentId(id) });
const say = (content: string, targets: readonly string[] | null = null): Command => ({
  type: 'human_input',
  id: 'h1',
  content,
  targets: targets?.map(agentId) ?? null,
});
const limits = { initialRoundTimeoutMs: 60_000 };

const cases: readonly [string, () => World, Command, string | null][] = [
  ['a cancellation while a turn runs', () => startWorld(1), cancel, null],
  ['a cancellation while none runs', () => idleWorld(settingsFor(1)), cancel, 'no turn is running'],
  ['words for everybody', () => startWorld(2), say('hello'), null],
  ['words for somebody unknown', () => startWorld(2), say('hello', ['z']), 'there is no agent z'],
  ['no words', () => startWorld(2), say('  '), 'there is nothing to say'],
  ['answer now in a round with a limit', () => startWorld(1, limits), answerNow(), null],
  ['answer now in a round without a limit', () => startWorld(1), answerNow(), null],
  ['answer now for somebody unknown', () => startWorld(1, limits), answerNow('z'), 'there is no agent z'],
];

describe('what may be commanded', () => {
  test.each(cases)('%s', (_name, start, command, refusal) => {
    const result = accept(start().state, command);
    expect(result).toEqual(refusal === null ? { ok: true, value: undefined } : { ok: false, error: refusal });
  });

  test('answer now is refused while it is pending, once it was delivered, and between rounds', () => {
    const world = startWorld(2, { ...limits, maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true });
    world.command(answerNow());
    expect(accept(world.state, answerNow())).toEqual({ ok: false, error: 'a is about to be asked' });
    world.writes('a', 'hm');
    expect(accept(world.state, answerNow())).toEqual({ ok: false, error: 'a was already asked to finish' });
    world.answers('a', 'one');
    expect(accept(world.state, answerNow())).toEqual({ ok: false, error: 'a is not working on an answer' });
  });

  test('the same message is taken once', () => {
    const world = startWorld(1);
    world.command(say('hello'));
    expect(accept(world.state, say('hello')).ok).toBe(false);
    expect(world.command(say('hello'))).toEqual([]);
  });

  test('also when it was for one agent of several, and after it was delivered', () => {
    const world = startWorld(2);
    world.command(say('hello', ['b']));
    expect(accept(world.state, say('hello', ['a'])).ok).toBe(false);
    world.writes('b', 'hm');
    expect(world.agent('b').deliveredInputs).toHaveLength(1);
    expect(accept(world.state, say('hello', ['a'])).ok).toBe(false);
  });

  test('a refused command changes nothing', () => {
    const world = startWorld(1);
    const before = world.state;
    expect(world.command(answerNow('z'))).toEqual([]);
    expect(world.state).toBe(before);
  });
});
