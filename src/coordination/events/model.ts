import type { ModelCallId, ToolCallId } from '../ids.ts';
import type { Usage } from '../usage.ts';
import type { Stage } from '../vocabulary.ts';

/** What a model call and its tools did. All carry `agent_id`. `text`, `thinking` and `tool_output` may be merged. */
export interface ModelEvents {
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
  };
  readonly tool_blocked: {
    readonly tool_id: ToolCallId;
    readonly by: 'planning_mode' | 'round_timeout' | 'permission' | 'hook';
    readonly reason: string;
  };
}
