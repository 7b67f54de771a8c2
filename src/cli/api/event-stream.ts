import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';

/** Events that wait for a slow reader before streamed pieces are left out. Facts are always kept. */
const MAX_WAITING = 10_000;
const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

/** Events from a run to whoever iterates; nothing is kept while nobody does. */
export interface EventStream {
  push(event: CoordinationEvent): void;
  end(): void;
  /** From the first event still kept; a run that nobody iterates from the start keeps the newest. */
  iterate(): AsyncIterableIterator<CoordinationEvent>;
}

export function createEventStream(): EventStream {
  const waiting: CoordinationEvent[] = [];
  let ended = false;
  let wake: (() => void) | null = null;
  const rouse = (): void => {
    const waker = wake;
    wake = null;
    waker?.();
  };
  return {
    push(event) {
      if (waiting.length >= MAX_WAITING && VOLATILE.has(event.event_type)) return;
      waiting.push(event);
      rouse();
    },
    end() {
      ended = true;
      rouse();
    },
    async *iterate() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else if (ended) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
