import { expect, onTestFinished, test, vi } from 'vitest';
import { systemClock } from '../../../src/runtime/ports/system-clock.ts';

test('the machine’s clock sleeps no longer than its signal lives', async () => {
  const stop = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, stop.signal);
  stop.abort();
  await sleeping;
  await systemClock.sleep(3_600_000, stop.signal);
  const before = systemClock.now();
  await systemClock.sleep(1, new AbortController().signal);
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
});

test('a wait longer than the timers of the machine can take is as long as they can', async () => {
  const timer = vi.spyOn(globalThis, 'setTimeout');
  onTestFinished(() => timer.mockRestore());
  const abort = new AbortController();
  const wait = systemClock.sleep(1e12, abort.signal);
  expect(timer.mock.lastCall?.[1]).toBe(2 ** 31 - 1);
  abort.abort();
  await wait;
});
