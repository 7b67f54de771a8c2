import { expect, test } from 'vitest';
import { newAnswer, startWorld, tool } from '../support/world.ts';

const deferred = { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true } as const;

test('`max_new_answers_per_agent: 1` with three agents, `defer_voting_until_all_answered`: nobody votes before the third answer; a killed third agent does not block.', () => {
  const world = startWorld(3, deferred);
  world.answers('a', 'first');
  world.answers('b', 'second');
  expect(world.agent('a')).toMatchObject({
    inRound: false,
    phase: 'waiting_all_answers',
    paused: { gate: 'wait_all' },
  });
  expect(world.agent('b')).toMatchObject({ inRound: false, phase: 'waiting_all_answers' });
  world.answers('c', 'third');
  for (const id of ['a', 'b', 'c']) expect(world.call(id).offered).toEqual(['vote']);

  const killed = startWorld(3, deferred);
  killed.answers('a', 'first');
  killed.answers('b', 'second');
  killed.ends('c', { kind: 'failed', failure: 'auth', message: '401', text: '' });
  killed.votes('a', 'agent2');
  killed.votes('b', 'agent2');
  expect(killed.last('winner_selected')).toMatchObject({ winner_id: 'b', vote_counts: { b: 2 } });
});

test('`max_new_answers_global: 2` with two simultaneous third answers: exactly one rejection path, both end in votes.', () => {
  const world = startWorld(3, { maxNewAnswersGlobal: 2 });
  world.answers('a', 'first');
  world.answers('b', 'second');
  world.says('a', newAnswer('third from a'));
  world.says('c', newAnswer('third from c'));
  expect(world.all('answer_rejected').map(({ agent_id, data }) => [agent_id, data.check])).toEqual([
    ['a', 'answer_limit'],
    ['c', 'answer_limit'],
  ]);
  expect(world.state.answers.map((answer) => answer.label)).toEqual(['agent1.1', 'agent2.1']);
  expect(world.call('a').offered).toEqual(['vote']);
  expect(world.call('c').offered).toEqual(['vote']);
  world.votes('a', 'agent2');
  world.votes('c', 'agent2');
  world.votes('b', 'agent2');
  expect(world.state.winner?.counts).toEqual({ b: 3 });
});

test('an answer whose files are being written holds its place: two in flight cannot pass the global limit together', () => {
  const world = startWorld(2, { maxNewAnswersGlobal: 1 });
  world.says('a', newAnswer('first'));
  world.says('b', newAnswer('second'));
  expect(world.last('answer_rejected').check).toBe('answer_limit');
  world.snapshot('a');
  expect(world.state.answers.map((answer) => answer.label)).toEqual(['agent1.1']);
});

const words = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `w${from + index}`).join(' ');

test('`strict` novelty with a 51 % overlap: rejected with the measured value; with exactly 50 %: accepted.', () => {
  const world = startWorld(1, { noveltyRequirement: 'strict' });
  world.answers('a', words(0, 100));
  // 51 of the first answer's 100 words, and no other: 51 in common of 100 in all
  world.says('a', newAnswer(words(0, 51)));
  expect(world.last('answer_rejected')).toMatchObject({
    check: 'answer_novelty',
    measured: 0.51,
    nearest_label: 'agent1.1',
  });
  world.answers('a', words(0, 50));
  expect(world.state.answers.map((answer) => answer.label)).toEqual(['agent1.1', 'agent1.2']);
});

test('Soft timeout during a long tool: warning at its end, full grace afterwards, then denial; ten denials end the round.', () => {
  const limits = { initialRoundTimeoutMs: 60_000, subsequentRoundTimeoutMs: 60_000, roundTimeoutGraceMs: 10_000 };
  const world = startWorld(1, limits);
  const start = world.nowMs;
  const long = tool();
  world.says('a', long);
  world.timer('round_soft', start + 60_000, 'a');
  expect(world.all('soft_timeout')).toEqual([]);
  world.timer('round_hard', start + 70_000, 'a');
  expect(world.agent('a').inRound).toBe(true);
  world.nowMs = start + 90_000;
  world.toolEnds('a', long);
  expect(world.last('soft_timeout')).toEqual({
    elapsed_ms: 90_000,
    limit_ms: 60_000,
    manual: false,
    fired_at_ms: start + 90_000,
  });
  expect(world.appends('a')).toMatchObject([{ notes: [{ kind: 'soft_timeout', elapsedMs: 90_000, graceMs: 10_000 }] }]);

  world.nowMs = start + 99_999;
  const last = tool();
  world.says('a', last);
  expect(world.effects.at(-1)).toMatchObject({ type: 'run_tools' });
  world.nowMs = start + 100_000;
  world.toolEnds('a', last);
  expect(world.all('hard_timeout')).toHaveLength(1);
  for (let denied = 1; denied <= 9; denied += 1) {
    world.says('a', tool());
    expect(world.appends('a')).toMatchObject([{ outcome: { kind: 'blocked', denials: denied } }]);
  }
  expect(world.agent('a').failed).toBeNull();
  world.says('a', tool());
  expect(world.all('tool_blocked')).toHaveLength(10);
  expect(world.agent('a').failed?.class).toBe('round_timeout');
  expect(world.last('round_ended').outcome).toBe('timeout');
});
