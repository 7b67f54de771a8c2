import { shortLabel } from '../views/numbers.ts';
import type { Board } from './board.ts';
import type { Notice } from './ui-actions.ts';

/** `★ agent 2 won with 2.1`: what is told when the winner has been chosen. */
export function winnerWords({ state, glyphs }: Board): string {
  const winner = state?.winner?.agentId;
  const number = winner === undefined ? undefined : state?.agents[winner]?.number;
  const label = state?.votes.find((vote) => vote.target === winner)?.label;
  const won = number === undefined ? 'the final answer is presented' : `agent ${number} won`;
  return `${glyphs.winner} ${won}${label === undefined ? '' : ` with ${shortLabel(label)}`}`;
}

/** What is told of a turn that did not end with an answer in the usual way; null of one that did. */
export function endWords({ state, moments }: Board): Pick<Notice, 'text' | 'pDoes'> | null {
  const outcome = moments.ended?.outcome;
  const answer = state?.finalAnswer ?? null;
  if (answer?.locked === true && answer.origin !== null) return { text: answer.origin };
  if (outcome === 'answered') return null;
  const pDoes = 'shows more';
  if (outcome === 'cancelled') return { text: 'Cancelled; what was written is kept', pDoes };
  return outcome === 'timeout' && answer !== null
    ? { text: 'Time ran out; this is the best answer there was', pDoes }
    : { text: 'The turn ended without an answer', pDoes };
}
