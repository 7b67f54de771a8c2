import type { Append, Note, RoundContext } from '../append.ts';
import type { AgentId } from '../ids.ts';
import type { Offer } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import { requestCall } from '../round/calls.ts';
import { withNotes } from '../round/proceed.ts';
import { deliverInputs } from '../round/rounds.ts';
import { emitRoundStart } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** Model calls of a presentation or evaluation that lead nowhere, in a row, before it is taken as it stands. */
export const MAX_IDLE = 3;

/** Starts the presenter's round of presenting or judging, on a clean conversation. */
export function startStageRound(
  work: Work,
  id: AgentId,
  stage: 'presentation' | 'post_evaluation',
  context: RoundContext,
  offer: Offer,
): void {
  emitRoundStart(work, id, {
    kind: stage === 'presentation' ? 'presentation' : 'evaluation',
    visible_labels: context.answers.map((answer) => answer.label),
    offered: offer.offered,
    started_at_ms: work.nowMs,
    soft_deadline_ms: null,
    hard_deadline_ms: null,
  });
  deliverInputs(work, id, 'user_message');
  requestCall(work, id, { stage, appends: [{ kind: 'round_context', context }], offer });
}

/** The next call of that round, after its tools. */
export function continueStage(
  work: Work,
  id: AgentId,
  stage: 'presentation' | 'post_evaluation',
  results: readonly Append[],
  offer: Offer,
  idle: number,
): void {
  const notes = agentOf(work.state, id).pendingInputs.map((input): Note => ({ kind: 'human_input', ...input }));
  deliverInputs(work, id, 'tool_result');
  requestCall(work, id, {
    stage,
    appends: withNotes(results, notes),
    offer,
    notes: notes.map((note) => note.kind),
    idle,
  });
}
