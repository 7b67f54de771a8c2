import type { Clock } from './ports/clock.ts';

/** Owns promises nobody awaits in place, so that none floats and the end can wait for all. */
export interface TaskGroup {
  /** Starts `work`; a rejection is a bug and goes to `onBug`. */
  run(work: () => Promise<void>): void;
  /** Resolves when nothing is running, also what was started meanwhile. */
  settled(): Promise<void>;
  readonly size: number;
}

export function createTaskGroup(onBug: (cause: unknown) => void): TaskGroup {
  const running = new Set<Promise<void>>();

  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      onBug(cause);
    }
  }

  return {
    run(work) {
      const task = guarded(work);
      running.add(task);
      // What `guarded` returns never rejects.
      void task.then(() => running.delete(task));
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    get size() {
      return running.size;
    },
  };
}

/** Whether the group came to rest within `limitMs`; it is waited for no longer. */
export async function settledWithin(group: TaskGroup, clock: Clock, limitMs: number): Promise<boolean> {
  const stop = new AbortController();
  const inTime = await Promise.race([
    group.settled().then(() => true),
    clock.sleep(limitMs, stop.signal).then(() => false),
  ]);
  stop.abort();
  return inTime;
}
