import type { AgentId } from '../ids.ts';
import type { State } from '../state.ts';
import type { PauseGate } from '../vocabulary.ts';
import { isSynthesizeQuick } from './completion.ts';
import {
  answerBar,
  haveAllAnswered,
  isAgentLimitReached,
  isAhead,
  isGlobalLimitReached,
  isVotingDeferred,
} from './limits.ts';
import { offerFor } from './offer.ts';
import { agentOf, latestAnswer } from './roster.ts';
import { roundAnswers } from './visibility.ts';

/**
 * When an author stops waiting for peers that still owe their first answer; null when it need not wait. What it would
 * read now is stale as soon as they answer, and its vote would be thrown away.
 */
export function gatherEndMs(state: State, id: AgentId, nowMs: number): number | null {
  const own = latestAnswer(state, id);
  if (own === undefined || state.settings.gatherMs === 0) return null;
  const isOwed = state.order.some((peer) => {
    const { inRound, revision } = agentOf(state, peer);
    return peer !== id && inRound && revision === 0;
  });
  const endMs = own.atMs + state.settings.gatherMs;
  return isOwed && nowMs < endMs ? endMs : null;
}

/** What keeps an agent from starting a round now, with a sentence for people; null when nothing does. */
export function gateOf(state: State, id: AgentId): { readonly gate: PauseGate; readonly detail: string } | null {
  if (isAgentLimitReached(state, id) && isVotingDeferred(state)) {
    return { gate: 'wait_all', detail: 'waits until everybody has answered' };
  }
  const isSpent = agentOf(state, id).revision > 0 && (isAgentLimitReached(state, id) || isGlobalLimitReached(state));
  if (isSpent && (state.settings.skipVoting || isSynthesizeQuick(state)) && !haveAllAnswered(state)) {
    return { gate: 'mode', detail: 'has answered; there will be no vote' };
  }
  const bar = answerBar(state, id);
  if (bar === null) return null; // it can always answer
  // Under a cap of 0 also agents that are level may not answer: waiting for each other, they would never vote.
  if (bar === 'lead' && isAhead(state, id)) return { gate: 'fairness', detail: 'waits for slower agents' };
  if (state.settings.mode === 'voting' && offerFor(state, id, roundAnswers(state, id)).offered.length === 0) {
    return { gate: 'mode', detail: 'waits for more answers before the vote' };
  }
  return null;
}
