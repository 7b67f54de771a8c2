import type { EventData } from '../events.ts';
import { finalLabel } from '../ids.ts';
import type { AgentId } from '../ids.ts';
import type { State } from '../state.ts';
import { agentOf } from './roster.ts';

/** A presented answer with which a turn ends that would else end without one. */
export interface KeptAnswer {
  readonly agentId: AgentId;
  readonly lock: EventData['answer_locked'];
}

/**
 * What was presented is never lost: an answer that is still being judged stands, and where a later attempt presents none,
 * that of the attempt before it does. `why` ends the sentence that says so, "every agent failed". Null where nothing was
 * presented or an answer of this attempt stands already.
 */
export function keptAnswer(state: State, why: string): KeptAnswer | null {
  const { attempt, finalAnswer, phase, presentation, presentedBefore, restartPending } = state;
  if (finalAnswer === null) {
    return presentedBefore === null ? null : kept(state, presentedBefore, originOf(attempt, why));
  }
  if (finalAnswer.locked || presentation === null) return null;
  const presented = { agentId: presentation.agentId, content: finalAnswer.content };
  if (restartPending !== null) return kept(state, presented, originOf(attempt + 1, why));
  return phase === 'evaluating' ? kept(state, presented, null) : null;
}

/** `attempt` counts from 0, people from 1. */
const originOf = (attempt: number, why: string): string =>
  `The answer is that of attempt ${attempt}; attempt ${attempt + 1} ended without one: ${why}.`;

function kept(
  state: State,
  { agentId, content }: { readonly agentId: AgentId; readonly content: string },
  origin: string | null,
): KeptAnswer {
  const label = finalLabel(agentOf(state, agentId).number);
  return { agentId, lock: { label, content, paths: [], ...(origin === null ? {} : { origin }) } };
}
