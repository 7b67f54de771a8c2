import type { EventData } from '../events.ts';
import type { State } from '../state.ts';
import { isDecided } from './early-stop.ts';
import { haveAllAnswered, proposedCount } from './limits.ts';
import { agentOf, hasConcluded } from './roster.ts';

export type CompletionRule = EventData['coordination_complete']['rule'];

/** One answer each, no vote, and one agent combines them (§1.12). */
export const isSynthesizeQuick = ({ settings, order }: State): boolean =>
  settings.finalAnswerStrategy === 'synthesize' &&
  order.length > 1 &&
  settings.mode === 'voting' &&
  settings.maxNewAnswersPerAgent === 1 &&
  !settings.deferVotingUntilAllAnswered;

/** The rule by which coordination is over; null while it is not. */
export function completionRule(state: State): CompletionRule | null {
  let live = 0;
  let concluded = 0;
  for (const id of state.order) {
    const agent = agentOf(state, id);
    if (agent.failed !== null) continue;
    live += 1;
    if (hasConcluded(agent)) concluded += 1;
  }
  if (live === 0) return 'no_live_agents';
  if (concluded === live) return 'all_voted';
  // An answer that passed the checks is worth the moment its files need.
  if (state.answers.length === 0 || proposedCount(state) > 0) return null;
  if (haveAllAnswered(state)) {
    if (state.settings.skipVoting) return 'all_answered';
    if (isSynthesizeQuick(state)) return 'synthesize_quick';
  }
  return state.settings.voteEarlyStop === 'majority' && isDecided(state) ? 'early_majority' : null;
}
