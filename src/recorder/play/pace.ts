import { aborted } from '../../shared/aborted.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { TerminalHost } from '../terminal/host.ts';

/** How the program's time passes: by itself, by a virtual clock, or tick by tick on request. Milliseconds since its start. */
export interface Pace {
  now(): number;
  /** Lets the program's time reach `atMs`; what it printed by then has arrived. Resolves early when interrupted. Never rejects. */
  until(atMs: number, interrupted: AbortSignal): Promise<void>;
  /** Does a quiet moment of the machine say something about the program? Else it is quiet at once. */
  readonly real: boolean;
}

/** The steps in which a program with a clock of its own is moved on. */
const TICK_MS = 20;

/** For programs that live in the clock's time. A late timer must not overtake output that already waits to be read. */
export function clockPace(clock: RecorderClock): Pace {
  const startMs = clock.now();
  const real = clock.kind === 'real';
  return {
    real,
    now: () => clock.now() - startMs,
    until: async (atMs, interrupted) => {
      if (interrupted.aborted || (!real && startMs + atMs <= clock.now())) return;
      await clock.sleep(Math.max(0, startMs + atMs - clock.now()), interrupted);
      if (real) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/**
 * For a program that is told its time. Output counts as printed at the end of its tick. A virtual clock is moved along,
 * so that whatever else lives in it keeps step; a real one plays no part. The signal ends a step that is under way; no
 * other may follow then.
 */
export function tickPace(
  advance: (toMs: number) => Promise<void>,
  exited: TerminalHost['exited'],
  clock: RecorderClock,
  signal: AbortSignal,
): Pace {
  const stopped = aborted(signal);
  let nowMs = 0;
  let over = false;
  const watchEnd = async (): Promise<void> => {
    await exited;
    over = true;
  };
  const ended = watchEnd();
  const tick = async (): Promise<void> => {
    if (over || signal.aborted) return;
    const still = clock.hold('the program takes its next step');
    try {
      await Promise.race([advance(nowMs), ended, stopped]);
    } finally {
      still[Symbol.dispose]();
    }
  };
  return {
    real: false,
    now: () => nowMs,
    until: async (atMs, interrupted) => {
      while (nowMs < atMs && !interrupted.aborted && !signal.aborted) {
        const stepMs = Math.min(atMs - nowMs, TICK_MS);
        if (clock.kind === 'virtual') await clock.sleep(stepMs, interrupted);
        nowMs += stepMs;
        await tick();
      }
    },
  };
}
