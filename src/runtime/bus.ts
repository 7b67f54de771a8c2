import type { CoordinationEvent, EventDraft } from '../coordination/events.ts';
import type { State } from '../coordination/state.ts';
import { describeBug } from './describe-bug.ts';
import type { Clock } from './ports/clock.ts';
import { LogUnwritable } from './ports/log.ts';
import type { EventMask } from './ports/mask.ts';
import type { AttemptArchive } from './ports/archive.ts';
import type { Listener } from './ports/session.ts';

/** The one place where something becomes known: appended to the log, folded, then handed out, in this order. */
export interface Bus {
  readonly state: State;
  /** Why nothing can be logged any more; null while all is well. */
  readonly failure: LogUnwritable | null;
  /**
   * From here on events go to this attempt, and their numbers start again at 1. The `header` is what a reader of this
   * log alone must know; it has happened before, so nobody else is told of it again.
   */
  openAttempt(attempt: Pick<AttemptArchive, 'log' | 'project'>, header: readonly EventDraft[]): void;
  /** There will be no further log: nothing more can be kept. */
  fail(failure: LogUnwritable): void;
  /**
   * A batch is logged whole or not at all. After the log has failed it does nothing: what cannot be kept has not
   * happened. Never throws.
   */
  publish(drafts: readonly EventDraft[]): void;
  /** Hands out without the log: for the news that the log itself is lost, and nothing else. */
  announce(drafts: readonly EventDraft[]): void;
  /** A listener that throws is told of once and does not keep others from hearing. */
  subscribe(listener: Listener): () => void;
}

export interface BusDeps {
  readonly clock: Clock;
  readonly initial: State;
  readonly reduce: (state: State, event: CoordinationEvent) => State;
  /** Applied to every event before it is logged, folded or handed out. Default: nothing is hidden. */
  readonly mask?: EventMask | undefined;
  /** Called once, outside of any hand-out. */
  readonly onLogFailure: (failure: LogUnwritable) => void;
}

export function createBus({ clock, initial, reduce, mask = (draft) => draft, onLogFailure }: BusDeps): Bus {
  let state = initial;
  let attempt: Pick<AttemptArchive, 'log' | 'project'> | null = null;
  let seq = 0;
  let failure: LogUnwritable | null = null;
  let delivering = false;
  const listeners = new Set<Listener>();
  const faulty = new WeakSet<Listener>();
  // Bounded by what one hand-out can cause: whoever publishes is served before the program waits for anything.
  let undelivered: { readonly event: CoordinationEvent; readonly state: State }[] = [];

  function stamp(drafts: readonly EventDraft[]): CoordinationEvent[] {
    const timestamp = new Date(clock.now()).toISOString();
    return drafts.map((draft, index) => {
      const { event_type, agent_id, round_number, data } = mask(draft);
      const event = { seq: seq + index + 1, timestamp, event_type, agent_id, round_number, data };
      // The compiler cannot see that type and data still belong together.
      return event as CoordinationEvent;
    });
  }

  function tell(listener: Listener, event: CoordinationEvent, folded: State): void {
    try {
      listener(event, folded);
    } catch (cause) {
      if (faulty.has(listener)) return;
      faulty.add(listener);
      publish([describeBug('listener', cause)]);
    }
  }

  // What listeners publish in turn waits its place, so that all of them hear everything in the order of the log.
  function deliver(): void {
    if (delivering) return;
    delivering = true;
    try {
      while (undelivered.length > 0) {
        const batch = undelivered;
        undelivered = [];
        for (const item of batch) {
          attempt?.project(item.event, item.state);
          for (const listener of listeners) tell(listener, item.event, item.state);
        }
      }
    } finally {
      delivering = false;
    }
  }

  function accept(events: readonly CoordinationEvent[]): void {
    for (const event of events) {
      state = reduce(state, event);
      undelivered.push({ event, state });
    }
    deliver();
  }

  /** The events as they now stand in the log; null when it refused them. */
  function append(drafts: readonly EventDraft[]): readonly CoordinationEvent[] | null {
    if (failure !== null) return null;
    if (attempt === null) throw new Error('published before a log was opened');
    const events = stamp(drafts);
    try {
      attempt.log.append(events);
      seq += events.length;
      return events;
    } catch (cause) {
      if (cause instanceof LogUnwritable) fail(cause);
      else broken(cause);
      return null;
    }
  }

  /** Not the log, but what should go into it, is at fault: a bug, which the log can still tell. */
  function broken(cause: unknown): void {
    const bug = describeBug('event log', cause);
    try {
      const events = stamp([bug]);
      attempt?.log.append(events);
      seq += events.length;
      accept(events);
    } catch {
      // Then only the failure below tells of it.
    }
    fail(new LogUnwritable('the event log', cause, `internal error: ${bug.data.message}`));
  }

  function fail(why: LogUnwritable): void {
    failure = why;
    onLogFailure(why);
  }

  function publish(drafts: readonly EventDraft[]): void {
    const events = drafts.length === 0 ? null : append(drafts);
    if (events !== null) accept(events);
  }

  return {
    get state() {
      return state;
    },
    get failure() {
      return failure;
    },
    openAttempt(next, header) {
      attempt = next;
      seq = 0;
      failure = null;
      for (const event of append(header) ?? []) next.project(event, state);
    },
    fail,
    publish,
    announce: (drafts) => accept(stamp(drafts)),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
