import type { Note } from '../append.ts';
import type { AnonymousId, ModelCallId, ToolCallId } from '../ids.ts';
import type { RequestedCall } from '../inputs.ts';
import type { Usage } from '../usage.ts';
import type { Stage, WorkflowToolName } from '../vocabulary.ts';

/**
 * What a model call and its tools did. All carry `agent_id`. `text`, `thinking` and `tool_output` may be merged.
 * The rules write `model_call_requested`, `model_call_aborting`, `model_call_closed`, `tool_start`, `tool_complete` and
 * `tool_blocked`; the runtime writes the others.
 */
export interface ModelEvents {
  /** The rules want a model call: from here on it is open, and only its own results are listened to. */
  readonly model_call_requested: {
    readonly call_id: ModelCallId;
    readonly call_number: number;
    readonly stage: Stage;
    readonly offered: readonly WorkflowToolName[];
    readonly vote_targets: readonly AnonymousId[];
    readonly terminal_tools_only: boolean;
    /** What it is told besides tool results and the round's context. */
    readonly notes: readonly Note['kind'][];
    /** Calls in a row that led nowhere, and empty ones, before this call. */
    readonly idle: number;
    readonly empty: number;
    readonly at_ms: number;
  };
  /** Its end is awaited: what it wrote so far is wanted. */
  readonly model_call_aborting: { readonly call_id: ModelCallId; readonly reason: string };
  /** The rules took its result. `held` are the calls of a message whose tools now run, workflow calls included. */
  readonly model_call_closed: {
    readonly call_id: ModelCallId;
    readonly how: 'finished' | 'failed' | 'aborted';
    readonly held: readonly RequestedCall[];
    /** The message's text, when workflow calls are held. */
    readonly held_text: string;
    readonly at_ms: number;
  };
  /** What the model was told, by section: what `/inspect` shows. */
  readonly prompt_built: {
    readonly call_id: ModelCallId;
    readonly sections: readonly { readonly id: string; readonly priority: number; readonly tokens: number }[];
    readonly system: string | null;
    readonly appended: string;
  };
  readonly model_call_started: {
    readonly call_id: ModelCallId;
    readonly stage: Stage;
    readonly attempt: number;
    readonly model: string;
    readonly message_count: number;
    readonly tools: readonly string[];
    readonly request_bytes: number;
    readonly at_ms: number;
  };
  readonly model_call_ended: {
    readonly call_id: ModelCallId;
    readonly stage: Stage;
    readonly attempt: number;
    readonly request_id: string | null;
    readonly finish: string;
    readonly usage: Usage;
    readonly duration_ms: number;
    readonly first_token_ms: number | null;
    readonly retryable: boolean;
    readonly error: string | null;
  };
  readonly text: { readonly call_id: ModelCallId; readonly channel: 'content' | 'coordination'; readonly text: string };
  /** A piece of the answer a model is writing inside its `new_answer` call: shown live, void once the call is over. */
  readonly answer_draft: { readonly call_id: ModelCallId; readonly text: string };
  readonly thinking: { readonly call_id: ModelCallId; readonly text: string };
  readonly reasoning_done: { readonly call_id: ModelCallId; readonly text: string };
  /** The whole message, written at the end of every call, so that replay never needs the streamed pieces. */
  readonly message_committed: {
    readonly call_id: ModelCallId;
    readonly role: 'assistant';
    readonly stage: Stage;
    readonly text: string;
    readonly reasoning: string | null;
    readonly tool_calls: readonly { readonly id: ToolCallId; readonly name: string; readonly args: unknown }[];
  };
  /** The text streamed since the last `model_call_started` is void: screens take it back. */
  readonly stream_interrupted: {
    readonly call_id: ModelCallId;
    readonly kept_chars: number;
    readonly will_retry: boolean;
    readonly message: string;
  };
  readonly backend_retry: {
    readonly call_id: ModelCallId;
    readonly class: string;
    readonly attempt: number;
    readonly max_attempts: number;
    readonly delay_ms: number;
    readonly source: 'header' | 'body' | 'backoff';
    readonly message: string;
  };
  readonly context_compressed: {
    readonly before_tokens: number;
    readonly after_tokens: number;
    readonly kept_ratio: number;
  };
  readonly usage_updated: { readonly usage: Usage; readonly cumulative: Usage; readonly model: string };
  readonly tool_start: {
    readonly tool_id: ToolCallId;
    readonly tool_name: string;
    readonly args: unknown;
    readonly kind: 'workflow' | 'mcp' | 'custom' | 'builtin' | 'client' | 'unknown';
    readonly server_name: string | null;
    readonly at_ms: number;
  };
  readonly tool_output: { readonly tool_id: ToolCallId; readonly chunk: string };
  readonly tool_complete: {
    readonly tool_id: ToolCallId;
    readonly tool_name: string;
    readonly result: string;
    readonly elapsed_seconds: number;
    readonly status: 'ok' | 'error' | 'blocked' | 'rejected' | 'cancelled';
    readonly is_error: boolean;
    readonly async_id: string | null;
    /** It changed something or read something new. */
    readonly progress: boolean;
    /** There is no tool of that name. */
    readonly unknown?: true;
    readonly at_ms: number;
  };
  readonly tool_blocked: {
    readonly tool_id: ToolCallId;
    readonly by: 'planning_mode' | 'round_timeout' | 'permission' | 'hook';
    readonly reason: string;
  };
}
