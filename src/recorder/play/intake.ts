import { aborted } from '../../shared/aborted.ts';
import type { RecorderClock } from '../clock/clock.ts';
import type { ScreenEmulator } from '../terminal/grid.ts';
import type { TerminalHost } from '../terminal/host.ts';
import type { CastLog } from './cast-log.ts';
import type { Pace } from './pace.ts';
import type { Timeline } from './timeline.ts';

/** Takes the program's output to the cast and onto the screen, and the screen's replies back to the program. */
export interface Intake {
  /** Resolves when all that has arrived is on the screen and answered, or at the signal. */
  drained(): Promise<void>;
  /** Calls back after each chunk while it is subscribed; chunks are then read one by one. */
  onScreen(listener: () => void): () => void;
  /** Moment of the program's time at which it last printed. */
  readonly lastOutputMs: number;
  /** Chunks of output so far. */
  readonly received: number;
  /** Nothing is read any more. */
  close(): void;
}

export interface IntakeParts {
  readonly host: TerminalHost;
  readonly emulator: ScreenEmulator;
  readonly clock: RecorderClock;
  readonly pace: Pace;
  readonly timeline: Timeline;
  readonly log: CastLog;
  /** From then on output is kept, but no longer read: reading may take long. */
  readonly signal: AbortSignal;
}

/** Characters not yet on the screen, above which the program is held and below which it goes on. */
const HIGH_WATER = 1_048_576;
const LOW_WATER = 262_144;
/**
 * A program that never stops printing is slowed, or its cast would fill the memory: this much at once is free, then
 * so much a millisecond.
 */
const FLOOD_ALLOWANCE = 16 * 1_048_576;
const FLOOD_CHARACTERS_PER_MS = 128;
/** Without a listener, what has arrived together is read together up to this size. */
const GULP = 65_536;

export function createIntake({ host, emulator, clock, pace, timeline, log, signal }: IntakeParts): Intake {
  const queue: string[] = [];
  const listeners = new Set<() => void>();
  let waiting = 0;
  let lastOutputMs = 0;
  let received = 0;
  let allowance = FLOOD_ALLOWANCE;
  let allowanceAtMs = 0;
  const state: { closed: boolean; reading: Promise<void> | null } = { closed: false, reading: null };
  let failure: { readonly error: unknown } | null = null; // a bug of the emulator, for whoever waits next
  const stopped = aborted(signal);
  // In tick mode time only passes when the program has come to the end of its step, for which it must not be held.
  const slowsFloods = host.advance === undefined;
  const heldFor = new Set<'unread' | 'flood'>();

  const holdHost = (reason: 'unread' | 'flood'): void => {
    if (heldFor.size === 0) host.pause();
    heldFor.add(reason);
  };
  const letGo = (reason: 'unread' | 'flood'): void => {
    if (heldFor.delete(reason) && heldFor.size === 0 && !state.closed) host.resume();
  };
  const spend = (characters: number, nowMs: number): void => {
    allowance = Math.min(FLOOD_ALLOWANCE, allowance + (nowMs - allowanceAtMs) * FLOOD_CHARACTERS_PER_MS) - characters;
    allowanceAtMs = nowMs;
    if (!slowsFloods || allowance >= 0 || heldFor.has('flood')) return;
    holdHost('flood');
    clock.after(Math.ceil(-allowance / FLOOD_CHARACTERS_PER_MS), () => letGo('flood'));
  };
  const gulp = (): string => {
    let text = queue.shift() ?? '';
    while (listeners.size === 0 && queue.length > 0 && text.length < GULP) text += queue.shift() ?? '';
    return text;
  };
  const read = async (): Promise<void> => {
    const still = clock.hold('output is being read');
    try {
      while (queue.length > 0 && !state.closed && !signal.aborted) {
        const text = gulp();
        await Promise.race([emulator.feed(text), stopped]);
        if (signal.aborted) return;
        waiting -= text.length;
        if (waiting < LOW_WATER) letGo('unread');
        const replies = emulator.takeReplies();
        if (replies !== '') host.write(replies);
        for (const listener of listeners) listener();
      }
    } finally {
      still[Symbol.dispose]();
    }
  };
  const start = (): void => {
    state.reading ??= read()
      .catch((error: unknown) => {
        failure = { error };
        state.closed = true;
      })
      .finally(() => {
        state.reading = null;
      });
  };

  host.onOutput((text) => {
    if (state.closed || text === '') return;
    const nowMs = pace.now();
    lastOutputMs = nowMs;
    received += 1;
    log.output(text, timeline.at(nowMs), nowMs);
    queue.push(text);
    waiting += text.length;
    if (waiting > HIGH_WATER) holdHost('unread');
    spend(text.length, nowMs);
    start();
  });

  return {
    drained: async () => {
      while (state.reading !== null) await state.reading;
      if (failure !== null) throw failure.error;
    },
    onScreen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get received() {
      return received;
    },
    get lastOutputMs() {
      return lastOutputMs;
    },
    close: () => {
      state.closed = true;
      queue.length = 0;
      listeners.clear();
    },
  };
}
