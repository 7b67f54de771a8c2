import { describe, expect, test } from 'vitest';
import {
  admit,
  createBuckets,
  pauseBucket,
  startsPerMinute,
  type Bucket,
} from '../../../src/runtime/calls/rate-limit.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';

function setUp(random = 0) {
  const clock = createFakeClock(0);
  const bucket = createBuckets().get('account/model');
  const told: (number | null)[] = [];
  const ask = (more: Partial<Parameters<typeof admit>[0]> = {}) =>
    admit({
      clock,
      bucket,
      limit: null,
      budgetEndMs: () => Infinity,
      random: () => random,
      onRateLimit: (untilMs) => void told.push(untilMs),
      signal: new AbortController().signal,
      ...more,
    });
  return { clock, bucket, told, ask };
}

describe('a bucket', () => {
  test('is the same for everybody who names it', () => {
    const buckets = createBuckets();
    expect(buckets.get('a')).toBe(buckets.get('a'));
    expect(buckets.get('a')).not.toBe(buckets.get('b'));
  });

  test('lets a call through at once when nothing pauses it', async () => {
    const { ask, told } = setUp();
    expect(await ask()).toBe('ready');
    expect(told).toEqual([]);
  });

  test('holds everybody until the pause is over, and says until when', async () => {
    const { clock, bucket, told, ask } = setUp();
    pauseBucket(bucket, 5000);
    pauseBucket(bucket, 3000);
    expect(await clock.runUntil(Promise.all([ask(), ask()]))).toEqual(['ready', 'ready']);
    expect(clock.now()).toBe(5000);
    expect(told).toEqual([5000, 5000, null, null]);
  });

  test('looks again after a wait, because another agent may have been turned away meanwhile', async () => {
    const { clock, bucket, ask } = setUp();
    pauseBucket(bucket, 5000);
    const waiting = ask();
    await clock.advance(4000);
    pauseBucket(bucket, 9000);
    expect(await clock.runUntil(waiting)).toBe('ready');
    expect(clock.now()).toBe(9000);
  });

  test('wakes agents a little apart, never before the pause is over', async () => {
    const { clock, bucket, ask } = setUp(0.5);
    pauseBucket(bucket, 10_000);
    await clock.runUntil(ask());
    expect(clock.now()).toBe(10_500);
  });

  test('does not let anybody wait past the budget', async () => {
    const { bucket, told, ask } = setUp();
    pauseBucket(bucket, 5000);
    expect(await ask({ budgetEndMs: () => 4999 })).toBe('too_long');
    expect(told).toEqual([]);
  });

  test('lets go of a waiter that is aborted', async () => {
    const { clock, bucket, told, ask } = setUp();
    pauseBucket(bucket, 5000);
    const stop = new AbortController();
    const waiting = ask({ signal: stop.signal });
    await clock.advance(1000);
    stop.abort();
    expect(await waiting).toBe('aborted');
    expect(told).toEqual([5000, null]);
    expect(clock.sleeping).toBe(0);
  });
});

async function startTimes(limit: { requestsPerMinute: number; cooldownMs: number }, count: number): Promise<number[]> {
  const { clock, ask } = setUp();
  const times: number[] = [];
  for (let start = 0; start < count; start += 1) {
    await clock.runUntil(ask({ limit }));
    times.push(clock.now());
  }
  return times;
}

describe('starts of rounds', () => {
  test.each([
    [1, 1],
    [2, 1],
    [3, 2],
    [10, 9],
    [11, 11],
    [60, 60],
  ])('%i requests a minute allow %i starts', (rpm, starts) => {
    expect(startsPerMinute(rpm)).toBe(starts);
  });

  test('are as many a minute as allowed, counted over a sliding window', async () => {
    expect(await startTimes({ requestsPerMinute: 4, cooldownMs: 0 }, 7)).toEqual([
      0, 0, 0, 60_000, 60_000, 60_000, 120_000,
    ]);
  });

  test('keep a pause between each other', async () => {
    expect(await startTimes({ requestsPerMinute: 100, cooldownMs: 3000 }, 3)).toEqual([0, 3000, 6000]);
  });

  test('remember no more than the limit needs', async () => {
    const { bucket, ask } = setUp();
    const limit = { requestsPerMinute: 20, cooldownMs: 0 };
    for (let start = 0; start < 20; start += 1) await ask({ limit });
    expect((bucket satisfies Bucket).starts).toHaveLength(20);
  });
});
