import type { FrameClock } from '../../src/terminal/frame-scheduler.ts';

/** Time that moves only when a test says so. */
export interface ManualFrameClock extends FrameClock {
  /** Runs everything that falls due within the next `ms`, in order. */
  advance(ms: number): void;
  /** Runs what was asked for `soon`. */
  turn(): void;
  /** Timers that are waiting. */
  readonly timers: number;
}

export function createManualClock(): ManualFrameClock {
  let now = 0;
  let waiting: { at: number; run: () => void }[] = [];
  let soon: (() => void)[] = [];
  const turn = (): void => {
    const due = soon;
    soon = [];
    for (const run of due) run();
  };
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    soon: (run) => void soon.push(run),
    turn,
    advance(ms) {
      const end = now + ms;
      turn();
      for (;;) {
        const next = waiting.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        now = Math.max(now, next.at);
        waiting = waiting.filter((other) => other !== next);
        next.run();
        turn();
      }
      now = end;
    },
    get timers() {
      return waiting.length;
    },
  };
}
