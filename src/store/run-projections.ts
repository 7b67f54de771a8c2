import { VOLATILE_EVENT_TYPES } from '../coordination/events.ts';
import type { CoordinationEvent, EventOf, EventType } from '../coordination/events.ts';
import type { State } from '../coordination/state.ts';
import type { Problems } from './files/problems.ts';
import type { Projection } from './projections/projection.ts';

/** The projections of an attempt as one. Nothing here throws: a bug in one file must not end a run. */
export interface ProjectionRunner {
  accept(event: CoordinationEvent, state: State): void;
  tick(): void;
  finish(state: State): void;
}

type Handler = (event: EventOf<EventType>, state: State) => void;

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

/** Handlers are found by event type; a type nobody knows reaches those that take every fact, and no one else. */
export function createProjectionRunner(projections: readonly Projection[], problems: Problems): ProjectionRunner {
  const handlers = new Map<string, Handler[]>();
  for (const projection of projections) {
    for (const [type, handler] of Object.entries(projection.on)) {
      const list = handlers.get(type) ?? [];
      // The key of the table is the type of the event its handler takes.
      list.push(handler as Handler);
      handlers.set(type, list);
    }
  }
  const facts = projections.flatMap((projection) => projection.fact?.bind(projection) ?? []);

  const guard = (what: string, run: () => void): void => {
    try {
      run();
    } catch (cause) {
      problems.report(`what is made of ${what}`, cause);
    }
  };

  return {
    accept(event, state) {
      for (const handler of handlers.get(event.event_type) ?? []) guard(event.event_type, () => handler(event, state));
      if (VOLATILE.has(event.event_type)) return;
      for (const fact of facts) guard(event.event_type, () => fact(event, state));
    },
    tick() {
      for (const projection of projections) guard('the moment', () => projection.tick?.());
    },
    finish(state) {
      for (const projection of projections) guard('the end', () => projection.finish?.(state));
    },
  };
}
