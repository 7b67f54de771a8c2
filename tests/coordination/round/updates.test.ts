import { describe, expect, test } from 'vitest';
import { startWorld, tool } from '../support/world.ts';
import type { World } from '../support/world.ts';
import type { Settings } from '../../../src/coordination/settings.ts';

/** b has answered once and runs a tool while a, then c, answer. */
const newsDuringTool = (more: Partial<Settings> = {}): { world: World; end: () => void } => {
  const world = startWorld(3, more);
  world.answers('b', 'second');
  const reading = tool();
  world.says('b', reading);
  world.answers('a', 'first');
  world.nowMs += 1_000;
  world.answers('c', 'third');
  return { world, end: () => world.toolEnds('b', reading) };
};

const notesOf = (world: World, id: string): readonly unknown[] =>
  world.appends(id).flatMap((append): readonly unknown[] => (append.kind === 'tool_result' ? append.notes : [append]));

describe('news for a running agent', () => {
  test('all unseen answers reach it with the next tool result, the newest first, each once', () => {
    const { world, end } = newsDuringTool();
    end();
    expect(notesOf(world, 'b')).toMatchObject([
      { kind: 'update', answers: [{ label: 'agent3.1' }, { label: 'agent1.1' }] },
    ]);
    expect(world.agent('b').seen).toEqual({ a: 1, b: 1, c: 1 });
    const again = tool();
    world.says('b', again);
    world.toolEnds('b', again);
    expect(notesOf(world, 'b')).toEqual([]);
  });

  test('no author or real id stands in what a note shows but the field for the program', () => {
    const { world, end } = newsDuringTool();
    end();
    expect(notesOf(world, 'b')).toMatchObject([
      { answers: [{ author: 'c', anonymousId: 'agent3', own: false, replaces: null }, { author: 'a' }] },
    ]);
  });

  test('the tools of the very next call follow from what it now shows', () => {
    const { world, end } = newsDuringTool();
    expect(world.call('b').voteTargets).toEqual(['agent2']);
    end();
    expect(world.call('b').voteTargets).toEqual(['agent1', 'agent2', 'agent3']);
  });

  test('a cap leaves the older ones for later, and a vote meanwhile is not taken', () => {
    const { world, end } = newsDuringTool({ maxInjectionsPerRound: 1 });
    end();
    expect(notesOf(world, 'b')).toMatchObject([{ answers: [{ label: 'agent3.1' }] }]);
    const again = tool();
    world.says('b', again);
    world.toolEnds('b', again);
    expect(world.last('injection_skipped').reason).toBe('cap');
    world.votes('b', 'agent3');
    expect(world.state.votes).toEqual([]);
    expect(world.agent('b').visible).toContain('agent1.1');
  });

  test('long answers are cut only where the reader can open the whole, and it is said', () => {
    const { world, end } = newsDuringTool({ injectionCharacterLimit: 3 });
    end();
    expect(notesOf(world, 'b')).toMatchObject([{ answers: [{ content: 'thi' }, { content: 'fir' }] }]);
    expect(world.last('injection_received')).toMatchObject({ truncated: true, bytes: 6 });
  });

  test('one long answer among short ones is enough to say that something was cut', () => {
    const world = startWorld(3, { injectionCharacterLimit: 5 });
    world.answers('b', 'second');
    const reading = tool();
    world.says('b', reading);
    world.answers('a', 'longer');
    world.answers('c', 'short');
    world.toolEnds('b', reading);
    expect(world.last('injection_received')).toMatchObject({ truncated: true, bytes: 10 });
  });

  test('the size of an update is told in bytes as they go over the wire', () => {
    const world = startWorld(2);
    world.answers('b', 'second');
    const reading = tool();
    world.says('b', reading);
    world.answers('a', '日本 é 🙂');
    world.toolEnds('b', reading);
    expect(world.last('injection_received').bytes).toBe(14);
  });

  test('an agent at work on its first answer is left alone, and the log says why', () => {
    const world = startWorld(2);
    const reading = tool();
    world.says('b', reading);
    world.answers('a', 'first');
    world.toolEnds('b', reading);
    expect(notesOf(world, 'b')).toEqual([]);
    expect(world.all('injection_skipped').map(({ agent_id, data }) => [agent_id, data.reason])).toEqual([
      ['b', 'first_answer'],
    ]);
  });

  test('nothing is put in when injection is off, yet an unseen answer still voids the vote', () => {
    const { world, end } = newsDuringTool({ disableInjection: true });
    end();
    expect(notesOf(world, 'b')).toEqual([]);
    expect(world.last('injection_skipped').reason).toBe('disabled');
    expect(world.all('update_pending')).toEqual([]);
    world.votes('b', 'agent2');
    expect(world.state.votes).toEqual([]);
  });

  test('deferred updates end the round at the next safe point instead', () => {
    const { world, end } = newsDuringTool({ deferPeerUpdatesUntilRestart: true });
    end();
    expect(world.all('agent_restart').map(({ agent_id, data }) => [agent_id, data.reason])).toContainEqual([
      'b',
      'deferred_updates',
    ]);
    expect(world.agent('b')).toMatchObject({ round: 2, visible: ['agent3.1', 'agent1.1', 'agent2.1'] });
    expect(world.all('injection_received')).toEqual([]);
  });

  test('close to the soft limit nothing is put in', () => {
    const { world, end } = newsDuringTool({ subsequentRoundTimeoutMs: 100_000, roundTimeoutGraceMs: 60_000 });
    world.nowMs += 40_000;
    end();
    expect(world.last('injection_skipped').reason).toBe('timeout_close');
    expect(notesOf(world, 'b')).toEqual([]);
  });

  test('exactly the grace before the soft limit there is still time', () => {
    const { world, end } = newsDuringTool({ subsequentRoundTimeoutMs: 100_000, roundTimeoutGraceMs: 60_000 });
    world.nowMs += 39_000;
    end();
    expect(notesOf(world, 'b')).toMatchObject([{ kind: 'update' }]);
  });

  test('an agent that has not answered is told nothing until its next round', () => {
    const world = startWorld(2);
    const reading = tool();
    world.says('b', reading);
    world.answers('a', 'first');
    world.toolEnds('b', reading);
    expect(notesOf(world, 'b')).toEqual([]);
    expect(world.call('b').offered).toEqual(['new_answer']);
    world.answers('b', 'second');
    expect(world.agent('b').visible).toEqual(['agent1.1', 'agent2.1']);
  });

  test('news also comes with a correction, when no tool is called', () => {
    const world = startWorld(2);
    world.answers('b', 'second');
    world.answers('a', 'first');
    world.writes('b', 'hm');
    expect(world.appends('b')).toMatchObject([
      { kind: 'note', note: { kind: 'enforcement', incompleteText: 'hm' } },
      { kind: 'note', note: { kind: 'update' } },
    ]);
    expect(world.last('context_delivered').via).toBe('enforcement');
  });

  test('an agent that can only vote begins again at once: its call could not count any more', () => {
    const world = startWorld(2, { maxNewAnswersPerAgent: 1 });
    world.answers('a', 'first');
    const call = world.agent('a').modelCall?.id;
    world.answers('b', 'second');
    expect(world.effects).toContainEqual(
      expect.objectContaining({ type: 'abort_model', callId: call, awaitEnd: false }),
    );
    expect(world.last('agent_restart').reason).toBe('new_answers');
    expect(world.agent('a').visible).toEqual(['agent2.1', 'agent1.1']);
  });

  test('an agent between rounds is not said to begin again: it just begins', () => {
    const world = startWorld(2, { maxNewAnswersPerAgent: 1 });
    world.answers('a', 'first');
    world.votes('a', 'agent1');
    world.answers('b', 'second');
    expect(world.all('agent_restart')).toEqual([]);
    expect(world.agent('a')).toMatchObject({ inRound: true, restarts: 0 });
  });

  test('a fresh round shows the newest answer of each, starting after the reader, its own last', () => {
    const world = startWorld(4);
    for (const id of ['a', 'c', 'd', 'b']) world.answers(id, `answer of ${id}`);
    expect(world.agent('b').visible).toEqual(['agent3.1', 'agent4.1', 'agent1.1', 'agent2.1']);
    expect(world.appends('b')).toMatchObject([
      { context: { answers: [{ own: false }, { own: false }, { own: false }, { own: true, content: 'answer of b' }] } },
    ]);
  });
});

