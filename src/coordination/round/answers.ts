import { answerLabel } from '../ids.ts';
import type { AgentId, AnswerLabel, ModelCallId } from '../ids.ts';
import type { RequestedCall } from '../inputs.ts';
import { parseAnswer } from '../rules/arguments.ts';
import { duplicateOf } from '../rules/duplicate.ts';
import { answerBar, isAgentLimitReached, isGlobalLimitReached } from '../rules/limits.ts';
import { tooSimilar } from '../rules/novelty.ts';
import { agentOf, latestAnswer, liveAgents } from '../rules/roster.ts';
import { visibleAnswers } from '../rules/visibility.ts';
import { endRound, restartRound } from './rounds.ts';
import { refuse } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { emit, perform } from './work.ts';
import type { Work } from './work.ts';

/** The checks in their order: limits, novelty, duplicate. What passes is written to disk first and counts after that. */
export function proposeAnswer(
  work: Work,
  id: AgentId,
  callId: ModelCallId,
  call: RequestedCall,
  text: string,
): Refusal | null {
  const { state } = work;
  const agent = agentOf(state, id);
  const content = parseAnswer(call, text);
  if (!content.ok) return refuse('invalid_arguments', content.error);
  const bar = answerBar(state, id);
  if (bar !== null) return refuse('answer_limit', `no more answers: ${bar} limit`, { measured: state.answers.length });
  const { noveltyRequirement, noveltyScope } = state.settings;
  const known = visibleAnswers(state, id);
  const compared = noveltyScope === 'all' ? known : known.filter((answer) => answer.agentId !== id);
  const similar = tooSimilar(content.value, compared, noveltyRequirement);
  if (similar !== null) {
    const { nearest, similarity: measured } = similar;
    return refuse('answer_novelty', `too similar to ${nearest.label}`, { measured, nearest: nearest.label });
  }
  const same = duplicateOf(content.value, known);
  if (same !== null)
    return refuse('answer_duplicate', `identical to ${same.label}`, { measured: 1, nearest: same.label });
  const label = answerLabel(agent.number, agent.revision + 1);
  emit(work, 'answer_proposed', id, { call_id: callId, answer_label: label, content: content.value });
  perform(work, { type: 'snapshot', agentId: id, callId, label, content: content.value });
  return null;
}

/** The files are written, or could not be (`path` null): now the answer counts. Other rounds learn of it (§1.16). */
export function commitAnswer(work: Work, id: AgentId, path: string | null): void {
  const agent = agentOf(work.state, id);
  const proposed = agent.current?.proposed ?? null;
  if (proposed === null) return;
  emit(work, 'answer_submitted', id, {
    answer_label: proposed.label,
    answer_number: agent.revision + 1,
    content: proposed.content,
    chars: proposed.content.length,
    workspace_path: path,
    supersedes: latestAnswer(work.state, id)?.label ?? null,
    at_ms: work.nowMs,
  });
  tellLimits(work, id);
  resetVotes(work, proposed.label);
  endRound(work, id, 'answer');
  tellPeers(work, id, proposed.label);
}

function tellLimits(work: Work, id: AgentId): void {
  const { settings, answers } = work.state;
  if (isAgentLimitReached(work.state, id)) {
    emit(work, 'limit_reached', id, { limit: 'per_agent', value: settings.maxNewAnswersPerAgent ?? 0 });
  }
  if (isGlobalLimitReached(work.state) && answers.length === settings.maxNewAnswersGlobal) {
    emit(work, 'limit_reached', null, { limit: 'global', value: answers.length });
  }
}

/** A vote says nothing about an answer that was not there: all are void, and all who had concluded go on. */
function resetVotes(work: Work, label: ReturnType<typeof answerLabel>): void {
  const { state } = work;
  const woken = state.order.filter((one) => agentOf(state, one).stopped !== null);
  if (state.votes.length === 0 && woken.length === 0) return;
  const cleared = state.votes.map(({ voter, target }) => ({ voter, target }));
  emit(work, 'votes_reset', null, { by_label: label, cleared, woken });
}

function tellPeers(work: Work, author: AgentId, label: AnswerLabel): void {
  if (work.state.settings.disableInjection) return;
  for (const peer of liveAgents(work.state)) {
    const agent = agentOf(work.state, peer);
    if (peer === author || !agent.inRound) continue;
    if (agent.roundKind === 'vote_only') {
      // Whatever it would vote now could not count: its call is not worth finishing.
      restartRound(work, peer, 'new_answers');
    } else if (agent.revision > 0) {
      emit(work, 'update_pending', peer, { unseen_labels: [label] });
    }
  }
}
