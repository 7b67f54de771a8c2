import type { CoordinationEvent } from '../../../coordination/events.ts';

/** A moment of a run that a viewer may want to jump to. */
export interface SessionMoment {
  readonly atMs: number;
  readonly label: string;
}

/** What a film of this run marks: phases, answers, votes, the winner, the end. Null for events nobody jumps to. */
function labelOf(event: CoordinationEvent): string | null {
  switch (event.event_type) {
    case 'phase_changed':
      return `phase: ${event.data.to}`;
    case 'answer_submitted':
      return `answer ${event.data.answer_label}`;
    case 'vote':
      return `vote for ${event.data.voted_for_label}`;
    case 'votes_reset':
      return 'votes reset';
    case 'winner_selected':
      return 'winner';
    case 'answer_locked':
      return 'final answer';
    default:
      return null;
  }
}

/** The moments of a run in time since its first event, and how long it was. */
export function sessionMoments(events: readonly CoordinationEvent[]): {
  readonly moments: readonly SessionMoment[];
  readonly durationMs: number;
} {
  const startMs = Date.parse(events[0]?.timestamp ?? '');
  const timeOf = (event: CoordinationEvent): number => Math.max(0, Date.parse(event.timestamp) - startMs);
  const moments = events.flatMap((event) => {
    const label = labelOf(event);
    return label === null ? [] : [{ atMs: timeOf(event), label }];
  });
  const last = events.at(-1);
  return { moments, durationMs: last === undefined ? 0 : timeOf(last) };
}
