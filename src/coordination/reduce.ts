import type { CoordinationEvent, EventDraft } from './events.ts';
import { agentReducers } from './reduce/agent.ts';
import { decisionReducers } from './reduce/decision.ts';
import { modelReducers } from './reduce/model.ts';
import type { Reducer, ReducersOf } from './reduce/reducer.ts';
import { runReducers } from './reduce/run.ts';
import type { EventType } from './events.ts';
import type { State } from './state.ts';

const ALL: ReducersOf<EventType> = { ...runReducers, ...agentReducers, ...modelReducers, ...decisionReducers };
const REDUCERS: ReadonlyMap<string, Reducer<EventType>> = new Map(
  Object.entries(ALL) as [string, Reducer<EventType>][],
);

/**
 * The state after one more event of the log. Pure: the state given stays as it is, what did not change is shared.
 * Event types this version does not know are counted and otherwise ignored.
 */
export const reduce = (state: State, event: CoordinationEvent): State => fold(state, event, event.seq);

/** As `reduce`, for an event that has no stamp yet and will get `seq`. */
export function fold(state: State, event: EventDraft, seq: number): State {
  const reducer = REDUCERS.get(event.event_type);
  const next = reducer === undefined ? state : reducer(state, event, seq);
  if (next === state) return { ...state, seq };
  // A reducer that changed something made `next` a moment ago and nobody else has it yet: no second copy is needed.
  (next as { seq: number }).seq = seq;
  return next;
}
