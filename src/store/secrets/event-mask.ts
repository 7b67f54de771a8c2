import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { EventDraft } from '../../coordination/events.ts';
import type { EventMask } from '../../runtime/ports/mask.ts';
import { createChunkMask } from './chunk-mask.ts';
import { createRedactor } from './redactor.ts';

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

/** Names of fields whose text refers to something: masked, it would refer to nothing. */
const REFERENCE = /(?:^|_)(?:ids?|labels?|hash)$/;
/** Below this nothing of an event is of interest. */
const MAX_DEPTH = 500;

/** Masks the streamed pieces of a run; secrets cut by the border of two pieces are masked in both. Facts pass as they are. */
export function createPieceMask(secrets: readonly string[]): <Event extends EventDraft>(event: Event) => Event {
  const mask = createChunkMask(secrets);
  return (event) => {
    switch (event.event_type) {
      case 'text':
      case 'thinking':
      case 'answer_draft':
      case 'final_presentation_chunk': {
        const text = mask.next(`${event.agent_id}/${event.event_type}`, event.data.text);
        return text === event.data.text ? event : { ...event, data: { ...event.data, text } };
      }
      case 'tool_output': {
        const chunk = mask.next(`${event.agent_id}/${event.data.tool_id}`, event.data.chunk);
        return chunk === event.data.chunk ? event : { ...event, data: { ...event.data, chunk } };
      }
      default:
        return event;
    }
  };
}

/** The mask of everything a run publishes. What holds no secret comes back as the very same object. */
export function createEventMask(known: readonly string[]): EventMask {
  const redactor = createRedactor(known);
  const { secrets } = redactor;
  if (secrets.length === 0) return (draft) => draft;
  const pieces = createPieceMask(secrets);

  function masked(value: unknown, name: string, depth: number): unknown {
    if (typeof value === 'string') return REFERENCE.test(name) ? value : redactor.text(value);
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => masked(item, name, depth + 1));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const entries = Object.entries(value).map(([key, item]) => [key, masked(item, key, depth + 1), item] as const);
    if (entries.every(([, now, before]) => now === before)) return value;
    return Object.fromEntries(entries.map(([key, now]) => [key, now]));
  }

  return (draft) => {
    if (VOLATILE.has(draft.event_type)) return pieces(draft);
    const data = masked(draft.data, '', 0);
    // The compiler cannot see that the shape is the same.
    return data === draft.data ? draft : ({ ...draft, data } as EventDraft);
  };
}
