import { describe, expect, test } from 'vitest';
import { anyCall, newAnswer, startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';

const cancel = (world: World, level: 1 | 2 = 1): void => {
  world.command({ type: 'cancel', source: 'ui', level });
};
const OF_A_WINNER = ['winner_selected', 'coordination_complete', 'final_presentation_start'] as const;

/** One agent that is presenting, to be judged afterwards. */
const presenting = (): World => {
  const world = startWorld(1, { maxOrchestrationRestarts: 1 });
  world.answers('a', 'stored');
  world.votes('a', 'agent1');
  return world;
};

describe('cancelling', () => {
  test('in the first round: rounds end, calls and tools are stopped, nothing of a winner follows', () => {
    const world = startWorld(2);
    world.says('a', tool());
    cancel(world);
    expect(world.effects.map((effect) => effect.type)).toEqual(
      expect.arrayContaining(['abort_tools', 'abort_model', 'save_partial']),
    );
    for (const type of OF_A_WINNER) expect(world.all(type)).toEqual([]);
    expect(world.all('round_ended').map(({ data }) => data.outcome)).toEqual(['cancelled', 'cancelled']);
    expect(world.agent('a').phase).toBe('cancelled');
    expect(world.state.cancelled).toBe(true);
    expect(world.last('system_status')).toMatchObject({
      outcome: 'cancelled',
      exit_code: 4,
      reasons: { a: 'cancelled', b: 'cancelled' },
    });
  });

  test('an answer whose files are being written is kept as a draft and counts for nothing any more', () => {
    const world = startWorld(1);
    world.says('a', newAnswer('almost there'));
    cancel(world);
    expect(world.agent('a').draft).toBe('almost there');
    expect(world.snapshot('a')).toEqual([]);
    expect(world.state.answers).toEqual([]);
  });

  test('while presenting: the stored answer stays, unlocked', () => {
    const world = presenting();
    cancel(world);
    expect(world.last('final_presentation_end')).toEqual({ source: 'stored', content: 'stored', interrupted: true });
    expect(world.state.finalAnswer).toMatchObject({ content: 'stored', locked: false });
    expect(world.all('answer_locked')).toEqual([]);
    expect(world.all('post_evaluation')).toEqual([]);
    expect(world.last('system_status')).toMatchObject({ exit_code: 4 });
  });

  test('while judging: what was presented is final, the judgement is marked as cancelled', () => {
    const world = presenting();
    world.writes('a', 'presented');
    cancel(world);
    expect(world.last('post_evaluation')).toMatchObject({ phase: 'end', decision: 'cancelled' });
    expect(world.last('answer_locked').content).toBe('presented');
    expect(world.effects.some((effect) => effect.type === 'save_partial')).toBe(false);
    expect(world.last('system_status')).toMatchObject({ outcome: 'cancelled', exit_code: 4 });
  });

  test('between two attempts: the next one does not begin', () => {
    const world = presenting();
    world.writes('a', 'presented');
    world.says('a', anyCall('restart_orchestration', { reason: 'r', instructions: 'i' }));
    cancel(world);
    expect(world.state.outcome).toBe('cancelled');
    expect(world.send({ type: 'attempt_opened', attempt: 1 })).toEqual([]);
  });

  test('nothing that arrives later changes anything', () => {
    const world = startWorld(2);
    const callId = world.agent('a').modelCall?.id ?? ('' as never);
    cancel(world);
    const before = world.state;
    world.send({ type: 'model_ended', agentId: 'a' as never, callId, outcome: { kind: 'aborted', text: '' } });
    world.timer('orchestrator_deadline', world.nowMs + 9_999_999);
    expect(world.state).toBe(before);
  });

  test('level two saves nothing more', () => {
    const world = startWorld(1);
    cancel(world, 2);
    expect(world.effects.some((effect) => effect.type === 'save_partial')).toBe(false);
    expect(world.last('cancel_requested')).toEqual({ source: 'ui', level: 2 });
  });

  test('an agent that voted has voted, also after a cancellation', () => {
    const world = startWorld(2);
    world.answers('a', 'one');
    world.votes('a', 'agent1');
    cancel(world);
    expect(world.agent('a').phase).toBe('voted');
    expect(world.agent('b').phase).toBe('cancelled');
  });
});
