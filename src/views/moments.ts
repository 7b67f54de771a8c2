import type { CoordinationEvent } from '../coordination/events.ts';
import type { AgentId } from '../coordination/ids.ts';
import type { TurnOutcome } from '../coordination/vocabulary.ts';

/** What screens tell of the log beyond the state that the rules need. */
export interface Moments {
  /** The last time votes were cleared, until somebody votes again. */
  readonly reset: { readonly label: string; readonly cleared: number } | null;
  /** How the turn ended, with the reason of every agent that gave none. */
  readonly ended: {
    readonly outcome: TurnOutcome;
    readonly durationMs: number;
    readonly reasons: Readonly<Record<string, string>>;
  } | null;
  /** Newest line meant for the person. */
  readonly message: { readonly level: 'info' | 'warning' | 'error'; readonly text: string } | null;
  /** Newest answer, until it is old news. */
  readonly news: { readonly label: string; readonly author: AgentId; readonly atMs: number } | null;
  readonly cancelling: boolean;
}

export const NO_MOMENTS: Moments = { reset: null, ended: null, message: null, news: null, cancelling: false };

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

/** The fold of these facts over the log. */
export function foldMoments(before: Moments, event: CoordinationEvent): Moments {
  switch (event.event_type) {
    case 'system_status':
      return event.data.status === 'turn_started'
        ? NO_MOMENTS
        : {
            ...before,
            cancelling: false,
            ended: { outcome: event.data.outcome, durationMs: event.data.duration_ms, reasons: event.data.reasons },
          };
    case 'answer_submitted':
      return event.agent_id === null
        ? before
        : { ...before, news: { label: event.data.answer_label, author: event.agent_id, atMs: event.data.at_ms } };
    case 'vote':
      return { ...before, reset: null };
    case 'votes_reset':
      return event.data.cleared.length === 0
        ? before
        : { ...before, reset: { label: event.data.by_label, cleared: event.data.cleared.length } };
    case 'cancel_requested':
      return { ...before, cancelling: true };
    case 'status_message':
      return { ...before, message: event.data };
    case 'deadline_warning':
      return {
        ...before,
        message: {
          level: 'warning',
          text: `The turn's time is nearly spent: ${seconds(event.data.remaining_ms)} left`,
        },
      };
    case 'orchestrator_timeout':
      return {
        ...before,
        message: {
          level: 'warning',
          text: `Time is up after ${seconds(event.data.elapsed_ms)}; the best answer so far is presented`,
        },
      };
    case 'internal_error':
      return {
        ...before,
        message: { level: 'error', text: `Internal error in ${event.data.where}: ${event.data.message}` },
      };
    default:
      return before;
  }
}
