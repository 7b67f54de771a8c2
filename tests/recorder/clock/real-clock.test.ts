import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRealClock } from '../../../src/recorder/clock/real-clock.ts';

const NEVER = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers({ now: 1000 }));
afterEach(() => void vi.useRealTimers());

test('the time is the machine’s, holds mean nothing', async () => {
  const clock = createRealClock();
  clock.hold('anything');
  const slept = clock.sleep(50, NEVER).then(() => clock.now());
  await vi.advanceTimersByTimeAsync(50);
  expect([clock.kind, await slept]).toEqual(['real', 1050]);
});

test('a sleep ends with its signal and leaves no timer', async () => {
  const clock = createRealClock();
  const stop = new AbortController();
  const slept = clock.sleep(1e6, stop.signal);
  stop.abort();
  await slept;
  await clock.sleep(1e6, stop.signal);
  expect(vi.getTimerCount()).toBe(0);
});

test('a timer can be cancelled', async () => {
  const ran: string[] = [];
  createRealClock().after(10, () => void ran.push('ran'))();
  await vi.advanceTimersByTimeAsync(100);
  expect(ran).toEqual([]);
});

test('a very long timer does not fire at once', async () => {
  const ran: number[] = [];
  const clock = createRealClock();
  const longMs = 2 ** 31 + 5000;
  clock.after(longMs, () => void ran.push(clock.now()));
  await vi.advanceTimersByTimeAsync(2 ** 31);
  expect(ran).toEqual([]);
  await vi.advanceTimersByTimeAsync(5000);
  expect(ran).toEqual([1000 + longMs]);
});
