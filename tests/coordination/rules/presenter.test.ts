import { describe, expect, test } from 'vitest';
import { countVotes, mostVoted } from '../../../src/coordination/rules/tie-break.ts';
import { presentationStrategy } from '../../../src/coordination/rules/strategy.ts';
import { agentId } from '../../../src/coordination/ids.ts';
import type { Settings } from '../../../src/coordination/settings.ts';
import { names, startWorld, stop } from '../support/world.ts';
import type { World } from '../support/world.ts';

const quick = { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true } as const;
const fails = (world: World, id: string): unknown =>
  world.ends(id, { kind: 'failed', failure: 'auth', message: '401', text: '' });

describe('who presents', () => {
  test('a tie goes to the first in configuration order among those with an answer', () => {
    const [a, b, c] = names(3);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three names');
    expect(mostVoted([b, c], { [b]: 1, [c]: 1 })).toEqual({ agentId: b, tied: [b, c] });
    expect(mostVoted([a, b], {})).toEqual({ agentId: a, tied: [] });
    expect(mostVoted([], {})).toBeUndefined();
    expect(countVotes([])).toEqual({});
  });

  test('without votes it is the first agent with an answer', () => {
    const world = startWorld(3, { skipVoting: true });
    fails(world, 'a');
    world.answers('c', 'third');
    world.answers('b', 'second');
    expect(world.last('winner_selected')).toMatchObject({
      winner_id: 'b',
      rule: 'first_answer',
      candidates: ['b', 'c'],
    });
  });

  test('an agent that failed after it answered can win, and its stored answer is used without a call', () => {
    const world = startWorld(2, quick);
    world.answers('a', 'first');
    world.answers('b', 'second');
    world.votes('b', 'agent1');
    const calls = world.effects.filter((effect) => effect.type === 'call_model').length;
    fails(world, 'a');
    expect(world.last('winner_selected').winner_id).toBe('a');
    expect(world.effects.filter((effect) => effect.type === 'call_model')).toHaveLength(calls);
    expect(world.state.finalAnswer).toMatchObject({ content: 'first', locked: true, label: 'agent1.final' });
  });

  test('at the deadline votes of and for failed agents do not count', () => {
    const world = startWorld(3, { ...quick, orchestratorTimeoutMs: 50_000 });
    for (const id of names(3)) world.answers(id, `answer of ${id}`);
    world.votes('b', 'agent1');
    fails(world, 'a');
    world.timer('orchestrator_deadline', world.nowMs + 50_000);
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'c', rule: 'newest_answer', vote_counts: {} });
  });

  test('at the deadline a vote for a live agent beats a newer answer', () => {
    const world = startWorld(3, { ...quick, orchestratorTimeoutMs: 50_000 });
    for (const id of names(3)) world.answers(id, `answer of ${id}`);
    world.votes('c', 'agent2');
    world.timer('orchestrator_deadline', world.nowMs + 50_000);
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'b', rule: 'votes', vote_counts: { b: 1 } });
    expect(world.last('orchestrator_timeout').selection_reason).toBe('most votes');
  });

  test('at the deadline the answer of a failed agent is better than none', () => {
    const world = startWorld(2, { orchestratorTimeoutMs: 50_000 });
    world.answers('a', 'first');
    fails(world, 'a');
    world.timer('orchestrator_deadline', world.nowMs + 50_000);
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'a', rule: 'fallback' });
    expect(world.state.finalAnswer?.content).toBe('first');
  });

  test.each([
    ['the configured presenter', agentId('a'), 'a', 'presenter'],
    ['the last agent when none is configured', null, 'c', 'presenter'],
    ['the last agent when the configured one does not exist', agentId('nobody'), 'c', 'presenter'],
  ])('decomposition: %s', (_name, presenterAgent, winner, rule) => {
    const world = startWorld(3, { mode: 'decomposition', presenterAgent });
    world.answers('b', 'work');
    for (const id of names(3)) world.says(id, stop('done'));
    for (const id of names(3)) if (world.agent(id).inRound) world.says(id, stop('done'));
    expect(world.last('winner_selected')).toMatchObject({ winner_id: winner, rule });
  });

  test('decomposition: a failed presenter passes it on to the last live agent with work', () => {
    const world = startWorld(3, { mode: 'decomposition' });
    world.answers('a', 'work');
    fails(world, 'c');
    world.says('b', stop('done'));
    world.says('b', stop('done'));
    world.says('a', stop('done'));
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'a', rule: 'fallback' });
  });
});

describe('how the final answer comes about', () => {
  const cases: readonly [string, Partial<Settings>, number, string][] = [
    ['a presentation by default', {}, 2, 'winner_present'],
    ['the stored answer when the presentation is skipped', { skipFinalPresentation: true }, 2, 'winner_reuse'],
    [
      'a call where files must be delivered',
      { skipFinalPresentation: true, hasWritableContextPath: true },
      2,
      'winner_present',
    ],
    [
      'the stored answer of a single quick agent, files or not',
      { skipFinalPresentation: true, skipVoting: true, hasWritableContextPath: true },
      1,
      'winner_reuse',
    ],
    [
      'a call for several quick agents with files',
      { skipFinalPresentation: true, skipVoting: true, hasWritableContextPath: true },
      2,
      'winner_present',
    ],
    [
      'synthesis when asked for, presentation skipped or not',
      { skipFinalPresentation: true, finalAnswerStrategy: 'synthesize' },
      2,
      'synthesize',
    ],
    [
      'a presentation when asked for by name',
      { skipFinalPresentation: true, finalAnswerStrategy: 'winner_present' },
      2,
      'winner_present',
    ],
    ['reuse when asked for by name', { finalAnswerStrategy: 'winner_reuse' }, 2, 'winner_reuse'],
  ];
  test.each(cases)('%s', (_name, more, count, expected) => {
    const world = startWorld(count, { ...more, disableInjection: true, skipVoting: false });
    for (const id of names(count)) world.answers(id, `answer of ${id}`);
    const state = { ...world.state, settings: { ...world.state.settings, skipVoting: more.skipVoting === true } };
    expect(presentationStrategy(state, agentId('a'))).toBe(expected);
  });

  test('without a stored answer there is nothing to reuse', () => {
    const world = startWorld(1, { skipFinalPresentation: true });
    expect(presentationStrategy(world.state, agentId('a'))).toBe('winner_present');
  });

  test('after the deadline no model is called any more', () => {
    const world = startWorld(1);
    world.answers('a', 'x');
    expect(presentationStrategy({ ...world.state, timedOut: true }, agentId('a'))).toBe('winner_reuse');
  });
});
