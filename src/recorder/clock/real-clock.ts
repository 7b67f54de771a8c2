import type { RecorderClock } from './clock.ts';

/** Longer timers overflow in Node and would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const after = (ms: number, done: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const arm = (leftMs: number): void => {
    const stepMs = Math.min(leftMs, LONGEST_TIMER_MS);
    timer = setTimeout(() => (leftMs > stepMs ? arm(leftMs - stepMs) : done()), stepMs);
  };
  arm(Math.max(0, ms) || 0);
  return () => clearTimeout(timer);
};

/** The machine's time. Outside work does not stop it, so holds mean nothing. */
export function createRealClock(): RecorderClock {
  return {
    kind: 'real',
    now: () => Date.now(),
    sleep: (ms, signal) => sleepOn(after, ms, signal),
    after,
    hold: () => ({ [Symbol.dispose]: () => undefined }),
  };
}

/** A sleep on any kind of timer: ends early when the signal aborts, never rejects, leaves no listener behind. */
export function sleepOn(schedule: RecorderClock['after'], ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = (): void => {
      cancel();
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const cancel = schedule(ms, wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
