import { expect, test } from 'vitest';
import { createVirtualClock } from '../../../src/recorder/clock/virtual-clock.ts';
import { tickPace } from '../../../src/recorder/play/pace.ts';

const never = new Promise<never>(() => undefined);

test('a step that never ends is left at the signal, and no other is begun', async () => {
  const stop = new AbortController();
  const clock = createVirtualClock();
  const steps: number[] = [];
  const advance = (toMs: number): Promise<void> => {
    steps.push(toMs);
    if (toMs < 40) return Promise.resolve();
    setImmediate(() => stop.abort());
    return never;
  };
  const pace = tickPace(advance, never, clock, stop.signal);
  await clock.run(pace.until(1000, new AbortController().signal));
  expect([steps, pace.now(), clock.holds]).toEqual([[20, 40], 40, []]);
});
