import { voteLabel } from '../ids.ts';
import type { AgentId } from '../ids.ts';
import type { RequestedCall } from '../inputs.ts';
import { parseStop, parseVote } from '../rules/arguments.ts';
import { isPastHardLimit } from '../rules/hard-limit.ts';
import { agentOf } from '../rules/roster.ts';
import { hasUnseen, unseenPeers, visibleAnswers } from '../rules/visibility.ts';
import { endRound, restartRound } from './rounds.ts';
import { labelsOf } from './updates.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

/** A conclusion drawn without having seen every answer does not count: the agent looks again. True when that was so. */
function ignoredAsUnseen(work: Work, id: AgentId, target: AgentId): boolean {
  const agent = agentOf(work.state, id);
  if (isPastHardLimit(agent) || !hasUnseen(work.state, id)) return false;
  emit(work, 'status', id, {
    status: 'vote_ignored',
    target_id: target,
    reason: 'new answers had not been seen',
    unseen_labels: labelsOf(work, unseenPeers(work.state, id)),
  });
  restartRound(work, id, 'vote_ignored');
  return true;
}

/** A vote counts iff its target's answer was before the voter, and no peer's newer answer was not (§1.8). */
export function castVote(work: Work, id: AgentId, call: RequestedCall): Refusal | null {
  const { state } = work;
  const agent = agentOf(state, id);
  const parsed = parseVote(call);
  if (!parsed.ok) return refuse('invalid_arguments', parsed.error);
  const { target: requested, reason } = parsed.value;
  const target = state.order.find((one) => agentOf(state, one).anonymousId === requested);
  if (target === undefined) return refuse('invalid_vote_id', `there is no ${requested}`);
  if (agentOf(state, target).revision === 0) {
    return refuse('invalid_vote_id', `${requested} has not answered`);
  }
  if (ignoredAsUnseen(work, id, target)) return null;
  const shown = visibleAnswers(state, id).find((answer) => answer.agentId === target);
  if (shown === undefined) {
    return refuse('vote_target_unseen', `the answer of ${requested} was not shown`);
  }
  emit(work, 'vote', id, {
    target_id: target,
    voted_for_label: shown.label,
    reason,
    vote_label: voteLabel(agent.number, agent.voteCount + 1),
    visible_labels: agent.visible,
    hard_timeout: isPastHardLimit(agent) && hasUnseen(state, id),
    at_ms: work.nowMs,
  });
  endRound(work, id, 'vote');
  return null;
}

/** Decomposition: the agent's part is done, as far as it knows everybody's work. */
export function stopAgent(work: Work, id: AgentId, call: RequestedCall): Refusal | null {
  const parsed = parseStop(call);
  if (!parsed.ok) return refuse('invalid_arguments', parsed.error);
  if (ignoredAsUnseen(work, id, id)) return null;
  emit(work, 'agent_stopped', id, { ...parsed.value, automatic: false, at_ms: work.nowMs });
  endRound(work, id, 'stop');
  return null;
}
