import type { CoordinationEvent } from '../coordination/events.ts';
import { initialState } from '../coordination/initial.ts';
import { reduce } from '../coordination/reduce.ts';
import { DEFAULT_SETTINGS } from '../coordination/settings.ts';
import type { State } from '../coordination/state.ts';
import type { TurnOutcome } from '../coordination/vocabulary.ts';
import { fail } from '../shared/result.ts';
import type { Clock } from './ports/clock.ts';
import type { Listener, Session, TurnResult } from './ports/session.ts';

/** A recorded run as a session: what happened then happens again, and nothing said to it changes anything. */
export interface ReplaySession extends Session {
  /** The time of the recorded run. It stands until `runTurn`, then goes as fast as the replay does. */
  readonly clock: Clock;
  readonly question: string;
  /** Why the replay ended before the log did: the number of the event no listener could take; null while all is well. */
  readonly stoppedAt: number | null;
}

export interface ReplayOptions {
  /** How often as fast as it was. `Infinity` waits for nothing; time then jumps from event to event. Default 1. */
  readonly speed?: number;
  /** What the result says of its files. */
  readonly paths: Pick<TurnResult, 'logDir' | 'attemptDir' | 'statusPath'>;
  /** Awaited after every so many events, for a listener that prints and must not fall behind. */
  readonly between?: () => Promise<void>;
}

const BETWEEN_EVENTS = 100;
const CANCELLED = 4;
const FAILED = 2;

/**
 * Plays the events of one attempt's log at the times they happened, counted from `runTurn`. A log that breaks off gets
 * the ending its run never wrote: cancelled, exit code 4.
 */
export function createReplaySession(
  events: readonly CoordinationEvent[],
  clock: Clock,
  { speed = 1, paths, between }: ReplayOptions,
): ReplaySession {
  const listeners = new Set<Listener>();
  const firstMs = timeOf(events[0], 0);
  let beganMs: number | null = null;
  let jumpedMs = firstMs;
  let state = initialState(DEFAULT_SETTINGS, [], '');
  let stoppedAt: number | null = null;

  const nowMs = (): number => {
    if (beganMs === null || speed === Number.POSITIVE_INFINITY) return jumpedMs;
    return firstMs + (clock.now() - beganMs) * speed;
  };
  const replayClock: Clock = {
    now: nowMs,
    sleep: (ms, signal) => clock.sleep(ms / speed, signal),
  };

  /** False when a listener could not take it: a log may be whole and still say what makes no sense. */
  function tell(event: CoordinationEvent): boolean {
    try {
      state = reduce(state, event);
      for (const listener of listeners) listener(event, state);
      return true;
    } catch {
      stoppedAt = event.seq;
      return false;
    }
  }

  async function play(signal: AbortSignal): Promise<void> {
    beganMs = clock.now();
    let count = 0;
    for (const event of events) {
      const dueMs = timeOf(event, jumpedMs);
      jumpedMs = Math.max(jumpedMs, dueMs);
      // What happened at once happens at once: only time that passed then is waited for.
      while (!signal.aborted && nowMs() < dueMs) await clock.sleep(Math.ceil((dueMs - nowMs()) / speed), signal);
      if (signal.aborted || !tell(event)) return;
      count += 1;
      if (between !== undefined && count % BETWEEN_EVENTS === 0) await between();
    }
  }

  /** What the rest of the log would have said at the least, so that a screen stops waiting for it. */
  function breakOff(): void {
    if (state.outcome !== null || state.turn === 0 || state.restartPending !== null) return;
    tell({
      seq: state.seq + 1,
      timestamp: new Date(jumpedMs).toISOString(),
      event_type: 'system_status',
      agent_id: null,
      round_number: null,
      data: {
        status: 'turn_ended',
        outcome: 'cancelled',
        exit_code: CANCELLED,
        duration_ms: Math.max(0, jumpedMs - state.startedAtMs),
        reasons: {},
        totals: state.usage,
      },
    });
  }

  return {
    clock: replayClock,
    question: questionOf(events),
    get state() {
      return state;
    },
    get stoppedAt() {
      return stoppedAt;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispatch: () => fail('this is a replay: what happened cannot be changed'),
    async runTurn(_question, signal) {
      await play(signal);
      const ending = endingOf(stoppedAt === null ? events : [], state);
      if (!signal.aborted) breakOff();
      return { ...ending, state, ...paths };
    },
  };
}

const timeOf = (event: CoordinationEvent | undefined, otherwise: number): number => {
  const ms = event === undefined ? Number.NaN : Date.parse(event.timestamp);
  return Number.isNaN(ms) ? otherwise : ms;
};

function questionOf(events: readonly CoordinationEvent[]): string {
  for (const { event_type: type, data } of events) {
    if (type === 'system_status' && data.status === 'turn_started') return data.question;
  }
  return '';
}

/** A code a process can end with; a log may say anything. */
const exitCodeOf = (code: number): number => (Number.isInteger(code) && code >= 0 && code <= 255 ? code : FAILED);

/** As the log tells it. An attempt that was followed by another has no outcome of its own and did nothing wrong. */
function endingOf(
  events: readonly CoordinationEvent[],
  state: State,
): { readonly outcome: TurnOutcome; readonly exitCode: number } {
  for (const { event_type: type, data } of events.toReversed()) {
    if (type === 'run_ended') return { outcome: data.outcome, exitCode: exitCodeOf(data.exit_code) };
    if (type === 'system_status' && data.status === 'turn_ended') {
      return { outcome: data.outcome, exitCode: exitCodeOf(data.exit_code) };
    }
  }
  return state.restartPending === null
    ? { outcome: 'cancelled', exitCode: CANCELLED }
    : { outcome: 'no_answer', exitCode: 0 };
}
