import type { CompletionRule } from '../rules/completion.ts';
import { choosePresenter } from '../rules/presenter.ts';
import type { Choice } from '../rules/presenter.ts';
import { agentOf, answeredAgents, liveAgents } from '../rules/roster.ts';
import type { RoundOutcome } from '../vocabulary.ts';
import { startPresentation } from './presentation.ts';
import { endRound } from '../round/rounds.ts';
import { endTurn } from './turn-end.ts';
import { emit } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** Says that coordination is over and calls off the rounds that no longer matter. */
export function closeCoordination(work: Work, rule: CompletionRule, outcome: RoundOutcome): void {
  const { state } = work;
  const running = state.order.filter((id) => agentOf(state, id).inRound);
  emit(work, 'coordination_complete', null, {
    rule,
    live: liveAgents(state),
    failed: state.order.filter((id) => agentOf(state, id).failed !== null),
    duration_ms: work.nowMs - state.attemptStartedAtMs,
    saved_rounds: rule === 'early_majority' ? running.length : 0,
  });
  for (const id of running) endRound(work, id, outcome, rule === 'early_majority' ? 'decided' : null);
}

/** Coordination ended by itself: somebody presents, or nobody can. */
export function finish(work: Work, rule: CompletionRule): void {
  closeCoordination(work, rule, 'cancelled');
  const choice = rule === 'skipped' ? debugChoice(work) : choosePresenter(work.state);
  if (choice === null) endWithoutAnswer(work);
  else startPresentation(work, choice);
}

/** `skip_coordination_rounds`: the first agent presents straight away. */
function debugChoice({ state }: Work): Choice | null {
  const [first] = state.order;
  if (first === undefined) return null;
  return { agentId: first, rule: 'debug', counts: {}, tied: [], votes: [], candidates: answeredAgents(state) };
}

/** Nobody can present: the turn ends, as timed out, failed, or without an answer though agents are left. */
export function endWithoutAnswer(work: Work): void {
  if (work.state.timedOut) endTurn(work, 'timeout');
  else endTurn(work, liveAgents(work.state).length === 0 ? 'failed' : 'no_answer');
}
