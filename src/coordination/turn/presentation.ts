import type { RoundContext } from '../append.ts';
import type { AgentId } from '../ids.ts';
import { parseAnswer } from '../rules/arguments.ts';
import type { Choice } from '../rules/presenter.ts';
import { agentOf, latestAnswer } from '../rules/roster.ts';
import { roundContext } from '../rules/round-context.ts';
import { presentationStrategy } from '../rules/strategy.ts';
import type { Strategy } from '../rules/strategy.ts';
import { roundAnswers } from '../rules/visibility.ts';
import type { State } from '../state.ts';
import { NO_OFFER } from '../round/calls.ts';
import { startEvaluation } from './evaluation.ts';
import type { MessageCall } from '../round/message.ts';
import { endRound } from '../round/rounds.ts';
import { startStageRound } from './stage-round.ts';
import { endTurn, lockAnswer } from './turn-end.ts';
import { emit, emitForAll } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** Announces the winner and starts the presentation, or takes the stored answer where that is the rule. */
export function startPresentation(work: Work, choice: Choice): void {
  const { agentId: presenter } = choice;
  const isTie = choice.tied.length > 0;
  emit(work, 'winner_selected', null, {
    winner_id: presenter,
    rule: choice.rule,
    vote_counts: choice.counts,
    is_tie: isTie,
    tied: choice.tied,
    votes: choice.votes.map(({ voter, target, label }) => ({ voter, target, label })),
    candidates: choice.candidates,
  });
  const strategy = presentationStrategy(work.state, presenter);
  emit(work, 'phase_changed', null, { from: work.state.phase, to: 'presenting', reason: strategy });
  emitForAll(work, 'final_presentation_start', presenter, {
    strategy,
    vote_counts: choice.counts,
    answer_labels: work.state.answers.map((answer) => answer.label),
    is_tie: isTie,
    write_paths: [],
  });
  if (strategy === 'winner_reuse') {
    presentStored(work, presenter, false);
    return;
  }
  startStageRound(work, presenter, 'presentation', presentationContext(work.state, choice, strategy), NO_OFFER);
}

function presentationContext(state: State, choice: Choice, strategy: Exclude<Strategy, 'winner_reuse'>): RoundContext {
  const { agentId: presenter } = choice;
  const agents = state.order.map((id) => agentOf(state, id));
  const isDecomposed = state.settings.mode === 'decomposition';
  return {
    ...roundContext(state, presenter, 'presentation', roundAnswers(state, presenter), []),
    strategy,
    votes: choice.rule === 'votes' ? howItFared(state, choice) : null,
    parts: isDecomposed
      ? agents.map((agent) => ({
          anonymousId: agent.anonymousId,
          subtask: state.settings.agents.find((one) => one.id === agent.id)?.subtask ?? null,
          summary: agent.stopped?.summary ?? null,
          blocked: agent.stopped?.status === 'blocked',
        }))
      : [],
  };
}

/** The presenter learns how it fared, nothing of the others. */
const howItFared = (state: State, { agentId: presenter, counts, votes, tied }: Choice): RoundContext['votes'] => ({
  counts: [{ anonymousId: agentOf(state, presenter).anonymousId, votes: counts[presenter] ?? 0 }],
  reasons: votes.filter((vote) => vote.target === presenter).map((vote) => vote.reason),
  tie: tied.length > 0,
});

/** The presenter has spoken. An empty text falls back to its stored answer. */
export function onPresented(work: Work, id: AgentId, text: string, calls: readonly MessageCall[]): void {
  const asAnswer = calls.find((call) => call.name === 'new_answer');
  const content = asAnswer === undefined ? null : parseAnswer(asAnswer, text);
  endRound(work, id, 'presented');
  if (content?.ok === true) {
    finishPresentation(work, id, 'new_answer', content.value, false);
  } else if (text.trim() === '') {
    presentStored(work, id, true);
  } else {
    finishPresentation(work, id, 'text', text, false);
  }
}

/** The presentation could not be made, or was declined: the stored answer stands in. */
export function onPresentationFailed(work: Work, id: AgentId, message: string): void {
  emit(work, 'status_message', id, { level: 'warning', text: `presentation failed: ${message}` });
  endRound(work, id, 'error');
  presentStored(work, id, true);
}

/** Uses what the presenter answered before; a presenter without an answer passes on the newest there is. */
export function presentStored(work: Work, presenter: AgentId, interrupted: boolean): void {
  const stored = latestAnswer(work.state, presenter) ?? work.state.answers.at(-1);
  if (stored === undefined) {
    endTurn(work, work.state.timedOut ? 'timeout' : 'failed');
    return;
  }
  finishPresentation(work, presenter, 'stored', stored.content, interrupted);
}

function finishPresentation(
  work: Work,
  presenter: AgentId,
  source: 'new_answer' | 'text' | 'stored',
  content: string,
  interrupted: boolean,
): void {
  emit(work, 'final_presentation_end', presenter, { source, content, interrupted });
  const { state } = work;
  const isReused = state.presentation?.strategy === 'winner_reuse';
  if (isReused || state.timedOut || state.attempt + 1 >= state.maxAttempts) {
    lockAnswer(work, presenter);
  } else {
    startEvaluation(work, presenter);
  }
}
