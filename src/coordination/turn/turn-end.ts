import { finalLabel } from '../ids.ts';
import type { AgentId } from '../ids.ts';
import { agentOf } from '../rules/roster.ts';
import type { AgentState } from '../state.ts';
import type { TurnOutcome } from '../vocabulary.ts';
import { emit, emitForAll, perform } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** The final text stands: it is locked and the turn is over. */
export function lockAnswer(work: Work, presenter: AgentId): void {
  lock(work, presenter);
  endTurn(work, work.state.timedOut ? 'timeout' : 'answered');
}

/** Locks what was presented, without saying how the turn ends. */
export function lock(work: Work, presenter: AgentId): void {
  const { number } = agentOf(work.state, presenter);
  const content = work.state.finalAnswer?.content ?? '';
  emitForAll(work, 'answer_locked', presenter, { label: finalLabel(number), content, paths: [] });
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

/** The one end of a turn. */
export function endTurn(work: Work, outcome: TurnOutcome): void {
  const { state } = work;
  const hasAnswer = state.finalAnswer?.locked === true;
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

export function clearDeadlines(work: Work): void {
  for (const name of ['orchestrator_deadline', 'deadline_warning', 'evaluation_deadline'] as const) {
    perform(work, { type: 'clear_timer', name, agentId: null });
  }
}
