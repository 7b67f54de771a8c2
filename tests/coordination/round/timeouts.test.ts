import { describe, expect, test } from 'vitest';
import { newAnswer, noteKinds, startWorld, tool, vote } from '../support/world.ts';
import type { World } from '../support/world.ts';

const limits = { initialRoundTimeoutMs: 60_000, subsequentRoundTimeoutMs: 30_000, roundTimeoutGraceMs: 10_000 };
const START = 1_000_000;
const timed = (count = 1, more: Parameters<typeof startWorld>[1] = {}): World =>
  startWorld(count, { ...limits, ...more });
const aborts = (world: World): readonly unknown[] => world.effects.filter((effect) => effect.type === 'abort_model');
const stopped = (text: string) => ({ kind: 'aborted', text }) as const;

describe('the soft limit', () => {
  test('is the first limit until an agent has answered, the other afterwards', () => {
    const world = timed();
    expect(world.last('round_start')).toMatchObject({
      soft_deadline_ms: START + 60_000,
      hard_deadline_ms: START + 70_000,
    });
    world.answers('a', 'one');
    expect(world.last('round_start')).toMatchObject({ soft_deadline_ms: START + 30_000 });
    expect(world.effects).toContainEqual({ type: 'set_timer', name: 'round_soft', agentId: 'a', atMs: START + 30_000 });
  });

  test('without limits no timer is set and nothing is ever due', () => {
    const world = startWorld(1);
    expect(world.effects.filter((effect) => effect.type === 'set_timer' && effect.agentId !== null)).toEqual([]);
    world.timer('round_soft', START + 999_999, 'a');
    expect(world.all('soft_timeout_due')).toEqual([]);
  });

  test('a timer that fires before its time, or for an earlier round, does nothing', () => {
    const world = timed();
    world.timer('round_soft', START + 59_999, 'a');
    expect(world.all('soft_timeout_due')).toEqual([]);
    world.answers('a', 'one');
    world.timer('round_soft', START + 60_000, 'a');
    expect(world.all('soft_timeout_due')).toEqual([]);
  });

  test('is told once, with the next call, and the grace counts from then', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_soft', START + 61_000, 'a');
    expect(world.all('soft_timeout_due')).toHaveLength(1);
    world.nowMs = START + 65_000;
    world.writes('a', 'still thinking');
    expect(noteKinds(world, 'a')).toEqual(['enforcement', 'soft_timeout']);
    expect(world.agent('a').current).toMatchObject({ softDue: null, hardAtMs: START + 75_000 });
    world.writes('a', 'more');
    expect(noteKinds(world, 'a')).toEqual(['enforcement']);
  });
});

