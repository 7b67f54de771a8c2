import { describe, expect, test } from 'vitest';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';
import type { AgentFailureClass } from '../../../src/coordination/vocabulary.ts';

const START = 1_000_000;
const fail = (world: World, id: string, failure: AgentFailureClass, text = ''): unknown =>
  world.ends(id, { kind: 'failed', failure, message: `it was ${failure}`, text });

describe('a model call that fails', () => {
  test.each(['auth', 'config', 'quota', 'request', 'refusal', 'internal'] as const)(
    '%s ends the agent at once',
    (failure) => {
      const world = startWorld(2);
      fail(world, 'a', failure, 'half');
      expect(world.agent('a')).toMatchObject({
        phase: 'failed',
        inRound: false,
        failed: { class: failure, message: `it was ${failure}`, draft: 'half' },
      });
      expect(world.last('error').retries).toBe(0);
      expect(world.last('model_call_closed')).toMatchObject({ call_id: 'a#1', how: 'failed' });
      expect(world.agent('b').inRound).toBe(true);
    },
  );

  test('a passing trouble is tried again twice, after five and after twenty seconds; the third time is the last', () => {
    const world = startWorld(2);
    for (const pauseMs of [5_000, 20_000]) {
      fail(world, 'a', 'transient');
      expect(world.agent('a')).toMatchObject({
        inRound: false,
        failed: null,
        paused: { gate: 'backoff', untilMs: world.nowMs + pauseMs },
      });
      const untilMs = world.nowMs + pauseMs;
      world.timer('agent_backoff', untilMs - 1, 'a');
      expect(world.agent('a').inRound).toBe(false);
      world.timer('agent_backoff', untilMs, 'a');
      expect(world.agent('a').inRound).toBe(true);
      expect(world.last('agent_recovered').after_ms).toBe(pauseMs);
    }
    fail(world, 'a', 'transient');
    expect(world.agent('a').failed?.class).toBe('transient');
    expect(world.last('error').retries).toBe(2);
  });

  test('others go on while one waits, and the run waits for it', () => {
    const world = startWorld(2);
    fail(world, 'a', 'transient');
    world.answers('b', 'two');
    world.votes('b', 'agent2');
    expect(world.state.phase).toBe('coordinating');
    world.timer('agent_backoff', START + 5_000, 'a');
    expect(world.agent('a').visible).toEqual(['agent2.1']);
  });

  test('a full context gives one fresh start, then the agent is out', () => {
    const world = startWorld(2);
    fail(world, 'a', 'context_overflow');
    expect(world.agent('a')).toMatchObject({ inRound: true, failed: null, round: 1 });
    expect(world.last('agent_restart').reason).toBe('context_overflow');
    fail(world, 'a', 'context_overflow');
    expect(world.agent('a').failed?.class).toBe('context_overflow');
  });

  test('a call stopped from outside is a passing trouble', () => {
    const world = startWorld(2);
    world.ends('a', { kind: 'aborted', text: 'half' });
    expect(world.agent('a').paused?.gate).toBe('backoff');
  });

  test('a failed agent is done for completion, and its answer stays', () => {
    const world = startWorld(2);
    world.answers('a', 'one');
    world.answers('b', 'two');
    world.votes('a', 'agent1');
    world.votes('b', 'agent1');
    expect(world.state.phase).toBe('coordinating');
    fail(world, 'a', 'auth');
    expect(world.last('coordination_complete')).toMatchObject({ rule: 'all_voted', failed: ['a'] });
    expect(world.state.winner?.agentId).toBe('a');
  });
});

describe('waiting for a provider', () => {
  test('is one agent’s own state, and ends with the wait', () => {
    const world = startWorld(2);
    const wait = (untilMs: number | null): unknown =>
      world.send({ type: 'rate_limit_wait', agentId: 'a' as never, untilMs });
    wait(START + 9_000);
    expect(world.agent('a')).toMatchObject({
      phase: 'rate_limited',
      inRound: true,
      paused: { untilMs: START + 9_000 },
    });
    expect(world.agent('b').phase).toBe('streaming');
    wait(null);
    expect(world.agent('a')).toMatchObject({ phase: 'streaming', paused: null });
    expect(wait(null)).toEqual([]);
    world.answers('a', 'one');
    expect(world.state.answers).toHaveLength(1);
  });

  test('ends with the round as well', () => {
    const world = startWorld(2);
    world.send({ type: 'rate_limit_wait', agentId: 'a' as never, untilMs: START + 9_000 });
    fail(world, 'a', 'context_overflow');
    expect(world.agent('a').paused).toBeNull();
  });
});
