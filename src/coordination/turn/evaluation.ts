import type { EventData } from '../events.ts';
import type { AgentId } from '../ids.ts';
import { evaluationBudgetSpent, parseEvaluation, parseEvaluationText } from '../rules/evaluation.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Offer } from '../rules/offer.ts';
import { roundContext } from '../rules/round-context.ts';
import { agentOf } from '../rules/roster.ts';
import { isWorkflowCall } from '../round/message.ts';
import type { MessageCall } from '../round/message.ts';
import { endRound } from '../round/rounds.ts';
import { startStageRound } from './stage-round.ts';
import { clearDeadlines, lockAnswer } from './turn-end.ts';
import { emit, perform } from '../round/work.ts';
import type { Work } from '../round/work.ts';

type How = Extract<EventData['post_evaluation'], { readonly phase: 'end' }>['how'];

/** The tools a judging presenter has. */
export const EVALUATION_OFFER: Offer = { offered: ['submit', 'restart_orchestration'], voteTargets: [] };

/** The presenter judges what was presented: it is submitted, or everything begins again. */
export function startEvaluation(work: Work, presenter: AgentId): void {
  const { settings, attempt, finalAnswer } = work.state;
  emit(work, 'phase_changed', null, { from: 'presenting', to: 'evaluating', reason: 'presented' });
  emit(work, 'post_evaluation', presenter, { phase: 'start' });
  const judged = attempt === 0 ? settings.debugFinalAnswer : null;
  const context = {
    ...roundContext(work.state, presenter, 'post_evaluation', [], EVALUATION_OFFER.offered),
    finalAnswer: judged ?? finalAnswer?.content ?? '',
  };
  const atMs = work.nowMs + settings.orchestratorTimeoutMs;
  perform(work, { type: 'set_timer', name: 'evaluation_deadline', agentId: null, atMs });
  startStageRound(work, presenter, 'post_evaluation', context, EVALUATION_OFFER);
}

/** The evaluation's message is complete. A message with a decision decides; one without lets the answer stand. */
export function onEvaluated(work: Work, id: AgentId, text: string, calls: readonly MessageCall[]): void {
  const call = calls.find((one) => one.name === 'submit' || one.name === 'restart_orchestration');
  const byTool = call === undefined ? null : parseEvaluation(call);
  const byText = byTool === null ? parseEvaluationText(text) : null;
  const evaluation = byTool ?? byText;
  if (evaluation === null) submit(work, id, 'auto_no_tool');
  else decide(work, id, evaluation, byTool === null ? 'json' : 'tool');
}

/** Whether the calls of an evaluation's message decide anything. */
export const hasEvaluationCall = (calls: readonly MessageCall[]): boolean => calls.some(isWorkflowCall);

function decide(work: Work, id: AgentId, evaluation: Evaluation, how: How): void {
  if (evaluation.decision === 'submit') {
    submit(work, id, how);
    return;
  }
  const { state } = work;
  if (state.restart?.instructions === evaluation.instructions) submit(work, id, 'auto_repeat');
  else if (evaluationBudgetSpent(state, work.nowMs)) {
    const text = 'another attempt was asked for, but too little time is left: the answer stands';
    emit(work, 'status_message', id, { level: 'warning', text });
    submit(work, id, 'auto_budget');
  } else restart(work, id, evaluation, how);
}

/** The answer stands as presented. */
export function submit(work: Work, id: AgentId, how: How): void {
  endRound(work, id, how === 'auto_error' ? 'error' : how === 'auto_timeout' ? 'timeout' : 'evaluated');
  emit(work, 'post_evaluation', id, { phase: 'end', decision: 'submit', reason: '', instructions: '', how });
  lockAnswer(work, id);
}

function restart(work: Work, id: AgentId, evaluation: Evaluation, how: How): void {
  const { reason, instructions } = evaluation;
  const { attempt, maxAttempts } = work.state;
  endRound(work, id, 'evaluated');
  emit(work, 'post_evaluation', id, { phase: 'end', decision: 'restart', reason, instructions, how });
  emit(work, 'restart_banner', null, {
    reason,
    instructions,
    next_attempt: attempt + 2,
    max_attempts: maxAttempts,
  });
  emit(work, 'phase_changed', null, { from: 'evaluating', to: 'idle', reason: 'restart' });
  clearDeadlines(work);
  perform(work, { type: 'new_attempt', attempt: attempt + 1 });
}

/** The time for judging is over: the answer stands. */
export function onEvaluationTimeout(work: Work, presenter: AgentId): void {
  const started = agentOf(work.state, presenter).roundStartedAtMs ?? 0;
  if (work.state.phase !== 'evaluating' || work.nowMs < started + work.state.settings.orchestratorTimeoutMs) return;
  submit(work, presenter, 'auto_timeout');
}
