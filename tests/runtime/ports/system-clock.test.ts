import { expect, test } from 'vitest';
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
