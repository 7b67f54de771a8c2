import type { CoordinationEvent } from '../../../coordination/events.ts';
import { momentLabel } from '../../faces/moment-label.ts';

/** A moment of a run that a viewer may want to jump to. */
export interface SessionMoment {
  readonly atMs: number;
  readonly label: string;
}

/** The moments of a run in time since its first event, and how long it was. */
export function sessionMoments(events: readonly CoordinationEvent[]): {
  readonly moments: readonly SessionMoment[];
  readonly durationMs: number;
} {
  const startMs = Date.parse(events[0]?.timestamp ?? '');
  const timeOf = (event: CoordinationEvent): number => Math.max(0, Date.parse(event.timestamp) - startMs);
  const moments = events.flatMap((event) => {
    const label = momentLabel(event);
    return label === null ? [] : [{ atMs: timeOf(event), label }];
  });
  const last = events.at(-1);
  return { moments, durationMs: last === undefined ? 0 : timeOf(last) };
}
