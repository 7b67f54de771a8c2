import type { CoordinationEvent } from '../../coordination/events.ts';
import { spoken } from './plain-sentences.ts';

/**
 * The marker of a moment that a viewer may look for, the same in every recording of a run: `phase presenting`,
 * `answer 2.1`, `vote for 2.1`, `votes reset`, `winner`, `final answer`; null for everything else.
 */
export function momentLabel(event: CoordinationEvent): string | null {
  switch (event.event_type) {
    case 'phase_changed':
      return `phase ${event.data.to}`;
    case 'answer_submitted':
      return `answer ${spoken(event.data.answer_label)}`;
    case 'vote':
      return `vote for ${spoken(event.data.voted_for_label)}`;
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
