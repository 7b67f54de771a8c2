import type { Clock } from '../../src/runtime/ports/clock.ts';

interface Sleeper {
  readonly wakeMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved by hand. */
export interface FakeClock extends Clock {
  /** Moves on step by step, so that whoever wakes can go to sleep again on the way. */
  advance(ms: number): Promise<void>;
  /** Lets everything happen that needs no time. */
  idle(): Promise<void>;
  /** Moves to each next sleeper until `done` settles; throws when nobody sleeps and it still has not. */
  runUntil<Value>(done: Promise<Value>, limitMs?: number): Promise<Value>;
  /** How many sleep now: what has ended leaves nobody sleeping. */
  readonly sleeping: number;
}

const TICK_BUDGET = 50;

const idle = async (): Promise<void> => {
  // Promise chains of the program are longer than one turn of the microtask queue, and never longer than this.
  for (let turn = 0; turn < TICK_BUDGET; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const quickIdle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export function createFakeClock(startMs = Date.UTC(2026, 10, 21, 12)): FakeClock {
  let nowMs = startMs;
  const sleepers = new Set<Sleeper>();

  const nextWake = (): number => [...sleepers].reduce((least, { wakeMs }) => Math.min(least, wakeMs), Infinity);

  async function moveTo(targetMs: number): Promise<void> {
    nowMs = Math.max(nowMs, targetMs);
    for (const sleeper of sleepers) if (sleeper.wakeMs <= nowMs) sleeper.wake();
    await quickIdle();
  }

  return {
    now: () => nowMs,
    sleep(ms, signal) {
      if (signal.aborted || ms <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper: Sleeper = { wakeMs: nowMs + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await quickIdle();
      while (nextWake() <= endMs) await moveTo(nextWake());
      await moveTo(endMs);
      await idle();
    },
    idle,
    async runUntil(done, limitMs = 24 * 3600 * 1000) {
      const endMs = nowMs + limitMs;
      let settled = false;
      const watched = done.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      const isSettled = (): boolean => settled;
      while (!isSettled()) {
        await quickIdle();
        if (isSettled()) break;
        if (sleepers.size === 0) await idle();
        if (isSettled()) break;
        const wakeMs = nextWake();
        if (wakeMs > endMs)
          throw new Error(sleepers.size === 0 ? 'nobody sleeps and it is not done' : 'it takes too long');
        await moveTo(wakeMs);
      }
      return watched;
    },
    get sleeping() {
      return sleepers.size;
    },
  };
}
