import type { CoordinationEvent } from '../../coordination/events.ts';
import type { Session } from '../../runtime/ports/session.ts';
import type { RunRecording } from '../io.ts';

/** Puts a mark into the recording at every moment a viewer may look for. Without a recording it does nothing. */
export function markMoments(session: Session, recording: RunRecording | null): void {
  if (recording === null) return;
  session.subscribe((event) => {
    const label = momentOf(event);
    if (label !== null) recording.mark(label);
  });
}

const short = (label: string): string => label.replace(/^agent/, '');

/** `phase presenting`, `answer 2.1`, `vote for 2.1`, `final answer`; null for everything else. */
function momentOf(event: CoordinationEvent): string | null {
  switch (event.event_type) {
    case 'phase_changed':
      return `phase ${event.data.to}`;
    case 'answer_submitted':
      return `answer ${short(event.data.answer_label)}`;
    case 'vote':
      return `vote for ${short(event.data.voted_for_label)}`;
    case 'answer_locked':
      return 'final answer';
    default:
      return null;
  }
}
