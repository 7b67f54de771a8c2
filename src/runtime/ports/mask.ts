import type { EventDraft } from '../../coordination/events.ts';

/**
 * Takes the known secrets out of an event before anybody sees it: model text may repeat a key. Remembers the ends of
 * streamed pieces, so each event is given to it once and in order. Must not throw.
 */
export type EventMask = (draft: EventDraft) => EventDraft;
