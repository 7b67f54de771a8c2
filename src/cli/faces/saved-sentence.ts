import { pathText } from '../../config/find/path-text.ts';
import type { Session } from '../../runtime/ports/session.ts';
import type { TurnOutcome } from '../../coordination/vocabulary.ts';
import { plural } from '../../shared/plural.ts';

/**
 * Watches what a turn leaves behind that is cancelled. The result gives the sentence for the person; null for a turn that
 * ended in another way.
 */
export function watchSaved(session: Session): (outcome: TurnOutcome) => string | null {
  let saved = 'Nothing had been written yet, so nothing is saved.';
  session.subscribe((event) => {
    if (event.event_type === 'answer_locked') saved = 'The answer that had been presented is kept with the turn.';
    if (event.event_type !== 'partial_saved') return;
    const { answers, drafts, path } = event.data;
    const parts = [
      ...(answers.length > 0 ? [plural(answers.length, 'answer')] : []),
      ...(drafts.length > 0 ? [plural(drafts.length, 'unfinished text')] : []),
    ];
    saved = `Saved: ${parts.length === 0 ? 'the state of the turn' : parts.join(' and ')}, in ${pathText(path)}`;
  });
  return (outcome) => (outcome === 'cancelled' ? saved : null);
}
