import type { AgentId } from '../ids.ts';
import type { State } from '../state.ts';
import { agentOf, hasConcluded, liveAgents } from './roster.ts';
import { hasUnseen } from './visibility.ts';

/** Answers whose files are being written. They hold their place, so that two in flight cannot pass a limit together. */
export const proposedCount = (state: State): number => {
  let count = 0;
  for (const id of state.order) {
    const { current } = agentOf(state, id);
    if (current !== null && current.proposed !== null) count += 1;
  }
  return count;
};

export const isGlobalLimitReached = (state: State): boolean => {
  const limit = state.settings.maxNewAnswersGlobal;
  return limit !== null && state.answers.length + proposedCount(state) >= limit;
};

/** In decomposition only answers since the agent last saw news count; between rounds, news that waits will be seen. */
const answersCounted = (state: State, id: AgentId): number => {
  const agent = agentOf(state, id);
  if (state.settings.mode === 'voting') return agent.revision;
  return !agent.inRound && hasUnseen(state, id) ? 0 : agent.streak;
};

export const isAgentLimitReached = (state: State, id: AgentId): boolean => {
  const limit = state.settings.maxNewAnswersPerAgent;
  return limit !== null && answersCounted(state, id) >= limit;
};

/** Answers of the slowest peer that is still at work; Infinity without one. */
function slowestPeer(state: State, id: AgentId): number {
  let slowest = Infinity;
  for (const peer of liveAgents(state)) {
    const other = agentOf(state, peer);
    if (peer !== id && !hasConcluded(other)) slowest = Math.min(slowest, other.revision);
  }
  return slowest;
}

/** A peer at work has given fewer answers: there is somebody to wait for. */
export const isAhead = (state: State, id: AgentId): boolean => agentOf(state, id).revision > slowestPeer(state, id);

/** One more answer would put the agent more than the cap ahead of its slowest peer that is still at work (§1.9). */
function isLeadTooLong(state: State, id: AgentId): boolean {
  const { fairnessLeadCap, disableInjection } = state.settings;
  const agent = agentOf(state, id);
  if (fairnessLeadCap === null || disableInjection || agent.revision === 0) return false;
  if (agent.current?.hardTimeout === true || agent.current?.lastCall === true) return false;
  const slowest = slowestPeer(state, id);
  return slowest !== Infinity && agent.revision + 1 - slowest > fairnessLeadCap;
}

/** What keeps an agent from answering: the limit of all answers, its own, or its lead over slower agents. */
export type AnswerBar = 'global' | 'per_agent' | 'lead';

/** Why the agent may not answer now; null when it may. In the order the checks are made. */
export function answerBar(state: State, id: AgentId): AnswerBar | null {
  if (isGlobalLimitReached(state)) return 'global';
  if (isAgentLimitReached(state, id)) return 'per_agent';
  return isLeadTooLong(state, id) ? 'lead' : null;
}

/** A live agent whose first answer is not there, though it may still come; one being written is not there yet. */
export const owesFirstAnswer = (state: State, id: AgentId): boolean => {
  const agent = agentOf(state, id);
  if (agent.failed !== null || agent.revision > 0) return false;
  return (agent.current?.proposed ?? null) !== null || !isGlobalLimitReached(state);
};

/** The one predicate for "everybody has answered"; failed agents are done. */
export const haveAllAnswered = (state: State): boolean => !state.order.some((id) => owesFirstAnswer(state, id));

/** How many answers there must be before anybody may vote: never more than the limits still allow. */
export function answersBeforeVoting(state: State): number {
  const { minAnswersBeforeVoting: wanted, maxNewAnswersPerAgent, maxNewAnswersGlobal, mode } = state.settings;
  if (wanted === 0) return 0;
  let reachable = maxNewAnswersGlobal ?? Infinity;
  if (maxNewAnswersPerAgent !== null && mode === 'voting') {
    let room = state.answers.length;
    for (const id of liveAgents(state)) room += Math.max(0, maxNewAnswersPerAgent - agentOf(state, id).revision);
    reachable = Math.min(reachable, room);
  }
  return Math.min(wanted, reachable);
}

/** Voting waits for everybody's first answer (§1.9); without a limit per agent the key has no effect. */
export const isVotingDeferred = (state: State): boolean =>
  state.settings.deferVotingUntilAllAnswered &&
  state.settings.maxNewAnswersPerAgent !== null &&
  !isGlobalLimitReached(state) &&
  !haveAllAnswered(state);
