import type { AgentId, AnswerLabel } from '../ids.ts';
import type { AgentState, Answer, State } from '../state.ts';

/** The agent of that id. Asking for one that is not in the run is a bug. */
export function agentOf(state: State, id: AgentId): AgentState {
  const agent = state.agents[id];
  if (agent === undefined) throw new Error(`no agent ${id} in this run`);
  return agent;
}

/** Agents that are not out for the attempt, in configuration order. */
export const liveAgents = (state: State): readonly AgentId[] =>
  state.order.filter((id) => agentOf(state, id).failed === null);

/** It has voted or stopped, and nothing woke it since. */
export const hasConcluded = (agent: AgentState): boolean => agent.vote !== null || agent.stopped !== null;

/** The newest accepted answer of an agent. */
export const latestAnswer = (state: State, id: AgentId): Answer | undefined =>
  agentOf(state, id).revision === 0 ? undefined : state.answers.findLast((answer) => answer.agentId === id);

export const answerOf = (state: State, label: AnswerLabel): Answer | undefined =>
  state.answers.find((answer) => answer.label === label);

/** Agents that have at least one accepted answer, in configuration order; failed ones too: their work still counts. */
export const answeredAgents = (state: State): readonly AgentId[] =>
  state.order.filter((id) => agentOf(state, id).revision > 0);
