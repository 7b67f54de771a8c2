import { setTimeout as wait } from 'node:timers/promises';

/** Whether it settles in time (real time); whoever asks goes on either way. */
export async function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), wait(ms, false, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}
