import type { AgentId } from '../ids.ts';
import type { State } from '../state.ts';
import { agentOf, latestAnswer } from './roster.ts';

export type Strategy = 'winner_reuse' | 'winner_present' | 'synthesize';

/** How the final answer comes about (§1.14): the stored answer as it is, or one more model call. */
export function presentationStrategy(state: State, presenter: AgentId): Strategy {
  const { settings, timedOut } = state;
  const stored = latestAnswer(state, presenter);
  if (timedOut || agentOf(state, presenter).failed !== null) return 'winner_reuse';
  const wanted = settings.finalAnswerStrategy ?? (settings.skipFinalPresentation ? 'winner_reuse' : 'winner_present');
  if (stored === undefined) return wanted === 'synthesize' ? wanted : 'winner_present';
  if (settings.skipFinalPresentation && settings.skipVoting && state.order.length === 1) return 'winner_reuse';
  // Files must be delivered by a call that may write them.
  if (wanted === 'winner_reuse' && settings.hasWritableContextPath) return 'winner_present';
  return wanted;
}
