import { describe, expect, test } from 'vitest';
import type { CoordinationEvent, EventDraft } from '../../src/coordination/events.ts';
import { initialState } from '../../src/coordination/initial.ts';
import { reduce } from '../../src/coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { createBus } from '../../src/runtime/bus.ts';
import { LogUnwritable } from '../../src/runtime/ports/log.ts';
import { createFakeClock } from '../helpers/fake-clock.ts';
import { createMemoryArchive } from '../helpers/memory-archive.ts';

const note = (text: string): EventDraft => ({
  event_type: 'status_message',
  agent_id: null,
  round_number: null,
  data: { level: 'info', text },
});
const textOf = (event: CoordinationEvent): string =>
  event.event_type === 'status_message' ? event.data.text : event.event_type;

async function setUp(options: Parameters<typeof createMemoryArchive>[0] = {}) {
  const archive = createMemoryArchive(options);
  const failures: LogUnwritable[] = [];
  const bus = createBus({
    clock: createFakeClock(Date.UTC(2026, 10, 21, 12)),
    initial: initialState(DEFAULT_SETTINGS, [], ''),
    reduce,
    onLogFailure: (failure) => void failures.push(failure),
  });
  const open = async (attempt: number, header: readonly EventDraft[] = []): Promise<void> =>
    bus.openAttempt(await archive.openAttempt(1, attempt), header);
  await open(1);
  return { archive, bus, failures, open };
}

describe('the bus', () => {
  test('logs, then folds, then hands out', async () => {
    const { bus, archive } = await setUp();
    const seen: unknown[] = [];
    bus.subscribe((event, state) =>
      seen.push([textOf(event), event.seq, state.seq, bus.state.seq, archive.events.length]),
    );
    bus.publish([note('a'), note('b')]);
    expect(seen).toEqual([
      ['a', 1, 1, 2, 2],
      ['b', 2, 2, 2, 2],
    ]);
    expect(archive.events.map(({ timestamp }) => timestamp)).toEqual(Array(2).fill('2026-11-21T12:00:00.000Z'));
  });

  test('tells the files made from the log of every event too', async () => {
    const { bus, archive } = await setUp();
    bus.publish([note('a')]);
    expect(archive.attempts[0]?.projected).toEqual(archive.events);
  });

  test('hands everything to everybody in the order of the log, also what a listener publishes', async () => {
    const { bus } = await setUp();
    const heard: string[] = [];
    bus.subscribe((event) => {
      if (textOf(event) === 'a') bus.publish([note('answer to a')]);
    });
    bus.subscribe((event) => void heard.push(textOf(event)));
    bus.publish([note('a'), note('b')]);
    expect(heard).toEqual(['a', 'b', 'answer to a']);
  });

  test('goes on when a listener throws, tells of it once, and keeps it', async () => {
    const { bus, archive } = await setUp();
    let calls = 0;
    const heard: string[] = [];
    bus.subscribe(() => {
      calls += 1;
      throw new Error('broken face');
    });
    bus.subscribe((event) => void heard.push(textOf(event)));
    bus.publish([note('a')]);
    bus.publish([note('b')]);
    expect(heard).toEqual(['a', 'internal_error', 'b']);
    expect(calls).toBe(3);
    expect(archive.eventsOf('internal_error')).toMatchObject([
      { data: { where: 'listener', message: 'Error: broken face' } },
    ]);
  });

  test('forgets a listener that leaves, also in the middle of a hand-out', async () => {
    const { bus } = await setUp();
    const heard: string[] = [];
    const leave = bus.subscribe((event) => {
      heard.push(textOf(event));
      leave();
    });
    bus.publish([note('a'), note('b')]);
    expect(heard).toEqual(['a']);
  });

  test('numbers the events of each attempt from 1, the header first, which nobody is told again', async () => {
    const { bus, archive, open } = await setUp();
    const heard: string[] = [];
    bus.subscribe((event) => void heard.push(textOf(event)));
    bus.publish([note('a')]);
    const [earlier] = archive.events;
    await open(2, [note('header'), ...(earlier === undefined ? [] : [earlier])]);
    bus.publish([note('b')]);
    expect(heard).toEqual(['a', 'b']);
    expect(archive.attempts[1]?.events.map((event) => [event.seq, textOf(event)])).toEqual([
      [1, 'header'],
      [2, 'a'],
      [3, 'b'],
    ]);
    expect(archive.attempts[1]?.projected).toHaveLength(3);
  });
});

describe('a log that fails', () => {
  test('is told once, and what it refused has not happened', async () => {
    const { bus, archive, failures } = await setUp({ refuse: (_events, soFar) => soFar >= 1 });
    const heard: string[] = [];
    bus.subscribe((event) => void heard.push(textOf(event)));
    for (const text of ['a', 'b', 'c']) bus.publish([note(text)]);
    expect(heard).toEqual(['a']);
    expect(bus.state.seq).toBe(1);
    expect(archive.events).toHaveLength(1);
    expect(failures.map(({ message }) => message)).toEqual([
      'cannot write /log/turn_1/attempt_1/events.jsonl: the disk is full',
    ]);
    expect(bus.failure).toBe(failures[0]);
  });

  test('does not keep the last news from being announced', async () => {
    const { bus, archive } = await setUp({ refuse: () => true });
    const heard: string[] = [];
    bus.subscribe((event) => void heard.push(textOf(event)));
    bus.publish([note('a')]);
    bus.announce([note('the log is lost')]);
    expect(heard).toEqual(['the log is lost']);
    expect(archive.events).toEqual([]);
  });

  test('by a bug says so in its own words, in the log as well, and not that the disk is at fault', async () => {
    const { bus, failures, archive } = await setUp({
      refuse: (events) => {
        if (events.some((event) => textOf(event) === 'a')) throw new TypeError('odd');
        return false;
      },
    });
    const heard: string[] = [];
    bus.subscribe((event) => void heard.push(textOf(event)));
    for (const text of ['a', 'b']) bus.publish([note(text)]);
    expect(failures.map(({ message }) => message)).toEqual([
      'cannot write the event log: internal error: TypeError: odd',
    ]);
    expect(failures[0]).toBeInstanceOf(LogUnwritable);
    expect(archive.eventsOf('internal_error')).toMatchObject([
      { seq: 1, data: { where: 'event log', message: 'TypeError: odd' } },
    ]);
    expect(heard).toEqual(['internal_error']);
  });

  test('by a bug that not even the log can tell fails once', async () => {
    const { bus, failures, archive } = await setUp({
      refuse: () => {
        throw new TypeError('odd');
      },
    });
    bus.publish([note('a')]);
    expect(failures).toHaveLength(1);
    expect(archive.events).toEqual([]);
  });
});
