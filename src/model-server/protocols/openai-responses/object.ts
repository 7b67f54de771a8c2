import { objectOf } from '../read-json.ts';
import type { ScriptFinish, ScriptUsage, WireContext } from '../script.ts';

const INCOMPLETE_REASONS: Partial<Record<ScriptFinish, string>> = {
  max_tokens: 'max_output_tokens',
  content_filter: 'content_filter',
};

/** How a response object ends: still running, or with a finish and usage. */
export type ResponseEnd =
  | { readonly status: 'in_progress' }
  | { readonly status: 'done'; readonly finish: ScriptFinish; readonly usage: ScriptUsage; readonly output: unknown[] }
  | { readonly status: 'failed'; readonly error: { readonly code: string; readonly message: string } };

/** The `response` object of the Responses API, with every field a recorded one has. */
export function responseObject(context: WireContext, end: ResponseEnd): Record<string, unknown> {
  const { body } = context;
  const reason = end.status === 'done' ? INCOMPLETE_REASONS[end.finish] : undefined;
  const status = end.status === 'done' ? (reason === undefined ? 'completed' : 'incomplete') : end.status;
  const reasoning = objectOf(body['reasoning']);
  return {
    id: `resp_${context.hex('response', 50)}`,
    object: 'response',
    created_at: context.createdAt,
    status,
    background: false,
    completed_at: status === 'completed' ? context.createdAt : null,
    error: end.status === 'failed' ? end.error : null,
    frequency_penalty: 0,
    incomplete_details: reason === undefined ? null : { reason },
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    model: context.model,
    moderation: null,
    output: end.status === 'done' ? end.output : [],
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    presence_penalty: 0,
    previous_response_id: body['previous_response_id'] ?? null,
    prompt_cache_key: body['prompt_cache_key'] ?? null,
    prompt_cache_retention: null,
    reasoning: {
      context: reasoning['context'] ?? 'current_turn',
      effort: reasoning['effort'] ?? 'medium',
      mode: reasoning['mode'] ?? 'standard',
      summary: reasoning['summary'] ?? null,
    },
    safety_identifier: null,
    service_tier: end.status === 'done' ? 'default' : 'auto',
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: body['text'] ?? { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: body['tools'] ?? [],
    top_logprobs: 0,
    top_p: body['top_p'] ?? 1,
    truncation: body['truncation'] ?? 'disabled',
    usage: end.status === 'done' ? responseUsage(end.usage) : null,
    user: null,
    metadata: body['metadata'] ?? {},
  };
}

export const responseUsage = (usage: ScriptUsage): Record<string, unknown> => ({
  input_tokens: usage.input,
  input_tokens_details: { cache_write_tokens: usage.cacheWrite, cached_tokens: usage.cacheRead },
  output_tokens: usage.output,
  output_tokens_details: { reasoning_tokens: usage.reasoning },
  total_tokens: usage.input + usage.output,
});
