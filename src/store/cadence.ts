import type { CoordinationEvent, EventType } from '../coordination/events.ts';
import type { Clock } from '../runtime/ports/clock.ts';

/** Facts show in status.json at most this much later. */
const FACT_DELAY_MS = 250;
/** Streamed text changes nothing there but the time: that often is enough to see that a run is alive. */
const TEXT_DELAY_MS = 1000;
/** What was streamed waits no longer than this for its files. */
const FLUSH_DELAY_MS = 200;

/** When nothing happens at all. */
const SILENCE_MS = 2000;

/** After these, what is on the disk has to be true at once. */
const DECISIONS: ReadonlySet<EventType> = new Set<EventType>([
  'system_status',
  'attempt_started',
  'answer_submitted',
  'vote',
  'votes_reset',
  'agent_stopped',
  'error',
  'coordination_complete',
  'winner_selected',
  'final_presentation_start',
  'final_presentation_end',
  'restart_banner',
  'answer_locked',
  'cancel_requested',
]);

const TEXT: ReadonlySet<EventType> = new Set<EventType>([
  'text',
  'thinking',
  'answer_draft',
  'tool_output',
  'final_presentation_chunk',
]);

/** Decides when files that follow the run are written again. */
export interface Cadence {
  /** Something happened. */
  note(event: CoordinationEvent): void;
  stop(): void;
}

export interface CadenceDeps {
  /** Writes what tells how the run stands. */
  readonly refresh: () => void;
  /** Hands on the text that was gathered. */
  readonly flush: () => void;
}

/**
 * Refreshes at once for a decision, at most every 250 ms for facts and every second for text; and every two seconds when
 * nothing happens, as MassGen does, so that a silent run can be told from a dead one. Begins with the first event.
 * Flushes before every refresh, whenever an agent changes its state, and 200 ms after anything else.
 */
export function createCadence(clock: Clock, { refresh, flush }: CadenceDeps): Cadence {
  let refreshedAtMs = 0;
  let stopped = false;

  const flushing = createAlarm(clock, flush);
  const refreshing = createAlarm(clock, () => {
    refreshedAtMs = clock.now();
    flushing.ringNow();
    refresh();
    refreshing.ringAt(refreshedAtMs + SILENCE_MS);
  });

  return {
    note(event) {
      if (stopped) return;
      const delay = DECISIONS.has(event.event_type) ? 0 : TEXT.has(event.event_type) ? TEXT_DELAY_MS : FACT_DELAY_MS;
      const atMs = refreshedAtMs + delay;
      if (atMs <= clock.now()) refreshing.ringNow();
      else refreshing.ringAt(atMs);
      if (event.event_type === 'status') flushing.ringNow();
      else if (delay > 0) flushing.ringAt(clock.now() + FLUSH_DELAY_MS);
    },
    stop() {
      stopped = true;
      refreshing.stop();
      flushing.stop();
    },
  };
}

/** One thing that is due at some moment, the earliest of those it was asked for. */
function createAlarm(clock: Clock, ring: () => void) {
  let dueAtMs = Number.POSITIVE_INFINITY;
  let sleeper = new AbortController();

  const ringNow = (): void => {
    dueAtMs = Number.POSITIVE_INFINITY;
    sleeper.abort();
    ring();
  };
  const wake = async (atMs: number, signal: AbortSignal): Promise<void> => {
    await clock.sleep(atMs - clock.now(), signal);
    if (!signal.aborted) ringNow();
  };
  return {
    ringNow,
    ringAt(atMs: number): void {
      if (atMs >= dueAtMs) return;
      dueAtMs = atMs;
      sleeper.abort();
      sleeper = new AbortController();
      // `sleep` never rejects, and what rings only puts files into a queue.
      void wake(atMs, sleeper.signal);
    },
    stop: () => sleeper.abort(),
  };
}
