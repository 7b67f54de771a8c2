import type { RecorderClock } from './clock.ts';
import { createQuiescence } from './quiescence.ts';
import { sleepOn } from './real-clock.ts';

/** 2026-01-01T00:00:00Z, where every virtual time begins. */
export const VIRTUAL_EPOCH_MS = Date.UTC(2026, 0, 1);

/** Time that is moved by hand, with the means to move it. The same calls in the same order give the same run. */
export interface VirtualClock extends RecorderClock {
  readonly kind: 'virtual';
  /** Milliseconds since the clock's epoch. */
  readonly elapsedMs: number;
  /** When the next timer is due, in elapsed milliseconds; null when there is none. */
  readonly nextDueMs: number | null;
  /** Why time stands still, for messages. */
  readonly holds: readonly string[];
  /**
   * Lets everything happen that is due until `elapsedMs`, one timer after the other, each with all that follows from it
   * before the next; then it is that time. Waits while a hold is open. Calls queue up. An aborted signal ends it early.
   */
  advanceTo(elapsedMs: number, signal: AbortSignal): Promise<void>;
  /** Lets everything happen that needs no time. */
  settle(signal: AbortSignal): Promise<void>;
  /**
   * Moves time for as long as `work` is not done: to each next timer, at most `stepMs` at once (default: no limit; give
   * one when something follows the clock from outside, see `onAdvance`). Resolves or rejects as the work does, or with a
   * `StandstillError` when nothing is due, nothing is held, and the work still waits after `standstillMs` of real time.
   */
  run<Value>(work: Promise<Value>, options?: { readonly stepMs?: number }): Promise<Value>;
  /**
   * Something whose own time follows this one (a program in a terminal in tick mode): it is asked to come to a time before
   * this clock does. The result ends it.
   */
  onAdvance(follow: (toMs: number) => Promise<void>): () => void;
}

/** The work waits for something that is neither time nor a hold: a bug in what is recorded, or in a tape. */
export class StandstillError extends Error {
  override readonly name = 'StandstillError';
  readonly elapsedMs: number;
  constructor(elapsedMs: number) {
    super(`nothing is due any more at ${elapsedMs} ms, and the recording is not finished`);
    this.elapsedMs = elapsedMs;
  }
}

interface Timer {
  readonly dueMs: number;
  readonly done: () => void;
}

/** Nothing is due at once: an endless loop of sleeps would keep time from moving. Node's own timers do the same. */
const LEAST_DELAY_MS = 1;
/** How often an idle `run` looks whether real work outside went on. */
const IDLE_LOOK_MS = 5;

export interface VirtualClockOptions {
  /** Default 2026-01-01T00:00:00Z. */
  readonly epochMs?: number;
  /** Real time that `run` bears with nothing due, nothing held and nothing done. Default 10 s. */
  readonly standstillMs?: number;
}

export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { epochMs = VIRTUAL_EPOCH_MS, standstillMs = 10_000 } = options;
  let elapsedMs = 0;
  let touches = 0; // counts everything that is asked of the clock
  let queue: Promise<void> = Promise.resolve();
  const timers: Timer[] = []; // by due time, equal ones in order of creation
  const holds = new Map<symbol, string>();
  let released = Promise.withResolvers<void>();
  const quiescence = createQuiescence({ touches: () => touches });
  const followers = new Set<(toMs: number) => Promise<void>>();

  const after = (ms: number, done: () => void): (() => void) => {
    touches += 1;
    const timer: Timer = { dueMs: elapsedMs + (ms > LEAST_DELAY_MS ? ms : LEAST_DELAY_MS), done };
    timers.splice(placeFor(timers, timer.dueMs), 0, timer);
    return () => {
      const at = timers.indexOf(timer);
      if (at >= 0) timers.splice(at, 1);
      touches += 1;
    };
  };

  /** All that follows from what just happened, and no more time than that. */
  async function drain(signal: AbortSignal): Promise<void> {
    do {
      while (holds.size > 0 && !signal.aborted) await untilEither(released.promise, signal);
      await quiescence.settle(signal);
    } while (holds.size > 0 && !signal.aborted);
  }

  async function moveTo(targetMs: number, signal: AbortSignal): Promise<void> {
    await drain(signal);
    for (let due = timers[0]; due !== undefined && due.dueMs <= targetMs && !signal.aborted; due = timers[0]) {
      await comeTo(due.dueMs);
      if (timers[0] !== due) continue; // a follower took its place
      timers.shift();
      due.done();
      await drain(signal);
    }
    if (!signal.aborted && targetMs > elapsedMs && targetMs !== Infinity) {
      await comeTo(targetMs);
      await drain(signal);
    }
  }

  async function comeTo(toMs: number): Promise<void> {
    if (toMs > elapsedMs) for (const follow of followers) await follow(toMs);
    elapsedMs = Math.max(elapsedMs, toMs);
  }

  const enqueue = (targetMs: () => number, signal: AbortSignal): Promise<void> => {
    const mine = queue.then(() => (signal.aborted ? undefined : moveTo(targetMs(), signal)));
    queue = mine.catch(() => undefined); // whoever asked is told
    return mine;
  };

  async function run<Value>(work: Promise<Value>, { stepMs = Infinity } = {}): Promise<Value> {
    const over = new AbortController();
    const watched = work.finally(() => over.abort());
    watched.catch(() => undefined); // it is returned below
    let idleLooks = 0;
    let seen = touches;
    while (!over.signal.aborted) {
      await enqueue(() => Math.min(timers[0]?.dueMs ?? elapsedMs, elapsedMs + stepMs), over.signal);
      const goesOn = timers.length > 0 || touches !== seen;
      seen = touches;
      if (goesOn) idleLooks = 0;
      else if (idleLooks * IDLE_LOOK_MS >= standstillMs) throw new StandstillError(elapsedMs);
      else {
        // Perhaps something outside of time is at work without a hold; give it a moment before calling it a standstill.
        idleLooks += 1;
        await untilEither(new Promise((resolve) => setTimeout(resolve, IDLE_LOOK_MS)), over.signal);
      }
    }
    return watched;
  }

  return {
    kind: 'virtual',
    now: () => epochMs + elapsedMs,
    sleep: (ms, signal) => sleepOn(after, ms, signal),
    after,
    hold(reason) {
      const key = Symbol(reason);
      touches += 1;
      holds.set(key, reason);
      return {
        [Symbol.dispose]() {
          if (!holds.delete(key)) return;
          touches += 1;
          if (holds.size > 0) return;
          released.resolve();
          released = Promise.withResolvers();
        },
      };
    },
    get elapsedMs() {
      return elapsedMs;
    },
    get nextDueMs() {
      const due = timers[0]?.dueMs;
      return due === undefined || due === Infinity ? null : due;
    },
    get holds() {
      return Array.from(holds.values());
    },
    advanceTo: (target, signal) => enqueue(() => target, signal),
    settle: (signal) => enqueue(() => elapsedMs, signal),
    run,
    onAdvance(follow) {
      followers.add(follow);
      return () => void followers.delete(follow);
    },
  };
}

/** The place behind every timer that is due no later. */
function placeFor(timers: readonly Timer[], dueMs: number): number {
  const at = timers.findLastIndex((timer) => timer.dueMs <= dueMs);
  return at + 1;
}

async function untilEither(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const stop = Promise.withResolvers<void>();
  const onAbort = (): void => stop.resolve();
  signal.addEventListener('abort', onAbort, { once: true });
  await Promise.race([work, stop.promise]);
  signal.removeEventListener('abort', onAbort);
}
