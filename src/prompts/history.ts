import type { Answer, State } from '../coordination/state.ts';
import { estimateTokens } from './section.ts';

/** What the answers of a turn without a final one may take up in later prompts, all together. */
const MAX_TOKENS = 8_000;

const nameOf = (state: State, id: Answer['agentId']): string => state.agents[id]?.anonymousId ?? 'an agent';

/** Whole where it fits its share of the budget. */
function withinBudget(text: string, share: number): string {
  if (estimateTokens(text) <= share) return text;
  return `${text.slice(0, Math.floor((text.length * share) / estimateTokens(text)))} … (cut)`;
}

/** How far the turn was when it was called off. */
function phaseOf({ presentation, finalAnswer, restartPending }: State): string {
  const isJudged = finalAnswer?.locked === true && finalAnswer.origin === null;
  if (isJudged || restartPending !== null) return 'evaluation';
  return presentation === null ? 'coordination' : 'presentation';
}

function body(state: State): readonly string[] {
  const { winner, finalAnswer } = state;
  if (winner !== null && finalAnswer !== null) {
    const had = finalAnswer.locked ? 'had presented' : 'had been chosen, with this answer';
    return [`${nameOf(state, winner.agentId)} ${had}:\n${withinBudget(finalAnswer.content, MAX_TOKENS)}`];
  }
  const latest = state.order.flatMap((id) => state.answers.findLast((answer) => answer.agentId === id) ?? []);
  const share = MAX_TOKENS / Math.max(1, latest.length);
  const answers = latest.map(
    ({ agentId, content }) => `${nameOf(state, agentId)} had answered:\n${withinBudget(content, share)}`,
  );
  const votes = state.votes.map(
    ({ voter, target, label }) => `${nameOf(state, voter)} had voted for ${nameOf(state, target)} (${label}).`,
  );
  return votes.length === 0 ? answers : [...answers, votes.join('\n')];
}

/**
 * What a later turn reads as the assistant's part of this one: the final answer, or, where there is none, how far the
 * agents came, under their anonymous names.
 */
export function turnSummary(state: State): string {
  if (state.finalAnswer?.locked === true && !state.cancelled) return state.finalAnswer.content;
  const how = state.cancelled
    ? `was cancelled by the user during the ${phaseOf(state)}`
    : 'ended without a final answer';
  return [`(This turn ${how}.)`, ...body(state)].join('\n\n');
}
