import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agentId } from '../../src/coordination/ids.ts';
import { createMemoryArchive } from '../helpers/memory-archive.ts';
import { answers, says, text, times, wait, wellBehaved, type Script } from '../helpers/scripted-model.ts';
import { createWorld, foldLog, type World } from './session-world.ts';

/** Takes its time over everything, so that there are instants to cancel at. */
const slow =
  (script: Script, ms: number): Script =>
  (request) => [
    text('Let me '),
    wait(ms),
    text('think. '),
    wait(ms),
    ...(typeof script === 'function' ? script(request) : script),
  ];
const piece = (words: string) => ({ type: 'tool_args', callId: 'c', name: 'new_answer', text: words }) as const;

const slowTeam = (): World =>
  createWorld([1, 2, 3].map((number) => times(9, slow(wellBehaved(`Answer ${number}.`, 'agent1'), 100 * number))));

describe('a turn that is cancelled', () => {
  test('stops within a second, keeps what was accepted, and exits with 4', async () => {
    const world = slowTeam();
    const stop = new AbortController();
    const turn = world.session.runTurn('Why?', stop.signal);
    await world.clock.advance(450);
    const cancelledAtMs = world.clock.now();
    stop.abort();
    const result = await world.clock.runUntil(turn);
    expect(world.clock.now() - cancelledAtMs).toBeLessThan(1000);
    expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 4 });
    expect(result.state.answers.map(({ label }) => label)).toEqual(['agent1.1', 'agent2.1']);
    expect(world.archive.eventsOf('partial_saved')).toMatchObject([{ data: { answers: ['agent1.1', 'agent2.1'] } }]);
  });

  test('keeps what was being written as drafts', async () => {
    const world = slowTeam();
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(50);
    expect(world.session.dispatch({ type: 'cancel', source: 'sigint', level: 1 }).ok).toBe(true);
    const result = await world.clock.runUntil(turn);
    expect(Object.values(result.state.agents).map(({ draft }) => draft)).toEqual(Array(3).fill('Let me '));
    expect(world.archive.attempts[0]?.partial?.cancelled).toBe(true);
  });

  test('keeps an answer that was being written inside its call, too', async () => {
    const writes: Script = [
      text('Here it is.'),
      piece('{"content":"Blue, '),
      piece('because '),
      wait(500),
      piece('x"}'),
    ];
    const world = createWorld([[writes]]);
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(100);
    world.session.dispatch({ type: 'cancel', source: 'sigint', level: 1 });
    const result = await world.clock.runUntil(turn);
    expect(Object.values(result.state.agents).map(({ draft }) => draft)).toEqual(['Here it is.\n\nBlue, because ']);
  });

  test('before anything could start ends the same way', async () => {
    const world = slowTeam();
    expect(await world.turn('Why?', AbortSignal.abort())).toMatchObject({ outcome: 'cancelled', exitCode: 4 });
  });

  test('at the second level saves nothing more', async () => {
    const world = slowTeam();
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(450);
    world.session.dispatch({ type: 'cancel', source: 'sigint', level: 2 });
    expect(await world.clock.runUntil(turn)).toMatchObject({ outcome: 'cancelled' });
    expect(world.archive.attempts[0]?.partial).toBeNull();
  });

  test('at any instant leaves a whole log, no stream, no sleeper, no winner', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3000 }), fc.constantFrom<1 | 2>(1, 2), async (afterMs, level) => {
        const world = slowTeam();
        const turn = world.session.runTurn('Why?', new AbortController().signal);
        await world.clock.advance(afterMs);
        world.session.dispatch({ type: 'cancel', source: 'ui', level });
        const result = await world.clock.runUntil(turn);
        expect(['cancelled', 'answered']).toContain(result.outcome);
        expect(foldLog(world.archive.events)).toEqual(result.state);
        expect(world.models.map(({ open }) => open)).toEqual([0, 0, 0]);
        expect(world.clock.sleeping).toBe(0);
        const cancelled = world.archive.events.findIndex((event) => event.event_type === 'cancel_requested');
        const after = world.archive.events.slice(cancelled === -1 ? world.archive.events.length : cancelled);
        expect(after.filter((event) => event.event_type === 'winner_selected')).toEqual([]);
        const types = world.archive.events.map((event) => event.event_type);
        const tail = types.slice(types.lastIndexOf('system_status') + 1);
        expect(tail.filter((type) => type !== 'partial_saved')).toEqual(['run_ended']);
      }),
      { numRuns: 40 },
    );
  });

  test('does not wait for a client that ignores it', async () => {
    const world = createWorld([[]], {
      agent: () => ({
        client: {
          family: 'openai-chat',
          async *stream() {
            yield text('x');
            await new Promise(() => undefined);
          },
          close: () => undefined,
        },
      }),
    });
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(10);
    const cancelledAtMs = world.clock.now();
    world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 });
    await world.clock.runUntil(turn);
    expect(world.clock.now() - cancelledAtMs).toBeLessThan(1000);
  });
});

describe('commands', () => {
  test('are refused with a reason when nothing is running', async () => {
    const world = createWorld([times(5, wellBehaved('A.', 'agent1'))]);
    expect(world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 })).toEqual({
      ok: false,
      error: 'nothing is running',
    });
    await world.turn();
    expect(world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 }).ok).toBe(false);
  });

  test('wait while the log is opened, a bounded number of them, and a cancel is among them', async () => {
    const gate = Promise.withResolvers<void>();
    const world = createWorld([times(5, wellBehaved('A.', 'agent1'))], {
      archive: () => createMemoryArchive({ opening: () => gate.promise }),
    });
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    const told = Array.from({ length: 65 }, () => world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 }));
    expect(told.slice(0, 64).every(({ ok }) => ok)).toBe(true);
    expect(told[64]).toEqual({ ok: false, error: 'too many commands are waiting; try again in a moment' });
    gate.resolve();
    expect(await world.clock.runUntil(turn)).toMatchObject({ outcome: 'cancelled' });
    expect(world.archive.eventsOf('cancel_requested')).toHaveLength(1);
  });

  test('that make no sense are refused with the reason of the rules', async () => {
    const world = slowTeam();
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(10);
    const refused = world.session.dispatch({ type: 'answer_now', agentId: agentId('nobody') });
    expect(refused).toEqual({ ok: false, error: 'there is no agent nobody' });
    world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 });
    await world.clock.runUntil(turn);
  });

  test('of the person reach the agents with their next call', async () => {
    const world = createWorld([
      [[wait(100), ...says('Just text.')], answers('Short.'), ...times(5, wellBehaved('x', 'agent1'))],
    ]);
    const turn = world.session.runTurn('Why?', new AbortController().signal);
    await world.clock.advance(10);
    world.session.dispatch({ type: 'human_input', id: 'h1', content: 'Keep it short.', targets: null });
    await world.clock.runUntil(turn);
    expect(JSON.stringify(world.models[0]?.requests[1]?.messages)).toContain('Keep it short.');
  });
});

test('a second turn while one is running is a bug of the caller', async () => {
  const world = slowTeam();
  const turn = world.session.runTurn('Why?', new AbortController().signal);
  await expect(world.session.runTurn('And?', new AbortController().signal)).rejects.toThrow('already running');
  world.session.dispatch({ type: 'cancel', source: 'ui', level: 1 });
  await world.clock.runUntil(turn);
});
