import type { Clock } from '../../src/runtime/ports/clock.ts';

/** Time that moves on its own, but only when everybody who could do something is asleep. */
export interface VirtualTime {
  readonly clock: Clock;
  /** A request begins: time stands still until the server sleeps over it. */
  enter(): void;
  /** Its reply has arrived. */
  leave(): void;
}

export function createVirtualTime(): VirtualTime {
  let nowMs = 0;
  let busy = 0;
  let sleepers: { readonly untilMs: number; readonly wake: () => void }[] = [];

  // One turn of the loop later, so that whoever got a reply has had the chance to ask again.
  const check = (): unknown =>
    setImmediate(() => {
      if (sleepers.length === 0 || sleepers.length < busy) return;
      nowMs = Math.min(...sleepers.map((sleeper) => sleeper.untilMs));
      const due = sleepers.filter((sleeper) => sleeper.untilMs <= nowMs);
      sleepers = sleepers.filter((sleeper) => sleeper.untilMs > nowMs);
      for (const { wake } of due) wake();
    });

  return {
    clock: {
      now: () => nowMs,
      sleep: (ms) =>
        new Promise((wake) => {
          sleepers.push({ untilMs: nowMs + ms, wake });
          check();
        }),
    },
    enter: () => void (busy += 1),
    leave: () => {
      busy -= 1;
      check();
    },
  };
}
