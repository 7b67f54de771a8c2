import type { Clock } from './clock.ts';

/** Longer waits end here, after 24 days: the machine's timers would end them at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** The machine's clock. It is chosen where a process begins (`cli/io.ts`); a run is handed its `Clock`. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, Math.min(ms, LONGEST_MS));
      signal.addEventListener('abort', done, { once: true });
    }),
};
