import type { DraftOf, EventType } from '../events.ts';
import type { AgentState, CurrentRound, State } from '../state.ts';

/** How one type of event changes the state. Returns the same object when it changes nothing. */
export type Reducer<Type extends EventType> = (state: State, event: DraftOf<Type>, seq: number) => State;

/** Reducers for a group of event types; a type of the group without one does not compile. */
export type ReducersOf<Types extends EventType> = { readonly [Type in Types]: Reducer<Type> };

/** All agents, one of them new. Copied first and set then: twice as fast as a computed key, and this is the hottest line. */
export function withAgent(state: State, agent: AgentState): State['agents'] {
  const agents: Record<string, AgentState> = { ...state.agents };
  agents[agent.id] = agent;
  return agents;
}

/** Changes the agent an event names. An event of an agent this state does not know changes nothing. */
export const onAgent =
  <Type extends EventType>(
    change: (agent: AgentState, data: DraftOf<Type>['data'], state: State, seq: number) => AgentState,
  ): Reducer<Type> =>
  (state, event, seq) => {
    const id = event.agent_id;
    const agent = id === null ? undefined : state.agents[id];
    if (id === null || agent === undefined) return state;
    const next = change(agent, event.data, state, seq);
    return next === agent ? state : { ...state, agents: withAgent(state, next) };
  };

/** Changes the round the event's agent is in; nothing when it is in none. */
export const onRound = <Type extends EventType>(
  change: (round: CurrentRound, data: DraftOf<Type>['data'], agent: AgentState) => CurrentRound,
): Reducer<Type> =>
  onAgent((agent, data) => {
    if (agent.current === null) return agent;
    const next = change(agent.current, data, agent);
    return next === agent.current ? agent : { ...agent, current: next };
  });

/** The state as it is: for events that only tell. */
export const keep = (state: State): State => state;

/** A copy of all agents, each changed; agents that stay as they are may be returned as they are. */
export function mapAgents(state: State, change: (agent: AgentState) => AgentState): State['agents'] {
  const agents: Record<string, AgentState> = { ...state.agents };
  for (const id of state.order) {
    const agent = state.agents[id];
    if (agent !== undefined) agents[id] = change(agent);
  }
  return agents;
}
