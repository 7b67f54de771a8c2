import type { EventData } from '../events.ts';
import type { AgentId } from '../ids.ts';
import type { State, Vote } from '../state.ts';
import { agentOf, answeredAgents, latestAnswer } from './roster.ts';
import { countVotes, mostVoted } from './tie-break.ts';
import type { VoteCounts } from './tie-break.ts';

export interface Choice {
  readonly agentId: AgentId;
  readonly rule: EventData['winner_selected']['rule'];
  readonly counts: VoteCounts;
  readonly tied: readonly AgentId[];
  readonly votes: readonly Vote[];
  readonly candidates: readonly AgentId[];
}

const isLive = (state: State, id: AgentId): boolean => agentOf(state, id).failed === null;

/** Decomposition: the configured presenter, else the last agent; one that cannot present passes it on, from the end. */
function assembler(state: State): Choice | null {
  const candidates = answeredAgents(state);
  if (candidates.length === 0) return null;
  const wanted = state.order.find((id) => id === state.settings.presenterAgent) ?? state.order.at(-1);
  const backwards = state.order.toReversed();
  const ladder = [wanted, ...backwards.filter((id) => latestAnswer(state, id) !== undefined), ...backwards];
  const agentId = ladder.find((id) => id !== undefined && isLive(state, id)) ?? candidates.at(-1);
  if (agentId === undefined) return null;
  const rule = agentId === wanted ? 'presenter' : 'fallback';
  return { agentId, rule, counts: {}, tied: [], votes: [], candidates };
}

/** Who presents when coordination ended by itself (§1.13); null when nobody has an answer. */
export function choosePresenter(state: State): Choice | null {
  if (state.settings.mode === 'decomposition') return assembler(state);
  const candidates = answeredAgents(state);
  const counts = countVotes(state.votes);
  const winner = mostVoted(candidates, counts);
  if (winner === undefined) return null;
  const rule = state.votes.length > 0 ? 'votes' : 'first_answer';
  return { ...winner, rule, counts, votes: state.votes, candidates };
}

/**
 * Who is salvaged when the deadline struck: votes of live agents for live agents, else the newest answer of a live
 * agent. Only when no live agent has an answer does one of a failed agent serve: better than to lose it.
 */
export function chooseAtDeadline(state: State): Choice | null {
  const candidates = answeredAgents(state).filter((id) => isLive(state, id));
  const votes = state.votes.filter((vote) => isLive(state, vote.voter) && candidates.includes(vote.target));
  const counts = countVotes(votes);
  const winner = votes.length === 0 ? undefined : mostVoted(candidates, counts);
  if (winner !== undefined) return { ...winner, rule: 'votes', counts, votes, candidates };
  const newestLive = state.answers.findLast((answer) => candidates.includes(answer.agentId));
  if (newestLive !== undefined) {
    return { agentId: newestLive.agentId, rule: 'newest_answer', counts, tied: [], votes, candidates };
  }
  const newest = state.answers.at(-1);
  return newest === undefined
    ? null
    : { agentId: newest.agentId, rule: 'fallback', counts, tied: [], votes, candidates: answeredAgents(state) };
}