const say = (world: World, id: string, targets: readonly string[] | null = null): unknown =>
  world.command({ type: 'human_input', id, content: `say ${id}`, targets: targets as never });

describe('words of the person', () => {
  test('reach each agent once, with its next call', () => {
    const world = startWorld(2);
    say(world, 'h1');
    const reading = tool();
    world.says('a', reading);
    world.toolEnds('a', reading);
    expect(notesOf(world, 'a')).toMatchObject([{ kind: 'human_input', id: 'h1', content: 'say h1' }]);
    expect(world.last('human_input_delivered')).toEqual({ id: 'h1', via: 'tool_result' });
    const again = tool();
    world.says('a', again);
    world.toolEnds('a', again);
    expect(notesOf(world, 'a')).toEqual([]);
    expect(world.agent('b').pendingInputs).toHaveLength(1);
  });

  test('are not lost with the conversation: later rounds still show them', () => {
    const world = startWorld(1);
    say(world, 'h1', ['a']);
    world.answers('a', 'first');
    expect(world.appends('a')).toMatchObject([{ context: { leftovers: [{ id: 'h1' }], instructions: [] } }]);
    world.answers('a', 'second');
    expect(world.appends('a')).toMatchObject([{ context: { leftovers: [], instructions: [{ id: 'h1' }] } }]);
  });

  test('for one agent are no concern of another', () => {
    const world = startWorld(2);
    say(world, 'h1', ['b']);
    expect(world.agent('a').pendingInputs).toEqual([]);
    expect(world.agent('b').pendingInputs).toEqual([{ id: 'h1', content: 'say h1' }]);
  });
});
