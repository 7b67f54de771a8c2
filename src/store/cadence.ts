import type { CoordinationEvent, EventType } from '../coordination/events.ts';
import type { Clock } from '../runtime/ports/clock.ts';

/** Facts show in status.json at most this much later. */
const FACT_DELAY_MS = 250;
/** Streamed text changes nothing there but the time: that often is enough to see that a run is alive. */
const TEXT_DELAY_MS = 1000;

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

/**
 * Calls `refresh` at once for a decision, at most every 250 ms for facts and every second for text; and every two seconds
 * when nothing happens, as MassGen does, so that a silent run can be told from a dead one. Begins with the first event.
 */
export function createCadence(clock: Clock, refresh: () => void): Cadence {
  let refreshedAtMs = 0;
  let dueAtMs = Number.POSITIVE_INFINITY;
  let sleeper = new AbortController();
  let stopped = false;

  const wake = async (atMs: number, signal: AbortSignal): Promise<void> => {
    await clock.sleep(atMs - clock.now(), signal);
    if (!signal.aborted && !stopped) run();
  };
  const schedule = (atMs: number): void => {
    if (atMs >= dueAtMs) return;
    dueAtMs = atMs;
    sleeper.abort();
    sleeper = new AbortController();
    // `sleep` never rejects, and `refresh` only puts files into a queue.
    void wake(atMs, sleeper.signal);
  };
  const run = (): void => {
    dueAtMs = Number.POSITIVE_INFINITY;
    refreshedAtMs = clock.now();
    refresh();
    schedule(refreshedAtMs + SILENCE_MS);
  };

  return {
    note(event) {
      if (stopped) return;
      const delay = DECISIONS.has(event.event_type) ? 0 : TEXT.has(event.event_type) ? TEXT_DELAY_MS : FACT_DELAY_MS;
      const atMs = refreshedAtMs + delay;
      if (atMs <= clock.now()) run();
      else schedule(atMs);
    },
    stop() {
      stopped = true;
      sleeper.abort();
    },
  };
}
