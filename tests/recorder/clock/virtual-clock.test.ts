import { readFile } from 'node:fs/promises';
import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createVirtualClock, StandstillError, VIRTUAL_EPOCH_MS } from '../../../src/recorder/clock/virtual-clock.ts';

const NEVER = new AbortController().signal;

test('time begins with the year 2026 and moves only when it is moved', async () => {
  const clock = createVirtualClock();
  expect(new Date(clock.now()).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  await clock.settle(NEVER);
  expect(clock.elapsedMs).toBe(0);
  await clock.advanceTo(1500, NEVER);
  expect([clock.elapsedMs, clock.now()]).toEqual([1500, VIRTUAL_EPOCH_MS + 1500]);
  await clock.advanceTo(1000, NEVER);
  expect(clock.elapsedMs).toBe(1500);
});

test('timers run at their times, equal ones in the order of creation', async () => {
  await assert(
    asyncProperty(array(integer({ min: 1, max: 20 }), { maxLength: 30 }), async (delays) => {
      const clock = createVirtualClock();
      const ran: (readonly [number, number])[] = [];
      for (const [index, ms] of delays.entries()) clock.after(ms, () => void ran.push([clock.elapsedMs, index]));
      await clock.advanceTo(20, NEVER);
      const expected = delays
        .map((ms, index) => [ms, index] as const)
        .toSorted(([a, first], [b, second]) => a - b || first - second);
      expect(ran).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('a timer that is cancelled does not run', async () => {
  const clock = createVirtualClock();
  const ran: string[] = [];
  const cancel = clock.after(10, () => void ran.push('cancelled'));
  clock.after(10, () => void ran.push('kept'));
  cancel();
  cancel();
  await clock.advanceTo(20, NEVER);
  expect(ran).toEqual(['kept']);
});

test('a sleep ends at its time or when its signal aborts, and never rejects', async () => {
  const clock = createVirtualClock();
  const stop = new AbortController();
  const woke: string[] = [];
  const sleeper = async (name: string, ms: number, signal: AbortSignal): Promise<void> => {
    await clock.sleep(ms, signal);
    woke.push(`${name} ${clock.elapsedMs}`);
  };
  const all = [
    sleeper('long', 100, stop.signal),
    sleeper('short', 10, NEVER),
    sleeper('dead', 10, AbortSignal.abort()),
  ];
  await clock.advanceTo(50, NEVER);
  stop.abort();
  await Promise.all(all);
  expect(woke).toEqual(['dead 0', 'short 10', 'long 50']);
  expect(clock.nextDueMs).toBe(null);
});

test('everything that follows from a timer happens before the next one', async () => {
  const clock = createVirtualClock();
  const order: string[] = [];
  const chain = async (): Promise<void> => {
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    order.push(`chain ${clock.elapsedMs}`);
    await clock.sleep(1, NEVER);
    order.push(`later ${clock.elapsedMs}`);
  };
  clock.after(10, () => void chain());
  clock.after(11, () => void order.push(`next ${clock.elapsedMs}`));
  await clock.advanceTo(20, NEVER);
  expect(order).toEqual(['chain 10', 'next 11', 'later 11']);
});

test('a loop of sleeps of nothing does not keep time from moving', async () => {
  const clock = createVirtualClock();
  const stop = new AbortController();
  let turns = 0;
  const spin = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await clock.sleep(0, stop.signal);
      turns += 1;
    }
  };
  const spinning = spin();
  await clock.advanceTo(25, NEVER);
  stop.abort();
  await spinning;
  expect(turns).toBe(26);
});

describe('work outside of time', () => {
  test('that is held keeps time still', async () => {
    const clock = createVirtualClock();
    const seen: number[] = [];
    const work = async (): Promise<void> => {
      await clock.sleep(10, NEVER);
      using hold = clock.hold('a child');
      expect([hold !== null, clock.holds]).toEqual([true, ['a child']]);
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(clock.elapsedMs);
    };
    const done = work();
    await clock.advanceTo(1000, NEVER);
    await done;
    expect([seen, clock.holds, clock.elapsedMs]).toEqual([[10], [], 1000]);
  });

  test('on files needs no hold', async () => {
    const clock = createVirtualClock();
    const at: number[] = [];
    const work = async (): Promise<void> => {
      for (let step = 0; step < 5; step += 1) {
        await clock.sleep(10, NEVER);
        await readFile(import.meta.filename);
        at.push(clock.elapsedMs);
      }
    };
    await clock.run(work());
    expect(at).toEqual([10, 20, 30, 40, 50]);
  });

  test('that never ends can be given up', async () => {
    const clock = createVirtualClock();
    const stop = new AbortController();
    clock.hold('forever');
    const advance = clock.advanceTo(10, stop.signal);
    stop.abort();
    await advance;
    expect([clock.elapsedMs, clock.holds]).toEqual([0, ['forever']]);
  });
});

describe('running', () => {
  test('takes no more time than the work needs', async () => {
    const clock = createVirtualClock();
    clock.after(60_000, () => undefined);
    const work = async (): Promise<number> => {
      await clock.sleep(2000, NEVER);
      await clock.sleep(3000, NEVER);
      return clock.elapsedMs;
    };
    expect(await clock.run(work())).toBe(5000);
    expect(clock.elapsedMs).toBe(5000);
  });

  test('rejects as the work does', async () => {
    const clock = createVirtualClock();
    const work = clock.sleep(10, NEVER).then(() => Promise.reject(new Error('no')));
    await expect(clock.run(work)).rejects.toThrow('no');
  });

  test('tells when nothing can happen any more', async () => {
    const clock = createVirtualClock({ standstillMs: 50 });
    clock.after(70, () => undefined);
    await expect(clock.run(new Promise(() => undefined))).rejects.toEqual(new StandstillError(70));
  });

  test('takes steps that are small enough for a follower, who is always ahead', async () => {
    const clock = createVirtualClock();
    const followed: (readonly [number, number])[] = [];
    const end = clock.onAdvance((toMs) => {
      followed.push([clock.elapsedMs, toMs]);
      return Promise.resolve();
    });
    await clock.run(clock.sleep(100, NEVER), { stepMs: 40 });
    end();
    await clock.advanceTo(200, NEVER);
    expect(followed).toEqual([
      [0, 40],
      [40, 80],
      [80, 100],
    ]);
  });
});

test('what a timer throws reaches whoever moves the time', async () => {
  const clock = createVirtualClock();
  clock.after(5, () => {
    throw new Error('bug');
  });
  await expect(clock.advanceTo(10, NEVER)).rejects.toThrow('bug');
  await clock.advanceTo(20, NEVER);
  expect(clock.elapsedMs).toBe(20);
});

describe('a follower', () => {
  test('may cancel the timer that time is about to come to', async () => {
    const clock = createVirtualClock();
    const ran: string[] = [];
    const cancel = clock.after(10, () => void ran.push('cancelled'));
    clock.after(20, () => void ran.push(`next ${clock.elapsedMs}`));
    clock.onAdvance(() => Promise.resolve(cancel()));
    await clock.advanceTo(30, NEVER);
    expect(ran).toEqual(['next 20']);
  });

  test('may set a timer that comes before it', async () => {
    const clock = createVirtualClock();
    const ran: string[] = [];
    clock.after(10, () => void ran.push('first of all'));
    const end = clock.onAdvance(() => {
      end();
      clock.after(5, () => void ran.push('still before'));
      return Promise.resolve();
    });
    await clock.advanceTo(30, NEVER);
    expect(ran).toEqual(['still before', 'first of all']);
  });
});

test('work that goes on now and then is no standstill, however often it was idle between', async () => {
  let looks = 0;
  const turn = Promise.withResolvers<void>();
  let waiting = { until: Infinity, done: turn.resolve };
  // An idle clock looks again after some real time; here it looks again at once.
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((look) => {
    looks += 1;
    if (looks >= waiting.until) waiting.done();
    return setImmediate(look) as never;
  });
  onTestFinished(() => void vi.restoreAllMocks());
  const idleLooks = (count: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting = { until: looks + count, done: resolve };
    return promise;
  };
  const clock = createVirtualClock({ standstillMs: 50 });
  const work = async (): Promise<number> => {
    for (let round = 0; round < 4; round += 1) {
      await idleLooks(6);
      await clock.sleep(100, NEVER);
    }
    return clock.elapsedMs;
  };
  expect(await clock.run(work())).toBe(400);
});

test('calls queue up', async () => {
  const clock = createVirtualClock();
  const seen: number[] = [];
  clock.after(15, () => void seen.push(clock.elapsedMs));
  await Promise.all([clock.advanceTo(10, NEVER), clock.advanceTo(20, NEVER), clock.advanceTo(5, NEVER)]);
  expect([seen, clock.elapsedMs]).toEqual([[15], 20]);
});
