import { finalLabel } from '../ids.ts';
import type { AgentId } from '../ids.ts';
import { keptAnswer } from '../rules/kept-answer.ts';
import { agentOf, liveAgents } from '../rules/roster.ts';
import type { AgentState, State } from '../state.ts';
import type { TurnOutcome } from '../vocabulary.ts';
import { emit, emitForAll, perform } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** The final text stands: it is locked and the turn is over. */
export function lockAnswer(work: Work, presenter: AgentId): void {
  const { number } = agentOf(work.state, presenter);
  const content = work.state.finalAnswer?.content ?? '';
  emitForAll(work, 'answer_locked', presenter, { label: finalLabel(number), content, paths: [] });
  endTurn(work, work.state.timedOut ? 'timeout' : 'answered');
}

/** What became of an agent, in a few words, for a turn that ends without an answer. */
function reasonOf(agent: AgentState): string {
  if (agent.failed !== null) return `${agent.failed.class}: ${agent.failed.message}`;
  if (agent.phase === 'timed_out') return 'timed out';
  if (agent.phase === 'cancelled') return 'cancelled';
  return agent.revision > 0 ? 'answered' : 'no answer';
}

const exitCode = (outcome: TurnOutcome, hasAnswer: boolean): number => {
  if (outcome === 'cancelled') return 4;
  if (outcome === 'answered') return 0;
  if (outcome === 'timeout') return hasAnswer ? 0 : 3;
  return 2;
};

/** Why an attempt presented no answer, as the end of a sentence. */
function whyNone(state: State, outcome: TurnOutcome): string {
  if (outcome === 'cancelled') return 'it was cancelled';
  if (outcome === 'timeout') return 'its time was up';
  return liveAgents(state).length === 0 ? 'every agent failed' : 'nobody gave one';
}

/**
 * The one end of a turn. What was presented before stands where there is nothing newer, and the turn is then an answered
 * one, unless it was cancelled or its time was up. Without a final answer what there is is saved, if `savesPartial`.
 */
export function endTurn(work: Work, cause: TurnOutcome, savesPartial = true): void {
  const kept = keptAnswer(work.state, whyNone(work.state, cause));
  if (kept?.lock.origin !== undefined) {
    emit(work, 'status_message', null, { level: 'warning', text: kept.lock.origin });
  }
  if (kept !== null) emitForAll(work, 'answer_locked', kept.agentId, kept.lock);
  const { state } = work;
  const hasAnswer = state.finalAnswer?.locked === true;
  const outcome = hasAnswer && (cause === 'failed' || cause === 'no_answer') ? 'answered' : cause;
  if (!hasAnswer && savesPartial) perform(work, { type: 'save_partial' });
  const reasons: Record<string, string> = {};
  if (!hasAnswer) for (const id of state.order) reasons[id] = reasonOf(agentOf(state, id));
  emit(work, 'system_status', null, {
    status: 'turn_ended',
    outcome,
    exit_code: exitCode(outcome, hasAnswer),
    duration_ms: work.nowMs - state.startedAtMs,
    reasons,
    totals: state.usage,
  });
  clearDeadlines(work);
  perform(work, { type: 'turn_over', outcome });
}

/** Clears the timers that belong to no single agent. */
export function clearDeadlines(work: Work): void {
  for (const name of ['orchestrator_deadline', 'deadline_warning', 'evaluation_deadline'] as const) {
    perform(work, { type: 'clear_timer', name, agentId: null });
  }
}
