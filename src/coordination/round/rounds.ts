import type { AgentId } from '../ids.ts';
import { offerFor } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import { roundContext } from '../rules/round-context.ts';
import { roundAnswers } from '../rules/visibility.ts';
import type { RestartReason, RoundKind, RoundOutcome } from '../vocabulary.ts';
import { requestCall } from './calls.ts';
import { emit, emitRoundStart, perform } from './work.ts';
import type { Work } from './work.ts';

/** Starts a coordination round with everything there is to see, and its first model call. */
export function startRound(work: Work, id: AgentId): void {
  const { state, nowMs } = work;
  const { settings } = state;
  const agent = agentOf(state, id);
  const answers = roundAnswers(state, id);
  const offer = offerFor(state, id, answers);
  const isVoteOnly = !offer.offered.includes('new_answer');
  const kind: RoundKind = isVoteOnly ? 'vote_only' : agent.revision === 0 ? 'initial' : 'refine';
  const softLimitMs = agent.revision === 0 ? settings.initialRoundTimeoutMs : settings.subsequentRoundTimeoutMs;
  const softAtMs = softLimitMs === null ? null : nowMs + softLimitMs;
  emitRoundStart(work, id, {
    kind,
    visible_labels: answers.map((answer) => answer.label),
    offered: offer.offered,
    started_at_ms: nowMs,
    soft_deadline_ms: softAtMs,
    hard_deadline_ms: softAtMs === null ? null : softAtMs + settings.roundTimeoutGraceMs,
  });
  if (softAtMs !== null) perform(work, { type: 'set_timer', name: 'round_soft', agentId: id, atMs: softAtMs });
  const context = roundContext(work.state, id, 'initial_answer', answers, offer.offered);
  deliverInputs(work, id, 'user_message');
  requestCall(work, id, { stage: 'initial_answer', appends: [{ kind: 'round_context', context }], offer });
}

/** The words of the person that waited for this agent have now reached it. */
export function deliverInputs(work: Work, id: AgentId, via: 'tool_result' | 'user_message'): void {
  for (const input of agentOf(work.state, id).pendingInputs) {
    emit(work, 'human_input_delivered', id, { id: input.id, via });
  }
}

/** Ends the agent's round, if it is in one, and calls off what still runs for it. */
export function endRound(work: Work, id: AgentId, outcome: RoundOutcome, reason: 'decided' | null = null): void {
  const agent = agentOf(work.state, id);
  const { current, modelCall } = agent;
  if (current === null) return;
  if (modelCall !== null) {
    perform(work, {
      type: 'abort_model',
      agentId: id,
      callId: modelCall.id,
      reason: reason ?? outcome,
      awaitEnd: false,
    });
  }
  const { message } = current;
  if (message?.calls.some((call) => !call.workflow && call.result === null) === true) {
    perform(work, { type: 'abort_tools', agentId: id, callId: message.callId });
  }
  if (current.softLimitMs !== null || current.hardAtMs !== null) {
    perform(work, { type: 'clear_timer', name: 'round_soft', agentId: id });
    perform(work, { type: 'clear_timer', name: 'round_hard', agentId: id });
  }
  emit(work, 'round_ended', id, {
    outcome,
    ...(reason === null ? {} : { reason }),
    duration_ms: work.nowMs - (agent.roundStartedAtMs ?? work.nowMs),
    usage: current.usage,
  });
}

/** Gives the round up for a fresh one, which starts as soon as nothing keeps the agent. */
export function restartRound(work: Work, id: AgentId, reason: RestartReason): void {
  endRound(work, id, reason === 'context_overflow' ? 'error' : 'preempted');
  emit(work, 'agent_restart', id, { reason });
}
