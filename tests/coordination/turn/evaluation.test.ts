import { describe, expect, test } from 'vitest';
import { anyCall, startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';

const START = 1_000_000;
const restart = (instructions: string) => anyCall('restart_orchestration', { reason: 'thin', instructions });

/** A single agent answers, votes, presents. */
const present = (world: World, text = 'presented'): World => {
  world.answers('a', 'draft');
  world.votes('a', 'agent1');
  world.writes('a', text);
  return world;
};
const judging = (more: Parameters<typeof startWorld>[1] = {}): World => {
  const world = startWorld(1, { maxOrchestrationRestarts: 2, orchestratorTimeoutMs: 100_000, ...more });
  world.nowMs = START + 10_000;
  return present(world);
};

describe('judging the presented answer', () => {
  test('shows what was presented, and locks nothing before the decision', () => {
    const world = judging();
    expect(world.appends('a')).toMatchObject([
      { context: { stage: 'post_evaluation', finalAnswer: 'presented', answers: [] } },
    ]);
    expect(world.all('answer_locked')).toEqual([]);
    const limit = { type: 'set_timer', name: 'evaluation_deadline', agentId: null, atMs: START + 110_000 };
    expect(world.effects).toContainEqual(limit);
    world.says('a', anyCall('submit', { confirmed: true }));
    expect(world.last('post_evaluation')).toMatchObject({ decision: 'submit', how: 'tool' });
    expect(world.last('answer_locked').content).toBe('presented');
  });

  test('the debug answer is judged in place of the first', () => {
    const world = judging({ debugFinalAnswer: 'a bad one' });
    expect(world.appends('a')).toMatchObject([{ context: { finalAnswer: 'a bad one' } }]);
  });

  test.each([
    [
      'a failed call',
      'auto_error',
      'error',
      (world: World) => world.ends('a', { kind: 'failed', failure: 'transient', message: '', text: '' }),
    ],
    [
      'its own time limit',
      'auto_timeout',
      'timeout',
      (world: World) => world.timer('evaluation_deadline', START + 110_000),
    ],
    [
      "the attempt's deadline",
      'auto_timeout',
      'timeout',
      (world: World) => world.timer('orchestrator_deadline', START + 100_000),
    ],
    ['JSON in the text', 'json', 'evaluated', (world: World) => world.writes('a', '{"action_type":"submit"}')],
  ])('%s lets the answer stand', (_name, how, outcome, happen) => {
    const world = judging();
    happen(world);
    expect(world.last('post_evaluation')).toMatchObject({ decision: 'submit', how });
    expect(world.last('round_ended').outcome).toBe(outcome);
    expect(world.last('answer_locked').content).toBe('presented');
    expect(world.last('system_status')).toMatchObject({ outcome: 'answered', exit_code: 0 });
  });

  test('before their time neither timer does anything', () => {
    const world = judging();
    expect(world.timer('evaluation_deadline', START + 99_999)).toEqual([]);
    expect(world.timer('orchestrator_deadline', START + 99_999)).toEqual([]);
  });

  test('tools may be used on the way', () => {
    const world = judging();
    const used = tool();
    world.says('a', used);
    world.toolEnds('a', used);
    expect(world.call('a')).toMatchObject({ stage: 'post_evaluation', offered: ['submit', 'restart_orchestration'] });
  });

  test('a decision next to a tool waits for the tool and counts', () => {
    const world = judging();
    const used = tool();
    world.says('a', used, anyCall('submit', {}));
    world.toolEnds('a', used);
    expect(world.last('post_evaluation')).toMatchObject({ how: 'tool' });
  });

  test('the same instructions twice are not followed twice', () => {
    const world = judging();
    world.says('a', restart('more'));
    world.send({ type: 'attempt_opened', attempt: 1 });
    present(world, 'presented again');
    world.says('a', restart('more'));
    expect(world.last('post_evaluation')).toMatchObject({ decision: 'submit', how: 'auto_repeat' });
    expect(world.last('answer_locked').content).toBe('presented again');
  });

  test('with too little time left for another attempt the answer stands', () => {
    const world = judging();
    world.nowMs = START + 80_001;
    world.says('a', restart('more'));
    expect(world.last('post_evaluation')).toMatchObject({ how: 'auto_budget' });
    expect(world.last('status_message')).toMatchObject({
      level: 'warning',
      text: expect.stringContaining('too little'),
    });
  });

  test('with just enough time it begins again', () => {
    const world = judging();
    world.nowMs = START + 80_000;
    world.says('a', restart('more'));
    expect(world.last('post_evaluation')).toMatchObject({ decision: 'restart', how: 'tool' });
  });

  test('a new attempt begins clean, with its own deadline; only what the person said stays', () => {
    const world = judging();
    world.command({ type: 'human_input', id: 'h', content: 'in French', targets: null });
    world.says('a', restart('more'));
    expect(world.state).toMatchObject({ phase: 'idle', restartPending: { instructions: 'more' } });
    expect(world.send({ type: 'attempt_opened', attempt: 2 })).toEqual([]);
    world.nowMs = START + 20_000;
    world.send({ type: 'attempt_opened', attempt: 1 });
    expect(world.last('attempt_started')).toMatchObject({ attempt: 1, max_attempts: 3, first_attempt_ms: 20_000 });
    expect(world.state).toMatchObject({ answers: [], votes: [], winner: null, finalAnswer: null, presentation: null });
    expect(world.agent('a')).toMatchObject({ revision: 0, round: 0, failed: null });
    expect(world.appends('a')).toMatchObject([{ context: { leftovers: [{ content: 'in French' }] } }]);
    expect(world.effects).toContainEqual({
      type: 'set_timer',
      name: 'orchestrator_deadline',
      agentId: null,
      atMs: START + 120_000,
    });
  });

  test('calls are numbered on over attempts, so that nothing late fits', () => {
    const world = judging();
    const before = world.agent('a').callNumber;
    world.says('a', restart('more'));
    world.send({ type: 'attempt_opened', attempt: 1 });
    expect(world.agent('a').callNumber).toBe(before + 1);
  });

  test('the same attempt is not opened twice', () => {
    const world = judging();
    world.says('a', restart('more'));
    world.send({ type: 'attempt_opened', attempt: 1 });
    expect(world.send({ type: 'attempt_opened', attempt: 1 })).toEqual([]);
  });
});
