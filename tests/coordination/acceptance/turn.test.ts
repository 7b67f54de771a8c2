import { expect, test } from 'vitest';
import { nextTurnNumber } from '../../../src/coordination/rules/turn-number.ts';
import { anyCall, startWorld, stop } from '../support/world.ts';
import type { World } from '../support/world.ts';

const DEADLINE = 600_000;

test('Orchestrator deadline with one answer and no votes: that answer is final without another model call; with none: partial snapshots and failure.', () => {
  const world = startWorld(3, { orchestratorTimeoutMs: DEADLINE });
  world.answers('b', 'the only one');
  const calls = world.effects.filter((effect) => effect.type === 'call_model').length;
  world.timer('orchestrator_deadline', world.nowMs + DEADLINE);
  expect(world.effects.filter((effect) => effect.type === 'call_model')).toHaveLength(calls);
  expect(world.last('orchestrator_timeout')).toMatchObject({
    selected_agent: 'b',
    selection_reason: 'latest answer',
    available_answers: 1,
    agent_answer_summary: { a: { has_answer: false, vote_count: 0 }, b: { has_answer: true, vote_count: 0 } },
  });
  expect(world.state.finalAnswer).toMatchObject({ content: 'the only one', locked: true });
  expect(world.last('system_status')).toMatchObject({ outcome: 'timeout', exit_code: 0 });

  const empty = startWorld(2, { orchestratorTimeoutMs: DEADLINE });
  empty.timer('orchestrator_deadline', empty.nowMs + DEADLINE);
  expect(empty.effects.some((effect) => effect.type === 'save_partial')).toBe(true);
  expect(empty.last('orchestrator_timeout').selection_reason).toBe('no answers available');
  expect(empty.last('system_status')).toMatchObject({
    outcome: 'timeout',
    exit_code: 3,
    reasons: { a: 'timed out', b: 'timed out' },
  });
});

/** A turn of two in which `a` has voted and `b` is about to. */
const inVoting = (): World => {
  const world = startWorld(2, { maxNewAnswersPerAgent: 1, deferVotingUntilAllAnswered: true });
  world.answers('a', 'first');
  world.answers('b', 'second');
  world.votes('a', 'agent2');
  return world;
};

test('Ctrl+C in voting, interactive: prompt returns, `partial_answers.json` written, next turn sees one combined assistant message.', () => {
  const world = inVoting();
  const callOfB = world.agent('b').modelCall?.id;
  const told = world.command({ type: 'cancel', source: 'sigint', level: 1 });
  expect(told.map((event) => event.event_type)).toContain('cancel_requested');
  expect(world.effects).toContainEqual(expect.objectContaining({ type: 'abort_model', callId: callOfB }));
  expect(world.effects.map((effect) => effect.type).filter((type) => type === 'save_partial')).toHaveLength(1);
  expect(world.effects.at(-1)).toEqual({ type: 'turn_over', outcome: 'cancelled' });
  expect(world.last('system_status')).toMatchObject({ outcome: 'cancelled', exit_code: 4 });
  // what the partial result and the next turn's history are made of is all still there
  expect(world.state.answers.map((answer) => answer.content)).toEqual(['first', 'second']);
  expect(world.state.votes).toMatchObject([{ voter: 'a', target: 'b', label: 'agent2.1' }]);
  expect(world.state.winner).toBeNull();
  world.send({ type: 'turn_requested', question: 'and now?', turn: 2, historyLength: 2 });
  expect(world.last('system_status')).toMatchObject({ status: 'turn_started', turn: 2, history_length: 2 });
  expect(world.state).toMatchObject({ phase: 'coordinating', turn: 2, cancelled: false, answers: [] });
});

test('Ctrl+C twice: immediate exit, previous turns intact.', () => {
  const world = inVoting();
  world.command({ type: 'cancel', source: 'sigint', level: 1 });
  const before = world.state;
  expect(world.command({ type: 'cancel', source: 'sigint', level: 2 })).toEqual([]);
  expect(world.state).toBe(before);

  const atOnce = inVoting();
  atOnce.command({ type: 'cancel', source: 'sigint', level: 2 });
  expect(atOnce.last('system_status')).toMatchObject({ outcome: 'cancelled', exit_code: 4 });
  expect(atOnce.effects.some((effect) => effect.type === 'save_partial')).toBe(false);
  expect(atOnce.state.answers).toHaveLength(2);
});

/** One agent that answered, voted and presented; its presentation is being judged. */
const inEvaluation = (restarts = 1): World => {
  const world = startWorld(1, { maxOrchestrationRestarts: restarts, orchestratorTimeoutMs: 1_000_000 });
  world.nowMs += 10_000;
  world.answers('a', 'draft');
  world.votes('a', 'agent1');
  world.writes('a', 'presented');
  return world;
};

const restartWith = (instructions: string) => anyCall('restart_orchestration', { reason: 'thin', instructions });

