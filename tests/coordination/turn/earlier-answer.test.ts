import { describe, expect, test } from 'vitest';
import { fold } from '../../../src/coordination/reduce.ts';
import { anyCall, startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const START = 1_000_000;
const TIMEOUT_MS = 100_000;

/** The first attempt of agents `a` and `b` presented an answer, and a second one was asked for. */
function between(): World {
  const world = startWorld(2, { maxOrchestrationRestarts: 2, orchestratorTimeoutMs: TIMEOUT_MS, gatherMs: 0 });
  world.answers('a', 'draft of a');
  world.answers('b', 'draft of b');
  world.votes('a', 'agent2');
  world.votes('a', 'agent2');
  world.votes('b', 'agent2');
  world.writes('b', 'presented by b');
  world.says('b', anyCall('restart_orchestration', { reason: 'thin', instructions: 'more' }));
  return world;
}

function secondAttempt(): World {
  const world = between();
  world.send({ type: 'attempt_opened', attempt: 1 });
  return world;
}

const fails = (world: World, id: string): void => {
  world.ends(id, { kind: 'failed', failure: 'auth', message: 'no key', text: '' });
};
const cancel = (world: World): void => {
  world.command({ type: 'cancel', source: 'ui', level: 1 });
};
const deadline = (world: World): void => {
  world.timer('orchestrator_deadline', START + TIMEOUT_MS);
};

describe('an attempt that presents no answer ends the turn with that of the attempt before it', () => {
  test.each([
    [
      'when every agent fails',
      (world: World) => {
        fails(world, 'a');
        fails(world, 'b');
      },
      'answered',
      0,
      'every agent failed',
    ],
    ['when its time is up', deadline, 'timeout', 0, 'its time was up'],
    ['when it is cancelled', cancel, 'cancelled', 4, 'it was cancelled'],
    [
      'when it is cancelled with answers nobody has chosen from',
      (world: World) => {
        world.answers('a', 'better, perhaps');
        cancel(world);
      },
      'cancelled',
      4,
      'it was cancelled',
    ],
  ])('%s', (_name, happen, outcome, exitCode, why) => {
    const world = secondAttempt();
    happen(world);
    const origin = `The answer is that of attempt 1; attempt 2 ended without one: ${why}.`;
    const finalAnswer = { content: 'presented by b', locked: true, label: 'agent2.final', origin };
    expect(world.state).toMatchObject({ attempt: 1, outcome, finalAnswer });
    expect(world.state.winner).toEqual({ agentId: 'b', isTie: false, counts: {} });
    expect(world.last('status_message')).toEqual({ level: 'warning', text: origin });
    expect(world.last('system_status')).toMatchObject({ outcome, exit_code: exitCode, reasons: {} });
    expect(world.effects).toContainEqual({ type: 'turn_over', outcome });
    // It is kept as the answer of a whole turn.
    expect(world.effects.some((effect) => effect.type === 'save_partial')).toBe(false);
  });

  test('how the agents fared in it stays to be seen', () => {
    const world = secondAttempt();
    fails(world, 'a');
    cancel(world);
    expect(world.agent('a').failed).toMatchObject({ class: 'auth' });
    expect(world.agent('b').phase).toBe('cancelled');
  });

  test('also before it began', () => {
    const world = between();
    cancel(world);
    const origin = 'The answer is that of attempt 1; attempt 2 ended without one: it was cancelled.';
    expect(world.last('answer_locked')).toEqual({
      label: 'agent2.final',
      content: 'presented by b',
      paths: [],
      origin,
    });
    expect(world.last('system_status')).toMatchObject({ outcome: 'cancelled', exit_code: 4 });
  });

  test('in the third attempt it is that of the second', () => {
    const world = secondAttempt();
    world.answers('a', 'second draft');
    world.answers('b', 'second draft of b');
    for (const id of ['a', 'a', 'b']) world.votes(id, 'agent1');
    world.writes('a', 'presented by a');
    world.says('a', anyCall('restart_orchestration', { reason: 'thin', instructions: 'even more' }));
    world.send({ type: 'attempt_opened', attempt: 2 });
    cancel(world);
    expect(world.last('answer_locked')).toMatchObject({ content: 'presented by a', label: 'agent1.final' });
    expect(world.state.finalAnswer?.origin).toMatch(/^The answer is that of attempt 2; attempt 3 ended/);
  });
});

describe('an attempt with an answer of its own ends the turn with that one', () => {
  test('salvaged at the deadline', () => {
    const world = secondAttempt();
    world.answers('a', 'better');
    deadline(world);
    expect(world.state).toMatchObject({ outcome: 'timeout', finalAnswer: { content: 'better', origin: null } });
  });

  test('chosen and being presented when the turn is cancelled', () => {
    const world = secondAttempt();
    world.answers('a', 'better');
    world.answers('b', 'not so good');
    for (const id of ['a', 'a', 'b']) world.votes(id, 'agent1');
    expect(world.state.phase).toBe('presenting');
    cancel(world);
    expect(world.state.finalAnswer).toMatchObject({ content: 'better', locked: false, origin: null });
  });
});

test('a log written before attempts knew what was presented can still be folded', () => {
  const world = secondAttempt();
  expect(world.state.presentedBefore).toEqual({ agentId: 'b', content: 'presented by b' });
  const { restart, ...started } = world.last('attempt_started');
  if (restart === null) throw new Error('the second attempt has no reason');
  const { presented, ...olderRestart } = restart;
  expect(presented).toEqual({ agent_id: 'b', content: 'presented by b' });
  const older = { event_type: 'attempt_started', agent_id: null, round_number: null } as const;
  const folded = fold(world.state, { ...older, data: { ...started, restart: olderRestart } }, 1);
  expect(folded).toMatchObject({ presentedBefore: null, restart: { reason: 'thin' } });
});
