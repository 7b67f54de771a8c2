import type { ModelRequest, ToolSpec } from '../../runtime/ports/model.ts';
import type { HostQuirks } from '../hosts.ts';
import { wireToolName } from '../shared/call-ids.ts';
import { listOf, objectOf, someText } from '../shared/json.ts';
import type { Params } from '../shared/params.ts';
import { extraParams, forwardedParams, without } from '../shared/params.ts';
import { plainSchema } from '../shared/tool-schema.ts';
import { facts, oldSearch } from './facts.ts';
import { responsesInput } from './input.ts';

/** Models of whom a summary of the reasoning may be asked. */
const SUMMARISES = /^(?:gpt-[5-9]|gpt-\d{2}|o3|o4)/;
/** The dotted line of GPT-5 starts without reasoning unless told otherwise. */
const DOTTED_GPT = /^gpt-5\./;

const MINIMUM_OUTPUT = 16;

const wireTool = (tool: ToolSpec): Record<string, unknown> => ({
  type: 'function',
  name: wireToolName(tool.name),
  description: tool.description,
  parameters: plainSchema(tool.parameters),
  // Left out it would come back as true, with the schema tightened.
  strict: false,
});

function builtInTools(params: Params, host: HostQuirks): readonly Record<string, unknown>[] {
  const tools: Record<string, unknown>[] = [];
  const isXai = host.webSearch === 'xai_parameters';
  const old = isXai ? oldSearch(params) : null;
  const search = params['enable_web_search'] === true || (old !== null && old['mode'] !== 'off');
  if (search && host.webSearch !== 'none') tools.push({ type: 'web_search' });
  if (params['enable_x_search'] === true && isXai) tools.push({ type: 'x_search' });
  if (params['enable_code_interpreter'] === true) {
    tools.push({ type: 'code_interpreter', ...(isXai ? {} : { container: { type: 'auto' } }) });
  }
  const stores = listOf(params['vector_store_ids']);
  if (params['enable_file_search'] === true && stores.length > 0) {
    tools.push({ type: 'file_search', vector_store_ids: stores });
  }
  return tools;
}

function reasoning(given: Params, model: string): Record<string, unknown> {
  const effort = someText(given['reasoning_effort']);
  const own = { ...objectOf(given['reasoning']), ...(effort === null ? {} : { effort }) };
  const fields = {
    ...(DOTTED_GPT.test(model) ? { effort: 'medium' } : {}),
    ...(SUMMARISES.test(model) ? { summary: 'auto' } : {}),
    ...own,
  };
  return Object.keys(fields).length === 0 ? {} : { reasoning: fields };
}

/** Chat's `response_format` and `verbosity`, which live under `text` here. */
function text(given: Params): Record<string, unknown> {
  const format = objectOf(given['response_format']);
  const verbosity = someText(given['verbosity']);
  const fields = {
    ...(given['response_format'] === undefined
      ? {}
      : { format: { type: format['type'], ...objectOf(format['json_schema']) } }),
    ...(verbosity === null ? {} : { verbosity }),
    ...objectOf(given['text']),
  };
  return Object.keys(fields).length === 0 ? {} : { text: fields };
}

/** What is mapped by hand. */
const MAPPED = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'reasoning',
  'reasoning_effort',
  'response_format',
  'verbosity',
  'text',
  'include',
  'tool_choice',
  'search_parameters',
  'provider',
];

/** The body of `POST /responses`: stateless, so the whole conversation travels, and encrypted reasoning with it. */
export function responsesBody(request: ModelRequest, host: HostQuirks): Record<string, unknown> {
  const { model, params } = request;
  const given = forwardedParams(params, host, model);
  const builtIn = builtInTools(params, host);
  const tools = [...builtIn, ...request.tools.map(wireTool)];
  const limit = given['max_tokens'] ?? given['max_completion_tokens'] ?? given['max_output_tokens'];
  const choice = request.toolChoice === 'auto' ? given['tool_choice'] : request.toolChoice;
  const include = [
    ...(host.encryptedReasoning?.test(model) === true ? ['reasoning.encrypted_content'] : []),
    ...listOf(given['include']).filter((entry) => entry !== 'reasoning.encrypted_content'),
  ];
  return {
    model,
    ...(tools.length === 0 ? {} : { tools, ...(choice === undefined ? {} : { tool_choice: choice }) }),
    ...(request.system === '' ? {} : { instructions: request.system }),
    input: responsesInput(request.messages),
    ...(model.includes('computer-use-preview') ? { truncation: 'auto' } : {}),
    ...without(given, [...MAPPED, ...facts.unsupported, ...(tools.length === 0 ? ['parallel_tool_calls'] : [])]),
    ...(builtIn.length > 0 ? { parallel_tool_calls: false } : {}),
    ...(typeof limit === 'number' ? { max_output_tokens: Math.max(MINIMUM_OUTPUT, limit) } : {}),
    ...reasoning(given, model),
    ...text(given),
    ...(include.length === 0 ? {} : { include }),
    store: given['store'] ?? false,
    ...(host.promptCacheKey && request.cacheKey !== null ? { prompt_cache_key: request.cacheKey } : {}),
    stream: true,
    ...without(extraParams(params), host.webSearch === 'xai_parameters' ? ['search_parameters'] : []),
  };
}
