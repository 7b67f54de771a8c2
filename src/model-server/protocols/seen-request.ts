import type { WireFamily } from '../../config/backend-types.ts';
import type { JsonObject } from './read-json.ts';

/** One message of a conversation, in no provider's words; an assistant's tool calls count as its message. */
export interface SeenMessage {
  readonly role: 'user' | 'assistant' | 'tool';
  readonly text: string;
}

export interface SeenTool {
  readonly name: string;
  /** Its JSON Schema. */
  readonly parameters: JsonObject;
}

/** A request for a message as the scenario sees it. The system text is not part of it: it may quote any tag. */
export interface SeenRequest {
  readonly family: WireFamily;
  readonly model: string;
  readonly streams: boolean;
  readonly messages: readonly SeenMessage[];
  readonly tools: readonly SeenTool[];
}
