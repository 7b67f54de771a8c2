import type { CoordinationEvent, EventOf, EventType } from '../coordination/events.ts';
import type { State } from '../coordination/state.ts';
import type { Problems } from './problems.ts';
import type { Projection } from './projections/projection.ts';

/** Hands an event to those who asked for its type. Never throws: a bug in one file must not end a run. */
export type Dispatch = (event: CoordinationEvent, state: State) => void;

type Handler = (event: EventOf<EventType>, state: State) => void;

/** Handlers by event type, looked up once; unknown types reach nobody. */
export function createDispatch(projections: readonly Projection[], problems: Problems): Dispatch {
  const handlers = new Map<string, Handler[]>();
  for (const projection of projections) {
    for (const [type, handler] of Object.entries(projection.on)) {
      const list = handlers.get(type) ?? [];
      // The key of the table is the type of the event its handler takes.
      list.push(handler as Handler);
      handlers.set(type, list);
    }
  }
  return (event, state) => {
    for (const handler of handlers.get(event.event_type) ?? []) {
      try {
        handler(event, state);
      } catch (cause) {
        problems.report(`projection of ${event.event_type}`, cause);
      }
    }
  };
}