describe('the hard limit', () => {
  test('stops a model that writes on without ever pausing, and gives it one last call', () => {
    const world = timed();
    const callId = world.agent('a').modelCall?.id;
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_hard', START + 69_999, 'a');
    expect(aborts(world)).toEqual([]);
    world.timer('round_hard', START + 70_000, 'a');
    expect(aborts(world)).toEqual([
      { type: 'abort_model', agentId: 'a', callId, reason: 'round_timeout', awaitEnd: true },
    ]);
    world.timer('round_hard', START + 70_001, 'a');
    expect(aborts(world)).toHaveLength(1);
    world.ends('a', stopped('half an essay'));
    expect(noteKinds(world, 'a')).toEqual(['soft_timeout', 'last_call']);
    expect(world.appends('a').at(-1)).toMatchObject({ note: { incompleteText: 'half an essay' } });
    expect(world.call('a')).toMatchObject({ terminalToolsOnly: true, offered: ['new_answer'] });
    world.says('a', newAnswer('in time after all'));
    world.snapshot('a');
    expect(world.state.answers).toHaveLength(1);
  });

  test('the last call has thirty seconds even where the grace is shorter; then the agent is out, its text kept', () => {
    const world = timed(2);
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_hard', START + 70_000, 'a');
    world.ends('a', stopped('half'));
    expect(world.effects.findLast((effect) => effect.type === 'set_timer')).toMatchObject({ atMs: START + 100_000 });
    world.timer('round_hard', START + 99_999, 'a');
    expect(aborts(world)).toHaveLength(1);
    world.timer('round_hard', START + 100_000, 'a');
    world.ends('a', stopped('half of the last'));
    expect(world.agent('a').failed).toMatchObject({ class: 'round_timeout', draft: 'half of the last' });
    expect(world.last('round_ended').outcome).toBe('timeout');
  });

  test('a last call that decides nothing ends the agent', () => {
    const world = timed(2);
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_hard', START + 70_000, 'a');
    world.ends('a', stopped('half'));
    world.writes('a', 'sorry');
    expect(world.agent('a').failed?.class).toBe('round_timeout');
  });

  test('so does a last call that asks for another tool', () => {
    const world = timed(2);
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_hard', START + 70_000, 'a');
    world.ends('a', stopped('half'));
    world.says('a', tool());
    expect(world.all('tool_blocked')).toHaveLength(1);
    expect(world.agent('a').failed?.class).toBe('round_timeout');
  });

  test('a decision that comes while the model is being stopped is taken', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.timer('round_hard', START + 70_000, 'a');
    world.answers('a', 'just in time');
    expect(world.state.answers).toHaveLength(1);
  });

  test('a model at work with tools a moment ago is looked at again later', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    const used = tool();
    world.says('a', used);
    world.nowMs = START + 61_000;
    world.toolEnds('a', used);
    const again = tool();
    world.says('a', again);
    world.nowMs = START + 68_000;
    world.toolEnds('a', again);
    world.timer('round_hard', START + 71_000, 'a');
    expect(world.all('hard_timeout')).toHaveLength(1);
    expect(aborts(world)).toEqual([]);
    expect(world.last('hard_timeout_moved').hard_at_ms).toBe(START + 78_000);
    world.timer('round_hard', START + 78_000, 'a');
    expect(aborts(world)).toHaveLength(1);
  });

  test('stops a model that writes on after a tool that ran past it', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.writes('a', 'hm');
    const slow = tool();
    world.says('a', slow);
    world.timer('round_hard', START + 70_000, 'a');
    expect(aborts(world)).toEqual([]);
    world.nowMs = START + 200_000;
    world.toolEnds('a', slow);
    expect(world.agent('a').current).toMatchObject({ hardTimeout: true, hardAtMs: START + 210_000 });
    const callId = world.agent('a').modelCall?.id;
    world.timer('round_hard', START + 210_000, 'a');
    expect(aborts(world)).toMatchObject([{ callId, awaitEnd: true }]);
  });

  test('stops the next call too, when the one that was being stopped ends first without a decision', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.writes('a', 'hm');
    world.timer('round_hard', START + 70_000, 'a');
    expect(aborts(world)).toHaveLength(1);
    world.nowMs = START + 70_010;
    world.says('a', tool());
    expect(world.agent('a').current).toMatchObject({ hardAtMs: START + 80_010, lastCall: false });
    world.timer('round_hard', START + 80_010, 'a');
    expect(aborts(world)).toHaveLength(2);
    world.ends('a', stopped('half'));
    expect(world.call('a').terminalToolsOnly).toBe(true);
  });

  test('never denies a decision: an answer and a vote pass, with other tools of the message denied', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.writes('a', 'hm');
    world.nowMs = START + 70_000;
    world.says('a', tool(), newAnswer('now'));
    expect(world.all('tool_blocked')).toHaveLength(1);
    world.snapshot('a');
    expect(world.state.answers).toHaveLength(1);
  });

  test('lets an agent vote although it has not seen everything, and says so', () => {
    const world = timed(2);
    world.answers('a', 'one');
    world.answers('b', 'two');
    world.timer('round_soft', START + 30_000, 'b');
    world.writes('b', 'hm');
    world.answers('a', 'one, better');
    world.nowMs = START + 39_999;
    world.nowMs = START + 40_000;
    world.says('b', vote('agent2'));
    expect(world.last('vote')).toMatchObject({ target_id: 'b', hard_timeout: true });
    expect(world.state.votes).toHaveLength(1);
  });

  test('and a vote a moment before it is still ignored', () => {
    const world = timed(2);
    world.answers('a', 'one');
    world.answers('b', 'two');
    world.timer('round_soft', START + 30_000, 'b');
    world.writes('b', 'hm');
    world.answers('a', 'one, better');
    world.nowMs = START + 39_999;
    world.says('b', vote('agent2'));
    expect(world.all('vote')).toEqual([]);
  });

  test('past it a vote for an answer that was never shown is turned down', () => {
    const world = timed(3);
    world.answers('b', 'two');
    world.timer('round_soft', START + 30_000, 'b');
    world.writes('b', 'hm');
    world.answers('a', 'one');
    world.nowMs = START + 40_000;
    world.says('b', vote('agent1'));
    expect(world.last('vote_rejected')).toMatchObject({ code: 'vote_target_unseen', valid_options: ['agent2'] });
  });

  test('every round begins with all its time', () => {
    const world = timed();
    world.timer('round_soft', START + 60_000, 'a');
    world.writes('a', 'hm');
    world.nowMs = START + 75_000;
    world.answers('a', 'one');
    expect(world.agent('a')).toMatchObject({
      softTimeoutFiredAtMs: null,
      current: { hardTimeout: false, hardAtMs: null },
    });
    const used = tool();
    world.says('a', used);
    expect(world.effects.at(-1)).toMatchObject({ type: 'run_tools' });
  });
});

describe('answer now', () => {
  test('is the soft limit brought forward, in the words of a person', () => {
    const world = timed();
    world.nowMs = START + 5_000;
    world.command({ type: 'answer_now', agentId: 'a' as never });
    world.writes('a', 'hm');
    expect(world.last('soft_timeout')).toMatchObject({ manual: true, elapsed_ms: 5_000, limit_ms: 60_000 });
  });
});

test('the hard limit a person brought about is gone with its round, also where rounds have no limit', () => {
  const world = startWorld(1);
  world.command({ type: 'answer_now', agentId: 'a' as never });
  world.answers('a', 'one');
  expect(world.effects).toContainEqual({ type: 'clear_timer', name: 'round_hard', agentId: 'a' });
});
