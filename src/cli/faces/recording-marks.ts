import type { Session } from '../../runtime/ports/session.ts';
import type { RunRecording } from '../io.ts';
import { momentLabel } from './moment-label.ts';

/** Puts a mark into the recording at every moment a viewer may look for. Without a recording it does nothing. */
export function markMoments(session: Pick<Session, 'subscribe'>, recording: RunRecording | null): void {
  if (recording === null) return;
  session.subscribe((event) => {
    const label = momentLabel(event);
    if (label !== null) recording.mark(label);
  });
}
