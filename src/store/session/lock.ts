import { mkdir, rmdir, stat } from 'node:fs/promises';
import type { Clock } from '../../runtime/ports/clock.ts';
import { systemCode } from '../../shared/system-code.ts';

const RETRY_MS = 15;
/** Nobody holds it longer than a moment: an older one was left by a process that died. */
const STALE_MS = 10_000;
const MAX_TRIES = 400;

/**
 * Runs `work` while no other process does, by making a folder that only one can make. A lock older than ten seconds is
 * taken over. Rejects when it stays taken for six seconds, and with what `work` rejects with.
 */
export async function withLock<Value>(path: string, clock: Clock, work: () => Promise<Value>): Promise<Value> {
  await take(path, clock);
  try {
    return await work();
  } finally {
    await rmdir(path).catch(() => undefined);
  }
}

async function take(path: string, clock: Clock): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await mkdir(path);
    } catch (cause) {
      const taken = systemCode(cause) === 'EEXIST';
      if (!taken || tries >= MAX_TRIES) throw cause;
    }
    const made = await stat(path).catch(() => null);
    // The system's own clock: file times are on no other.
    if (made !== null && Date.now() - made.mtimeMs > STALE_MS) await rmdir(path).catch(() => undefined);
    else await clock.sleep(RETRY_MS, new AbortController().signal);
  }
}
