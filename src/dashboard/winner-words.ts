import { shortLabel } from '../views/numbers.ts';
import type { Board } from './board.ts';

/** `★ agent 2 won with 2.1`: what is told when the winner has been chosen. */
export function winnerWords({ state, glyphs }: Board): string {
  const winner = state?.winner?.agentId;
  const number = winner === undefined ? undefined : state?.agents[winner]?.number;
  const label = state?.votes.find((vote) => vote.target === winner)?.label;
  const won = number === undefined ? 'the final answer is presented' : `agent ${number} won`;
  return `${glyphs.winner} ${won}${label === undefined ? '' : ` with ${shortLabel(label)}`}`;
}
