import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDecided } from '../../../src/coordination/rules/early-stop.ts';
import { answeredAgents } from '../../../src/coordination/rules/roster.ts';
import { countVotes, mostVoted } from '../../../src/coordination/rules/tie-break.ts';
import { names, startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const early = { voteEarlyStop: 'majority', maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true } as const;

/** Everybody has answered and is asked for a vote. */
const readyToVote = (count: number, more: Parameters<typeof startWorld>[1] = early): World => {
  const world = startWorld(count, more);
  for (const id of names(count)) world.answers(id, `answer of ${id}`);
  return world;
};

describe('early stop', () => {
  test('ends when no outstanding vote could change the winner, and says what it saved', () => {
    const world = readyToVote(3);
    world.votes('b', 'agent1');
    expect(world.state.phase).toBe('coordinating');
    world.votes('c', 'agent1');
    expect(world.last('coordination_complete')).toMatchObject({ rule: 'early_majority', saved_rounds: 1 });
    const calledOff = world.all('round_ended').filter(({ data }) => data.outcome === 'cancelled');
    expect(calledOff.map(({ data }) => data.reason)).toEqual(['decided']);
    expect(world.effects.findLast((effect) => effect.type === 'abort_model')).toMatchObject({ reason: 'decided' });
    expect(world.last('winner_selected')).toMatchObject({ winner_id: 'a', vote_counts: { a: 2 } });
    expect(
      world.all('round_ended').find(({ agent_id, data }) => agent_id === 'a' && data.outcome === 'cancelled'),
    ).toBeDefined();
  });

  test('asks a single candidate too: without a counted vote nothing is decided', () => {
    const world = startWorld(1, { voteEarlyStop: 'majority' });
    world.answers('a', 'only');
    expect(world.state.phase).toBe('coordinating');
  });

  test('is off unless asked for', () => {
    const world = readyToVote(3, { ...early, voteEarlyStop: 'off' });
    world.votes('b', 'agent1');
    world.votes('c', 'agent1');
    expect(world.state.phase).toBe('coordinating');
  });

  test('goes on while a rival could still draw level and win the tie', () => {
    const world = readyToVote(4);
    world.votes('a', 'agent2');
    world.votes('b', 'agent2');
    // agent1 stands before agent2: two more votes for it would win
    expect(world.state.phase).toBe('coordinating');
    world.votes('c', 'agent3');
    expect(world.last('coordination_complete').rule).toBe('early_majority');
  });

  test('ends where the leader would win the tie itself', () => {
    const world = readyToVote(4);
    world.votes('a', 'agent1');
    world.votes('b', 'agent1');
    expect(world.last('coordination_complete')).toMatchObject({ rule: 'early_majority', saved_rounds: 2 });
  });

  test('waits for a live agent that still owes its first answer', () => {
    const world = startWorld(3, { voteEarlyStop: 'majority' });
    world.answers('a', 'one');
    world.answers('b', 'two');
    world.votes('b', 'agent1');
    world.votes('a', 'agent1');
    world.votes('a', 'agent1');
    expect(world.state.votes).toHaveLength(2);
    expect(world.state.phase).toBe('coordinating');
    world.ends('c', { kind: 'failed', failure: 'auth', message: '401', text: '' });
    expect(world.state.phase).toBe('presenting');
  });

  test('waits for an answer whose files are being written', () => {
    const world = startWorld(3, { voteEarlyStop: 'majority' });
    for (const id of names(3)) world.answers(id, `answer of ${id}`);
    for (const id of ['a', 'b']) world.votes(id, 'agent1'); // stale: both look again
    world.votes('a', 'agent1');
    world.says('b', { id: 'x' as never, name: 'new_answer', args: { content: 'better' }, argsError: null });
    world.votes('c', 'agent1');
    expect(world.state.phase).toBe('coordinating');
    world.snapshot('b');
    expect(world.state.votes).toEqual([]);
  });
});

test('early stop never changes the winner: however the outstanding votes fall, the leader stays', () => {
  const scene = fc.integer({ min: 2, max: 6 }).chain((count) => {
    const target = fc.integer({ min: 1, max: count });
    return fc.record({
      count: fc.constant(count),
      votes: fc.array(target, { minLength: count, maxLength: count }),
      cast: fc.integer({ min: 1, max: count - 1 }),
    });
  });
  let stopped = 0;
  fc.assert(
    fc.property(scene, ({ count, votes, cast }) => {
      const world = readyToVote(count, { ...early, voteEarlyStop: 'off' });
      const voters = names(count);
      for (let index = 0; index < cast; index += 1) world.votes(voters[index] ?? '', `agent${votes[index]}`);
      const isOver = isDecided(world.state);
      const winner = mostVoted(answeredAgents(world.state), countVotes(world.state.votes))?.agentId;
      for (let index = cast; index < count; index += 1) world.votes(voters[index] ?? '', `agent${votes[index]}`);
      if (!isOver) return;
      stopped += 1;
      expect(world.state.winner?.agentId).toBe(winner);
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(stopped).toBeGreaterThan(50);
});

test('early stop is not late: undecided means that some fall of the outstanding votes changes the winner', () => {
  const scene = fc.record({
    count: fc.integer({ min: 2, max: 4 }),
    votes: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
    cast: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(scene, ({ count, votes, cast }) => {
      const world = readyToVote(count, { ...early, voteEarlyStop: 'off' });
      const voters = names(count);
      const given = Math.min(cast, count - 1);
      for (let index = 0; index < given; index += 1) {
        world.votes(voters[index] ?? '', `agent${((votes[index] ?? 0) % count) + 1}`);
      }
      const candidates = answeredAgents(world.state);
      const counts = countVotes(world.state.votes);
      const now = mostVoted(candidates, counts)?.agentId;
      const canChange = candidates.some((rival) => {
        const all = { ...counts, [rival]: (counts[rival] ?? 0) + count - given };
        return mostVoted(candidates, all)?.agentId !== now;
      });
      expect(isDecided(world.state)).toBe(!canChange);
    }),
    { numRuns: 300, seed: 11 },
  );
});
