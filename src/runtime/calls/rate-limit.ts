import { createLeftOut, type LeftOut } from './left-out.ts';
import type { Clock } from '../ports/clock.ts';
import { politeDelayMs } from './retry.ts';

/** What all agents share that use one key and model: a 429 told to one pauses them all (`backends.md` §15.2). */
export interface Bucket {
  /** No call may start before; 0 when the road is free. */
  pausedUntilMs: number;
  /** When rounds were started, for the limit of starts a minute; oldest first, at most as many as the limit. */
  readonly starts: number[];
  /** What the model refused: nobody on this key sends it again. */
  readonly leftOut: LeftOut;
}

/** Buckets by key; the key names the account and the model without containing the key itself. */
export interface Buckets {
  get(key: string): Bucket;
}

export function createBuckets(): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    get(key) {
      const known = buckets.get(key) ?? { pausedUntilMs: 0, starts: [], leftOut: createLeftOut() };
      buckets.set(key, known);
      return known;
    },
  };
}

export const pauseBucket = (bucket: Bucket, untilMs: number): void => {
  bucket.pausedUntilMs = Math.max(bucket.pausedUntilMs, untilMs);
};

/** Starts a minute that are let through for a provider that allows `rpm` requests a minute (§1.15). */
export const startsPerMinute = (rpm: number): number => (rpm <= 2 ? 1 : rpm <= 10 ? rpm - 1 : rpm);

const WINDOW_MS = 60_000;

/** When the next round may start: the oldest start has left the window of 60 s, and the pause after the last is over. */
function nextStartMs(bucket: Bucket, limit: StartLimit): number {
  const oldest = bucket.starts.at(-startsPerMinute(limit.requestsPerMinute));
  const newest = bucket.starts.at(-1);
  return Math.max(oldest === undefined ? 0 : oldest + WINDOW_MS, newest === undefined ? 0 : newest + limit.cooldownMs);
}

export interface StartLimit {
  readonly requestsPerMinute: number;
  /** Pause between two starts. */
  readonly cooldownMs: number;
}

function takeStart(bucket: Bucket, limit: StartLimit, atMs: number): void {
  bucket.starts.push(atMs);
  while (bucket.starts.length > startsPerMinute(limit.requestsPerMinute)) bucket.starts.shift();
}

/**
 * Waits until the bucket lets a call through, looking again after each wait because others may have paused it meanwhile.
 * `too_long` comes at once when the wait would pass the budget. With a `limit`, a start of a round is counted.
 */
export async function admit(input: {
  readonly clock: Clock;
  readonly bucket: Bucket;
  readonly limit: StartLimit | null;
  readonly budgetEndMs: () => number;
  readonly random: () => number;
  readonly onRateLimit: (untilMs: number | null) => void;
  readonly signal: AbortSignal;
}): Promise<'ready' | 'aborted' | 'too_long'> {
  const { clock, bucket, limit, signal } = input;
  let waited = false;
  for (;;) {
    if (signal.aborted) {
      if (waited) input.onRateLimit(null);
      return 'aborted';
    }
    const nowMs = clock.now();
    const leftMs = Math.max(bucket.pausedUntilMs, limit === null ? 0 : nextStartMs(bucket, limit)) - nowMs;
    if (leftMs <= 0) {
      if (limit !== null) takeStart(bucket, limit, nowMs);
      if (waited) input.onRateLimit(null);
      return 'ready';
    }
    const delayMs = politeDelayMs(leftMs, input.random());
    if (nowMs + delayMs > input.budgetEndMs()) return 'too_long';
    waited = true;
    input.onRateLimit(nowMs + delayMs);
    await clock.sleep(delayMs, signal);
  }
}
