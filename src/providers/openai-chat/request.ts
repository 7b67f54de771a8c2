import type { ModelRequest, ToolSpec } from '../../runtime/ports/model.ts';
import type { HostQuirks } from '../hosts.ts';
import { wireToolName } from '../shared/call-ids.ts';
import { isObject, numberOf, objectOf, someText } from '../shared/json.ts';
import type { Params } from '../shared/params.ts';
import { extraParams, forwardedParams, without } from '../shared/params.ts';
import { plainSchema } from '../shared/tool-schema.ts';
import { chatMessages } from './messages.ts';

const REASONING_MODEL = /^(?:openai\/)?(?:o\d|gpt-(?:[5-9]|\d{2}))/;

const wireTool = (tool: ToolSpec): unknown => ({
  type: 'function',
  function: { name: wireToolName(tool.name), description: tool.description, parameters: plainSchema(tool.parameters) },
});

function outputLimit(limit: unknown, model: string, host: HostQuirks): Record<string, unknown> {
  if (limit === undefined) return {};
  const key =
    host.maxTokensKey === 'by_model'
      ? REASONING_MODEL.test(model)
        ? 'max_completion_tokens'
        : 'max_tokens'
      : host.maxTokensKey;
  return { [key]: limit };
}

/** `reasoning: {effort}` (or `true`) in the host's own form. */
function reasoningFields(reasoning: unknown, host: HostQuirks): Record<string, unknown> {
  if (reasoning === undefined || reasoning === false) return {};
  switch (host.reasoning) {
    case 'object':
      return { reasoning: reasoning === true ? { enabled: true } : reasoning };
    case 'effort': {
      const effort = someText(objectOf(reasoning)['effort']);
      return effort === null ? {} : { reasoning_effort: effort };
    }
    case 'drop':
      return {};
  }
}

function webSearch(params: Params, host: HostQuirks): Record<string, unknown> {
  if (params['enable_web_search'] !== true) return {};
  if (host.webSearch === 'xai_parameters') {
    return { search_parameters: params['search_parameters'] ?? { mode: 'auto', return_citations: true } };
  }
  if (host.webSearch !== 'openrouter_plugin') return {};
  const prompt = someText(params['search_prompt']);
  const size = someText(params['search_context_size']);
  return {
    plugins: [
      {
        id: 'web',
        engine: someText(params['engine']) ?? 'exa',
        max_results: numberOf(params['max_results']) ?? 5,
        ...(prompt === null ? {} : { search_prompt: prompt }),
      },
    ],
    ...(size === null ? {} : { web_search_options: { search_context_size: size } }),
  };
}

/** Switches that are the hosts' own (Qwen's), though they begin like ours. */
const hostSwitches = (params: Params): Record<string, unknown> =>
  Object.fromEntries(
    ['enable_thinking', 'enable_search'].flatMap((name) => (isBoolean(params[name]) ? [[name, params[name]]] : [])),
  );
const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

/** Only what differs from the default is sent: several servers reject a `tool_choice` they do not know. */
function toolFields(request: ModelRequest, given: Params): Record<string, unknown> {
  if (request.tools.length === 0) return {};
  const choice = request.toolChoice === 'auto' ? given['tool_choice'] : request.toolChoice;
  return { tools: request.tools.map(wireTool), ...(choice === undefined ? {} : { tool_choice: choice }) };
}

/** Routing must not land on a provider that cannot call tools. */
function routing(request: ModelRequest, given: Params, host: HostQuirks): Record<string, unknown> {
  if (host.webSearch !== 'openrouter_plugin' || request.tools.length === 0) return {};
  const provider = isObject(given['provider']) ? given['provider'] : {};
  return { provider: { require_parameters: true, ...provider } };
}

/** The body of `POST /chat/completions`. Stable parts first and in a fixed order, so that prompts can be cached. */
export function chatBody(request: ModelRequest, host: HostQuirks): Record<string, unknown> {
  const given = forwardedParams(request.params, host, request.model);
  const own = [
    'max_tokens',
    'max_completion_tokens',
    'max_output_tokens',
    'reasoning',
    'tool_choice',
    'provider',
    'search_parameters',
    ...(request.tools.length === 0 ? ['parallel_tool_calls'] : []),
  ];
  const limit = given['max_tokens'] ?? given['max_completion_tokens'] ?? given['max_output_tokens'];
  // Mistral's models refuse it on Azure.
  const wantsUsage = host.streamOptions && !(host.transport === 'azure' && /mi(?:ni)?stral/i.test(request.model));
  return {
    model: request.model,
    ...toolFields(request, given),
    messages: chatMessages(request.system, request.messages, host),
    ...without(given, own),
    ...hostSwitches(request.params),
    ...outputLimit(limit, request.model, host),
    ...reasoningFields(given['reasoning'], host),
    ...webSearch(request.params, host),
    ...routing(request, given, host),
    ...(host.promptCacheKey && request.cacheKey !== null ? { prompt_cache_key: request.cacheKey } : {}),
    ...host.body,
    stream: true,
    ...(wantsUsage ? { stream_options: { include_usage: true } } : {}),
    ...extraParams(request.params),
  };
}