test('Restart requested on attempt 1 of 2: attempt 2 shows feedback, no evaluation on attempt 2, `turn_1/final` comes from attempt 2.', () => {
  const world = inEvaluation();
  expect(world.state.phase).toBe('evaluating');
  expect(world.call('a')).toMatchObject({ stage: 'post_evaluation', offered: ['submit', 'restart_orchestration'] });
  world.says('a', restartWith('use sources'));
  expect(world.last('restart_banner')).toMatchObject({ instructions: 'use sources', next_attempt: 2, max_attempts: 2 });
  expect(world.effects.at(-1)).toEqual({ type: 'new_attempt', attempt: 1 });
  expect(world.all('answer_locked')).toEqual([]);
  world.send({ type: 'attempt_opened', attempt: 1 });
  expect(world.state).toMatchObject({ attempt: 1, answers: [], votes: [], winner: null });
  expect(world.last('attempt_started').restart).toEqual({
    reason: 'thin',
    instructions: 'use sources',
    previous_label: 'agent1.1',
    previous_answer: 'draft',
    presented: { agent_id: 'a', content: 'presented' },
  });
  expect(world.appends('a')).toMatchObject([
    { context: { restart: { reason: 'thin', instructions: 'use sources', previousAnswer: 'draft' } } },
  ]);
  world.answers('a', 'second draft');
  world.votes('a', 'agent1');
  world.writes('a', 'presented again');
  expect(world.all('post_evaluation').filter(({ data }) => data.phase === 'start')).toHaveLength(1);
  expect(world.all('answer_locked').map(({ data }) => data.content)).toEqual(['presented again']);
  expect(world.last('system_status')).toMatchObject({ outcome: 'answered', exit_code: 0 });
});

test('Evaluation calls nothing: auto-submit.', () => {
  const world = inEvaluation();
  world.writes('a', 'looks fine to me');
  expect(world.last('post_evaluation')).toMatchObject({ decision: 'submit', how: 'auto_no_tool' });
  expect(world.last('answer_locked').content).toBe('presented');
});

test('All backends return 401: turn ends at once with per-agent reasons.', () => {
  const world = startWorld(2);
  world.ends('a', { kind: 'failed', failure: 'auth', message: '401 bad key', text: '' });
  expect(world.state.outcome).toBeNull();
  world.ends('b', { kind: 'failed', failure: 'auth', message: '401 no key', text: '' });
  expect(world.last('coordination_complete').rule).toBe('no_live_agents');
  expect(world.last('system_status')).toMatchObject({
    outcome: 'failed',
    exit_code: 2,
    reasons: { a: 'auth: 401 bad key', b: 'auth: 401 no key' },
  });
  expect(world.effects.some((effect) => effect.type === 'save_partial')).toBe(true);
});

test('Decomposition: two agents stop, a third answers: both wake up; final presenter gets subtasks and stop summaries.', () => {
  const parts = ['front', 'back', 'docs'];
  const agents = startWorld(3).state.settings.agents.map((agent, index) => ({ ...agent, subtask: parts[index] ?? '' }));
  const world = startWorld(3, { mode: 'decomposition', agents });
  expect(world.call('a').offered).toEqual(['new_answer', 'stop']);
  world.says('a', stop('front done'));
  world.says('b', stop('back blocked', 'blocked'));
  expect(world.agent('b')).toMatchObject({ phase: 'stopped', inRound: false });
  expect(world.last('agent_stopped')).toMatchObject({ summary: 'back blocked', status: 'blocked', automatic: false });
  world.answers('c', 'the docs');
  expect(world.last('votes_reset')).toEqual({ by_label: 'agent3.1', cleared: [], woken: ['a', 'b'] });
  expect(world.agent('a')).toMatchObject({ stopped: null, inRound: true, visible: ['agent3.1'] });
  expect(world.agent('b')).toMatchObject({ stopped: null, inRound: true });
  world.says('a', stop('front fits the docs'));
  world.says('b', stop('back has no key', 'blocked'));
  world.says('c', stop('docs done'));
  expect(world.last('winner_selected')).toMatchObject({ winner_id: 'c', rule: 'presenter' });
  expect(world.appends('c')).toMatchObject([
    {
      context: {
        stage: 'presentation',
        votes: null,
        parts: [
          { anonymousId: 'agent1', subtask: 'front', summary: 'front fits the docs', blocked: false },
          { anonymousId: 'agent2', subtask: 'back', summary: 'back has no key', blocked: true },
          { anonymousId: 'agent3', subtask: 'docs', summary: 'docs done' },
        ],
      },
    },
  ]);
});

test('Resume a session whose turn 2 is unreadable: next turn is 4 if turn 3 exists; nothing overwritten.', () => {
  expect(nextTurnNumber([1, 2, 3])).toBe(4);
  expect(nextTurnNumber([3, 1])).toBe(4);
  expect(nextTurnNumber([])).toBe(1);
  const world = startWorld(1);
  world.answers('a', 'x');
  world.votes('a', 'agent1');
  world.writes('a', 'y');
  world.send({ type: 'turn_requested', question: 'next', turn: nextTurnNumber([1, 2, 3]), historyLength: 4 });
  expect(world.state.turn).toBe(4);
});
