import type { AgentId, AnonymousId } from '../ids.ts';
import type { Answer, State } from '../state.ts';
import type { WorkflowToolName } from '../vocabulary.ts';
import { answerBar, answersBeforeVoting, isVotingDeferred } from './limits.ts';
import { agentOf } from './roster.ts';

export interface Offer {
  readonly offered: readonly WorkflowToolName[];
  /** Whom a vote may name: exactly the authors whose answers the voter has before it. */
  readonly voteTargets: readonly AnonymousId[];
}

const VOTE_AND_ANSWER: readonly WorkflowToolName[] = ['new_answer', 'vote'];
const ANSWER: readonly WorkflowToolName[] = ['new_answer'];
const VOTE: readonly WorkflowToolName[] = ['vote'];
const ANSWER_AND_STOP: readonly WorkflowToolName[] = ['new_answer', 'stop'];
const STOP: readonly WorkflowToolName[] = ['stop'];
const NOTHING: readonly WorkflowToolName[] = [];
const NOBODY: readonly AnonymousId[] = [];

/** Whether votes are taken at all now, whoever votes. */
export const isVotingOpen = (state: State): boolean =>
  state.settings.mode === 'voting' && state.answers.length >= answersBeforeVoting(state) && !isVotingDeferred(state);

/** The workflow tools of the agent's next call, if that call shows it `visible`. Recomputed for every call (§1.5). */
export function offerFor(state: State, id: AgentId, visible: readonly Answer[]): Offer {
  const mayAnswer = answerBar(state, id) === null;
  if (state.settings.mode === 'decomposition') {
    return { offered: mayAnswer ? ANSWER_AND_STOP : STOP, voteTargets: NOBODY };
  }
  if (visible.length === 0 || !isVotingOpen(state)) {
    return { offered: mayAnswer ? ANSWER : NOTHING, voteTargets: NOBODY };
  }
  const voteTargets: AnonymousId[] = [];
  for (const author of state.numbered) {
    if (visible.some((answer) => answer.agentId === author)) voteTargets.push(agentOf(state, author).anonymousId);
  }
  return { offered: mayAnswer ? VOTE_AND_ANSWER : VOTE, voteTargets };
}
