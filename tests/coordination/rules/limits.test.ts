import { describe, expect, test } from 'vitest';
import { answersBeforeVoting } from '../../../src/coordination/rules/limits.ts';
import { names, newAnswer, startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';

const fails = (world: World, id: string): unknown =>
  world.ends(id, { kind: 'failed', failure: 'auth', message: '401', text: '' });

describe('answers before voting', () => {
  test('no vote is offered until there are as many answers as asked for', () => {
    const world = startWorld(2, { minAnswersBeforeVoting: 3 });
    world.answers('a', 'one');
    world.answers('b', 'two');
    expect(world.call('b').offered).toEqual(['new_answer']);
    world.votes('b', 'agent1');
    expect(world.last('vote_rejected').code).toBe('vote_too_early');
    world.answers('b', 'three');
    expect(world.call('b').offered).toEqual(['new_answer', 'vote']);
  });

  test.each([
    ['the limits per agent', { maxNewAnswersPerAgent: 2 }, 4],
    ['the global limit', { maxNewAnswersGlobal: 3 }, 3],
    ['nothing', {}, 9],
  ])('the number is brought down to what %s allow', (_name, more, expected) => {
    expect(answersBeforeVoting(startWorld(2, { minAnswersBeforeVoting: 9, ...more }).state)).toBe(expected);
  });

  test('a failed agent lowers what can be reached', () => {
    const world = startWorld(2, { minAnswersBeforeVoting: 9, maxNewAnswersPerAgent: 2 });
    world.answers('a', 'one');
    fails(world, 'b');
    expect(answersBeforeVoting(world.state)).toBe(2);
  });

  test('an agent that may neither answer nor vote waits, and starts when it may', () => {
    const world = startWorld(2, { minAnswersBeforeVoting: 2, maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    expect(world.agent('a')).toMatchObject({ inRound: false, paused: { gate: 'mode' } });
    world.answers('b', 'two');
    expect(world.call('a').offered).toEqual(['vote']);
    expect(world.last('agent_resumed').gate).toBe('mode');
  });
});

describe('fairness', () => {
  const fair = { fairnessLeadCap: 1 } as const;

  test('an agent too far ahead is paused between rounds and goes on when the slowest answers', () => {
    const world = startWorld(2, { fairnessLeadCap: 1 });
    world.answers('a', 'one');
    expect(world.agent('a')).toMatchObject({ inRound: false, phase: 'paused_fairness' });
    expect(world.last('limit_reached')).toEqual({ limit: 'lead', value: 1 });
    world.answers('b', 'two');
    expect(world.agent('a').inRound).toBe(true);
  });

  test('the first answer is never held back', () => {
    const world = startWorld(2, { fairnessLeadCap: 0 });
    world.answers('a', 'one');
    expect(world.state.answers).toHaveLength(1);
  });

  test('with no lead allowed, agents that are level may not answer again, but vote', () => {
    const world = startWorld(2, { fairnessLeadCap: 0, gatherMs: 0 });
    world.answers('a', 'one');
    expect(world.agent('a')).toMatchObject({ inRound: false, phase: 'paused_fairness' });
    world.answers('b', 'two');
    for (const id of ['a', 'b']) {
      expect(world.call(id).offered).toEqual(['vote']);
      world.votes(id, 'agent2');
    }
    expect(world.last('coordination_complete').rule).toBe('all_voted');
    expect(world.state.winner).toMatchObject({ agentId: 'b', counts: { b: 2 } });
  });

  test('with no lead allowed, parts of a decomposed task are stopped when they are level', () => {
    const world = startWorld(2, { fairnessLeadCap: 0, mode: 'decomposition', gatherMs: 0 });
    world.answers('a', 'one');
    world.answers('b', 'two');
    expect(world.call('a').offered).toEqual(['stop']);
    expect(world.call('b').offered).toEqual(['stop']);
  });

  test('peers that have voted are not waited for', () => {
    const world = startWorld(2, { fairnessLeadCap: 1 });
    for (const [id, text] of [
      ['a', 'one'],
      ['b', 'two'],
      ['a', 'three'],
    ] as const)
      world.answers(id, text);
    world.votes('b', 'agent1');
    world.votes('b', 'agent1');
    expect(world.call('a').offered).toEqual(['new_answer', 'vote']);
  });

  test('peers that failed are not waited for', () => {
    const world = startWorld(2, fair);
    world.answers('a', 'one');
    expect(world.agent('a').inRound).toBe(false);
    fails(world, 'b');
    expect(world.agent('a').inRound).toBe(true);
  });

  test('without injection there is no fairness', () => {
    const world = startWorld(2, { ...fair, disableInjection: true });
    world.answers('a', 'one');
    world.answers('a', 'two');
    expect(world.state.answers).toHaveLength(2);
  });
});

describe('a run in which nothing can happen any more', () => {
  test('is ended with the best there is', () => {
    // each would be one ahead of the other, and no lead at all is allowed; nor a vote before there are five answers
    const world = startWorld(2, { fairnessLeadCap: 0, minAnswersBeforeVoting: 5 });
    world.answers('a', 'one');
    world.answers('b', 'two');
    expect(world.last('coordination_complete').rule).toBe('no_live_agents');
    expect(world.state.winner?.agentId).toBe('a');
  });

  test('is not one in which all wait for a clock', () => {
    const world = startWorld(2);
    for (const id of ['a', 'b']) world.ends(id, { kind: 'failed', failure: 'transient', message: '503', text: '' });
    expect(world.state.phase).toBe('coordinating');
    world.timer('agent_backoff', world.nowMs + 5_000, 'a');
    expect(world.agent('a').inRound).toBe(true);
  });

  test('nor one in which one waits for a clock and the other for it', () => {
    const world = startWorld(2, { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true });
    world.answers('a', 'one');
    world.ends('b', { kind: 'failed', failure: 'transient', message: '503', text: '' });
    expect(world.state.phase).toBe('coordinating');
  });
});

describe('limits', () => {
  test('the global limit comes before the limit per agent, and both are said once', () => {
    const world = startWorld(2, { maxNewAnswersGlobal: 2, maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    world.answers('b', 'two');
    expect(world.all('limit_reached').map(({ agent_id, data }) => [agent_id, data.limit, data.value])).toEqual([
      ['a', 'per_agent', 1],
      ['b', 'per_agent', 1],
      [null, 'global', 2],
    ]);
  });

  test('an agent at its limit is asked for its vote only', () => {
    const world = startWorld(2, { maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    expect(world.call('a')).toMatchObject({ offered: ['vote'], voteTargets: ['agent1'] });
    expect(world.last('round_start').kind).toBe('vote_only');
    expect(world.appends('a')).toMatchObject([{ context: { voteOnly: true } }]);
    world.says('a', newAnswer('again'));
    expect(world.last('answer_rejected').check).toBe('answer_limit');
  });

  test('decomposition: the limit counts answers since the agent last saw news, and reaching it stops the agent', () => {
    const world = startWorld(2, { mode: 'decomposition', maxNewAnswersPerAgent: 1 });
    const long = 'x'.repeat(300);
    world.answers('a', long);
    expect(world.last('agent_stopped')).toMatchObject({
      automatic: true,
      status: 'complete',
      summary: 'x'.repeat(200),
    });
    world.answers('b', 'my part');
    expect(world.agent('a')).toMatchObject({ inRound: true, streak: 0 });
    expect(world.call('a').offered).toEqual(['new_answer', 'stop']);
  });

  test('decomposition: seeing the own answer again is no news', () => {
    const world = startWorld(2, { mode: 'decomposition', maxNewAnswersPerAgent: 2 });
    world.answers('a', 'one');
    expect(world.agent('a').streak).toBe(1);
    world.answers('a', 'two');
    expect(world.last('agent_stopped')).toMatchObject({ automatic: true, summary: 'two' });
  });

  test('decomposition: peers do not lend their answers: an agent without any may still give its first', () => {
    const world = startWorld(2, { mode: 'decomposition', maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    expect(world.call('b').offered).toEqual(['new_answer', 'stop']);
    expect(world.agent('b').stopped).toBeNull();
  });

  test('where voting is skipped, an agent that has answered all it may waits without a call', () => {
    const world = startWorld(2, { skipVoting: true, maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    expect(world.agent('a')).toMatchObject({ inRound: false, paused: { gate: 'mode' } });
    world.answers('b', 'two');
    expect(world.last('coordination_complete').rule).toBe('all_answered');
  });

  test('where voting is skipped, an agent that may still answer goes on meanwhile', () => {
    const world = startWorld(2, { skipVoting: true, maxNewAnswersPerAgent: 2 });
    world.answers('a', 'one');
    expect(world.agent('a').inRound).toBe(true);
  });

  test('quick synthesis: one answer each, no votes, the first combines them', () => {
    const world = startWorld(3, { maxNewAnswersPerAgent: 1, finalAnswerStrategy: 'synthesize' });
    for (const id of names(3)) world.answers(id, `answer of ${id}`);
    expect(world.last('coordination_complete').rule).toBe('synthesize_quick');
    expect(world.last('final_presentation_start')).toMatchObject({ strategy: 'synthesize' });
    expect(world.call('a').stage).toBe('presentation');
  });

  test('ensemble: deferred voting keeps the vote before the synthesis', () => {
    const world = startWorld(2, {
      maxNewAnswersPerAgent: 1,
      finalAnswerStrategy: 'synthesize',
      deferVotingUntilAllAnswered: true,
    });
    world.answers('a', 'one');
    world.answers('b', 'two');
    expect(world.state.phase).toBe('coordinating');
    world.votes('a', 'agent2');
    world.votes('b', 'agent2');
    expect(world.call('b')).toMatchObject({ stage: 'presentation' });
  });

  test('a live agent that can never answer does not keep skipped voting waiting', () => {
    const world = startWorld(2, { skipVoting: true, maxNewAnswersGlobal: 1 });
    world.answers('a', 'one');
    expect(world.last('coordination_complete').rule).toBe('all_answered');
  });

  test('without a limit per agent, deferred voting has no effect', () => {
    const world = startWorld(2, { deferVotingUntilAllAnswered: true });
    world.answers('a', 'one');
    expect(world.call('a').offered).toEqual(['new_answer', 'vote']);
  });

  test('tools go on beside the limits', () => {
    const world = startWorld(1, { maxNewAnswersPerAgent: 1 });
    world.answers('a', 'one');
    const reading = tool();
    world.says('a', reading);
    world.toolEnds('a', reading);
    expect(world.agent('a').current?.attempts).toBe(0);
  });
});
