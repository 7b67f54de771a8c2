import { expect, test } from 'vitest';
import type { CoordinationEvent } from '../../src/coordination/events.ts';
import { createReplaySession } from '../../src/runtime/replay-session.ts';
import type { ReplaySession } from '../../src/runtime/replay-session.ts';
import { demoStory } from '../dashboard/demo-story.ts';
import { createStorySession } from '../dashboard/story-session.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import type { FakeClock } from '../helpers/fake-clock.ts';

const { events, cards } = demoStory(3);
const PATHS = { logDir: 'logs/run', attemptDir: 'logs/run/turn_1/attempt_1', statusPath: 'logs/run/status.json' };
const NEVER = new AbortController().signal;
const atMs = (event: CoordinationEvent | undefined): number => Date.parse(event?.timestamp ?? '');
const tookMs = atMs(events.at(-1)) - atMs(events[0]);

interface Heard {
  readonly event: CoordinationEvent;
  readonly at: number;
  readonly now: number;
}

/** A replay that writes down what it tells and when. */
function replayed(
  log: readonly CoordinationEvent[],
  clock: FakeClock,
  speed = 1,
): { session: ReplaySession; heard: Heard[] } {
  const session = createReplaySession(log, clock, { speed, paths: PATHS });
  const heard: Heard[] = [];
  const startMs = clock.now();
  session.subscribe((event) => void heard.push({ event, at: clock.now() - startMs, now: session.clock.now() }));
  return { session, heard };
}

test('every event comes at the time it happened, counted from the start of the turn', async () => {
  const clock = createFakeClock();
  await clock.advance(5000);
  const { session, heard } = replayed(events, clock);
  await clock.runUntil(session.runTurn(session.question, NEVER));
  expect(heard.map(({ event }) => event)).toEqual(events);
  for (const { event, at, now } of heard) {
    expect(at).toBe(atMs(event) - atMs(events[0]));
    expect(now).toBe(atMs(event)); // the run's own time goes with it
  }
});

test('the state is that of the run, folded by the same rules', async () => {
  const clock = createFakeClock();
  const { session } = replayed(events, clock);
  const result = await clock.runUntil(session.runTurn('', NEVER));
  const live = createStorySession({ cards });
  live.play(events);
  expect(session.state).toEqual(live.state);
  expect(result).toEqual({ outcome: 'answered', exitCode: 0, state: live.state, ...PATHS });
});

test('the time of the run stands until it begins, and goes on after its end', async () => {
  const clock = createFakeClock();
  const { session } = replayed(events, clock);
  await clock.advance(60_000);
  expect(session.clock.now()).toBe(atMs(events[0]));
  await clock.runUntil(session.runTurn('', NEVER));
  await clock.advance(1000);
  expect(session.clock.now()).toBe(atMs(events.at(-1)) + 1000);
});

test.each([2, 10, 0.5])('at speed %d it takes so much less, and the run’s own time keeps up', async (speed) => {
  const clock = createFakeClock();
  const { session, heard } = replayed(events, clock, speed);
  const began = clock.now();
  await clock.runUntil(session.runTurn('', NEVER));
  expect(clock.now() - began).toBeCloseTo(tookMs / speed, -1);
  for (const { event, now } of heard) {
    expect(now).toBeGreaterThanOrEqual(atMs(event));
    expect(now - atMs(event)).toBeLessThanOrEqual(speed);
  }
});

test('without a pace nothing is waited for, and whoever prints may ask for a rest', async () => {
  const clock = createFakeClock();
  let rests = 0;
  const session = createReplaySession(events, clock, {
    speed: Number.POSITIVE_INFINITY,
    paths: PATHS,
    between: () => {
      rests += 1;
      return Promise.resolve();
    },
  });
  const nows: number[] = [];
  session.subscribe(() => void nows.push(session.clock.now()));
  await session.runTurn('', NEVER);
  expect(nows).toEqual(events.map(atMs));
  expect(rests).toBe(Math.floor(events.length / 100));
  expect(clock.sleeping).toBe(0);
});

test('nothing said to it changes anything: every command is refused in words', async () => {
  const clock = createFakeClock();
  const { session, heard } = replayed(events, clock);
  const done = session.runTurn('', NEVER);
  await clock.advance(1000);
  const before = heard.length;
  expect(session.dispatch({ type: 'cancel', source: 'ui', level: 1 })).toEqual({
    ok: false,
    error: 'this is a replay: what happened cannot be changed',
  });
  expect(heard.length).toBe(before);
  expect((await clock.runUntil(done)).outcome).toBe('answered');
});

test('whoever leaves early is not waited for', async () => {
  const clock = createFakeClock();
  const { session, heard } = replayed(events, clock);
  const leave = new AbortController();
  const done = session.runTurn('', leave.signal);
  await clock.advance(2000);
  const before = heard.length;
  leave.abort();
  await done;
  expect(heard.length).toBe(before);
  expect(clock.sleeping).toBe(0);
});

test('a log that breaks off ends as a cancelled turn, so that no screen waits for more', async () => {
  const cut = events.slice(0, 60);
  const clock = createFakeClock();
  const { session, heard } = replayed(cut, clock);
  const result = await clock.runUntil(session.runTurn('', NEVER));
  expect([result.outcome, result.exitCode, result.state.phase]).toEqual(['cancelled', 4, 'ended']);
  expect(heard.slice(0, -1).map(({ event }) => event)).toEqual(cut);
  expect(heard.at(-1)?.event).toMatchObject({
    seq: 61,
    event_type: 'system_status',
    data: { status: 'turn_ended', outcome: 'cancelled', duration_ms: atMs(cut.at(-1)) - session.state.startedAtMs },
  });
});

test('what no listener can take ends the replay instead of the program, and is told by its number', async () => {
  const clock = createFakeClock();
  const { session } = replayed(events, clock);
  session.subscribe((event) => {
    if (event.seq === 40) throw new TypeError('not as expected');
  });
  const result = await clock.runUntil(session.runTurn('', NEVER));
  expect(session.stoppedAt).toBe(40);
  expect(result.outcome).toBe('cancelled');
});

test('times that jump back are played in the order of the log', async () => {
  const clock = createFakeClock();
  const [first, second, third, ...rest] = events.slice(0, 20);
  if (first === undefined || second === undefined || third === undefined) throw new Error('too short');
  const shuffled = [first, second, { ...third, timestamp: new Date(atMs(first) - 5000).toISOString() }, ...rest];
  const { session, heard } = replayed(shuffled, clock);
  await clock.runUntil(session.runTurn('', NEVER));
  expect(heard.slice(0, -1).map(({ event }) => event)).toEqual(shuffled);
  expect(heard.map(({ at }) => at)).toEqual(heard.map(({ at }) => at).toSorted((a, b) => a - b));
});
