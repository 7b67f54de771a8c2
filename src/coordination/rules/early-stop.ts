import type { State } from '../state.ts';
import { owesFirstAnswer } from './limits.ts';
import { agentOf, answeredAgents, hasConcluded, liveAgents } from './roster.ts';
import { countVotes, mostVoted } from './tie-break.ts';

/**
 * Whether no outstanding vote could change the winner and nobody still owes a first answer: for every rival, even if
 * all who have not voted chose it, it would not pass the leader, nor draw level and win the tie.
 */
export function isDecided(state: State): boolean {
  if (state.votes.length === 0) return false;
  if (state.order.some((id) => owesFirstAnswer(state, id))) return false;
  const candidates = answeredAgents(state);
  const counts = countVotes(state.votes);
  const leader = mostVoted(candidates, counts)?.agentId;
  if (leader === undefined) return false;
  const outstanding = liveAgents(state).filter((id) => !hasConcluded(agentOf(state, id))).length;
  const lead = counts[leader] ?? 0;
  const place = candidates.indexOf(leader);
  return candidates.every((rival, index) => {
    const best = (counts[rival] ?? 0) + outstanding;
    return rival === leader || best < lead || (best === lead && place < index);
  });
}
