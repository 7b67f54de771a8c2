import type { EventData } from '../events.ts';
import type { AgentId } from '../ids.ts';
import { answerBar } from '../rules/limits.ts';
import { chooseAtDeadline } from '../rules/presenter.ts';
import type { Choice } from '../rules/presenter.ts';
import { agentOf, liveAgents } from '../rules/roster.ts';
import { countVotes } from '../rules/tie-break.ts';
import { deliverable } from '../rules/visibility.ts';
import type { State } from '../state.ts';
import { commitAnswer } from '../round/answers.ts';
import { submit } from './evaluation.ts';
import { closeCoordination, endWithoutAnswer } from './finish.ts';
import { presentStored, startPresentation } from './presentation.ts';
import { endRound } from '../round/rounds.ts';
import { emit, emitForAll, perform } from '../round/work.ts';
import type { Work } from '../round/work.ts';

const deadlineAt = ({ attemptStartedAtMs, settings }: State): number =>
  attemptStartedAtMs + settings.orchestratorTimeoutMs;

/** When agents are told that the end is near: twice the grace, or a tenth of the limit, before it. */
const warningAt = (state: State): number => {
  const { orchestratorTimeoutMs: limit, roundTimeoutGraceMs: grace } = state.settings;
  return state.attemptStartedAtMs + Math.max(0, limit - Math.max(2 * grace, 0.1 * limit));
};

/** Has an attempt that begins woken at its deadline, and before it for the warning. */
export function setDeadlines(work: Work): void {
  const { state } = work;
  perform(work, { type: 'set_timer', name: 'orchestrator_deadline', agentId: null, atMs: deadlineAt(state) });
  perform(work, { type: 'set_timer', name: 'deadline_warning', agentId: null, atMs: warningAt(state) });
}

/**
 * Agents at work that have no news to look at first are asked, with their next call, to give what they have. Nobody is
 * asked for a vote in the last minutes: who may not answer any more is left in peace.
 */
export function onDeadlineWarning(work: Work): void {
  const { state, nowMs } = work;
  if (state.phase !== 'coordinating' || nowMs < warningAt(state)) return;
  const targets = liveAgents(state).filter(
    (id) => agentOf(state, id).inRound && deliverable(state, id).length === 0 && mayAnswer(state, id),
  );
  emit(work, 'deadline_warning', null, { remaining_ms: Math.max(0, deadlineAt(state) - nowMs), targets });
}

/** Decomposition has no votes: there it is also worth asking for a stop. */
const mayAnswer = (state: State, id: AgentId): boolean =>
  state.settings.mode === 'decomposition' || answerBar(state, id) === null;

/** The attempt's time is up: everything is called off at once and the best of what there is becomes the answer. */
export function onDeadline(work: Work): void {
  const { state, nowMs } = work;
  if (nowMs < deadlineAt(state)) return;
  if (state.phase === 'coordinating') endCoordination(work);
  else if (state.phase === 'presenting') endPresentation(work);
  else if (state.phase === 'evaluating' && state.presentation !== null) {
    submit(work, state.presentation.agentId, 'auto_timeout');
  }
}

function endCoordination(work: Work): void {
  // A first answer whose files are still being written is better than none.
  if (work.state.answers.length === 0) {
    for (const id of work.state.order) commitAnswer(work, id, null);
  }
  const choice = chooseAtDeadline(work.state);
  tellDeadline(work, choice);
  closeCoordination(work, 'timeout', 'timeout');
  if (choice === null) endWithoutAnswer(work);
  else startPresentation(work, choice);
}

function endPresentation(work: Work): void {
  const presenter = work.state.presentation?.agentId;
  if (presenter === undefined) return;
  tellDeadline(work, null, presenter);
  endRound(work, presenter, 'timeout');
  presentStored(work, presenter, true);
}

/** Without a choice to make, whoever presents was chosen by the votes there are. */
function selectionReason(
  { answers, votes }: State,
  choice: Choice | null,
): EventData['orchestrator_timeout']['selection_reason'] {
  if (answers.length === 0) return 'no answers available';
  const isByVotes = choice === null ? votes.length > 0 : choice.rule === 'votes';
  return isByVotes ? 'most votes' : 'latest answer';
}

function tellDeadline(work: Work, choice: Choice | null, presenter: AgentId | null = null): void {
  const { state, nowMs } = work;
  const counts = choice?.counts ?? countVotes(state.votes);
  const summary = Object.fromEntries(
    state.order.map((id) => [id, { has_answer: agentOf(state, id).revision > 0, vote_count: counts[id] ?? 0 }]),
  );
  const elapsedMs = nowMs - state.attemptStartedAtMs;
  const limitMs = state.settings.orchestratorTimeoutMs;
  emitForAll(work, 'orchestrator_timeout', null, {
    timeout_reason: `Time limit exceeded (${Math.round(elapsedMs / 1000)}s/${Math.round(limitMs / 1000)}s)`,
    elapsed_ms: elapsedMs,
    limit_ms: limitMs,
    available_answers: state.order.filter((id) => agentOf(state, id).revision > 0).length,
    selected_agent: choice?.agentId ?? presenter,
    selection_reason: selectionReason(state, choice),
    agent_answer_summary: summary,
  });
}
