import type { AgentId, AnswerLabel } from '../ids.ts';
import type { Answer, State } from '../state.ts';
import { agentOf, answerOf, latestAnswer } from './roster.ts';

/** Peers of whom a newer answer exists than this agent was shown (§1.16: arithmetic instead of a flag). */
export function unseenPeers(state: State, id: AgentId): readonly AgentId[] {
  const { seen } = agentOf(state, id);
  return state.order.filter((peer) => peer !== id && agentOf(state, peer).revision > (seen[peer] ?? 0));
}

export const hasUnseen = (state: State, id: AgentId): boolean => {
  const { seen } = agentOf(state, id);
  return state.order.some((peer) => peer !== id && agentOf(state, peer).revision > (seen[peer] ?? 0));
};

/** The newest answers of unseen peers, newest first. */
const unseenAnswers = (state: State, id: AgentId): readonly Answer[] =>
  unseenPeers(state, id)
    .flatMap((peer) => latestAnswer(state, peer) ?? [])
    .toSorted((left, right) => right.seq - left.seq);

const NOTHING: readonly Answer[] = [];

/** What may be put before the agent now: nothing until it has answered once, so that first answers stay its own. */
export const deliverable = (state: State, id: AgentId): readonly Answer[] =>
  agentOf(state, id).revision === 0 || !hasUnseen(state, id) ? NOTHING : unseenAnswers(state, id);

/** The answers this agent has before it, in the order it was shown them. */
export function visibleAnswers(state: State, id: AgentId): readonly Answer[] {
  const answers: Answer[] = [];
  for (const label of agentOf(state, id).visible) {
    const answer = answerOf(state, label);
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}

/** What a fresh round of this agent shows: the newest answer of each author, by number, starting after its own; own last. */
export function roundAnswers(state: State, id: AgentId): readonly Answer[] {
  const answers: Answer[] = [];
  if (state.answers.length === 0) return answers;
  const { numbered } = state;
  const own = agentOf(state, id).number;
  for (let offset = 0; offset < numbered.length; offset += 1) {
    const author = numbered[(own + offset) % numbered.length];
    const answer = author === undefined ? undefined : latestAnswer(state, author);
    if (answer !== undefined) answers.push(answer);
  }
  return answers;
}

/** After an update: one label per author, the new ones in place of the old, others as they were. */
export function mergedLabels(
  state: State,
  id: AgentId,
  added: readonly Answer[],
): { readonly kept: readonly AnswerLabel[]; readonly replaced: readonly AnswerLabel[] } {
  const authors = new Set(added.map((answer) => answer.agentId));
  const visible = visibleAnswers(state, id);
  return {
    kept: visible.filter((answer) => !authors.has(answer.agentId)).map((answer) => answer.label),
    replaced: visible.filter((answer) => authors.has(answer.agentId)).map((answer) => answer.label),
  };
}
