import type { State } from '../coordination/state.ts';

/**
 * What a later turn reads as the assistant's part of this one: the final answer, or, where there is none, how far the
 * agents came, under their anonymous names.
 */
export function turnSummary(state: State): string {
  if (state.finalAnswer?.locked === true && !state.cancelled) return state.finalAnswer.content;
  const latest = state.order.flatMap((id) => {
    const answer = state.answers.findLast((candidate) => candidate.agentId === id);
    const name = state.agents[id]?.anonymousId;
    return answer === undefined || name === undefined ? [] : [`${name} had answered:\n${answer.content}`];
  });
  const how = state.cancelled ? 'was cancelled by the user' : 'ended without a final answer';
  return [`(This turn ${how}.)`, ...latest].join('\n\n');
}
