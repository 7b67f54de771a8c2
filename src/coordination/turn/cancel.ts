import type { Command } from '../commands.ts';
import { agentOf, latestAnswer } from '../rules/roster.ts';
import { endRound } from '../round/rounds.ts';
import { endTurn } from './turn-end.ts';
import { emit, emitForAll } from '../round/work.ts';
import type { Work } from '../round/work.ts';

type Cancel = Extract<Command, { readonly type: 'cancel' }>;

/**
 * The person stops the turn. From here on nothing of a winner happens: what was presented stays, a presentation in the
 * making gives way to the stored answer. Level 2 saves nothing more.
 */
export function cancelTurn(work: Work, { source, level }: Cancel): void {
  const { phase, presentation } = work.state;
  emitForAll(work, 'cancel_requested', null, { source, level });
  for (const id of work.state.order) {
    if (agentOf(work.state, id).inRound) endRound(work, id, 'cancelled');
  }
  if (presentation !== null && phase === 'presenting') {
    const stored = latestAnswer(work.state, presentation.agentId);
    if (stored !== undefined) {
      const { agentId } = presentation;
      emit(work, 'final_presentation_end', agentId, { source: 'stored', content: stored.content, interrupted: true });
    }
  }
  if (presentation !== null && phase === 'evaluating') {
    emit(work, 'post_evaluation', presentation.agentId, {
      phase: 'end',
      decision: 'cancelled',
      reason: '',
      instructions: '',
      how: 'auto_error',
    });
  }
  endTurn(work, 'cancelled', level === 1);
}
