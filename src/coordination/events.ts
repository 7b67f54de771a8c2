import type { AgentEvents } from './events/agent.ts';
import type { DecisionEvents } from './events/decision.ts';
import type { ModelEvents } from './events/model.ts';
import type { RunEvents } from './events/run.ts';
import type { AgentId } from './ids.ts';

/** Payload by event type. The names are the names on disk (`coordination.md` §11.3, §11.4). */
export interface EventData extends RunEvents, AgentEvents, ModelEvents, DecisionEvents {}

export type EventType = keyof EventData;

/** What the rules and the runtime say happened; the bus adds `seq` and `timestamp`. */
export interface DraftOf<Type extends EventType> {
  readonly event_type: Type;
  /** The agent it concerns; null for the whole run. */
  readonly agent_id: AgentId | null;
  /** 0-based number of the agent's round in this attempt; null outside a round. */
  readonly round_number: number | null;
  readonly data: EventData[Type];
}

/** One line of `events.jsonl` (`architecture.md` §5.1). */
export interface EventOf<Type extends EventType> extends DraftOf<Type> {
  /** Gap-free from 1 per attempt file: the only authority on order. */
  readonly seq: number;
  /** ISO 8601, UTC, milliseconds. */
  readonly timestamp: string;
}

export type EventDraft = { readonly [Type in EventType]: DraftOf<Type> }[EventType];
export type CoordinationEvent = { readonly [Type in EventType]: EventOf<Type> }[EventType];

/** Streamed pieces: shown live, may be merged, never needed to fold the state. */
export const VOLATILE_EVENT_TYPES = [
  'text',
  'thinking',
  'answer_draft',
  'tool_output',
  'final_presentation_chunk',
] as const;
