import type { AgentId } from '../ids.ts';
import type { Vote } from '../state.ts';

export type VoteCounts = Readonly<Record<AgentId, number>>;

/** One agent, one vote. Agents nobody voted for are not in the result. */
export function countVotes(votes: readonly Vote[]): VoteCounts {
  const counts = new Map<AgentId, number>();
  for (const { target } of votes) counts.set(target, (counts.get(target) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Most votes among the candidates; a tie goes to the first of the tied in the candidates' order, and is said. */
export function mostVoted(
  candidates: readonly AgentId[],
  counts: VoteCounts,
): { readonly agentId: AgentId; readonly tied: readonly AgentId[] } | undefined {
  const most = Math.max(0, ...candidates.map((id) => counts[id] ?? 0));
  const leaders = candidates.filter((id) => (counts[id] ?? 0) === most);
  const [first] = leaders;
  return first === undefined ? undefined : { agentId: first, tied: leaders.length > 1 && most > 0 ? leaders : [] };
}
