import type { ModelRequest, ToolSpec } from '../../runtime/ports/model.ts';
import type { HostQuirks } from '../hosts.ts';
import { wireToolName } from '../shared/call-ids.ts';
import { listOf, objectOf, someText } from '../shared/json.ts';
import type { Params } from '../shared/params.ts';
import { extraParams, forwardedParams, without } from '../shared/params.ts';
import { plainSchema, strictSchema } from '../shared/tool-schema.ts';
import { facts } from './facts.ts';
import { anthropicMessages } from './messages.ts';

/** MassGen's default; the field is required. */
const DEFAULT_MAX_TOKENS = 32_000;

/** Models that would refuse the default. */
const SMALLER_OUTPUT: readonly (readonly [RegExp, number])[] = [
  [/^claude-3-5/, 8_192],
  [/^claude-3-(?:haiku|sonnet|opus)/, 4_096],
  [/^claude-2/, 4_096],
];

/** Dated types of the built-in tools; data, for newer ones appear a few times a year. */
const BUILT_IN = {
  web_search: 'web_search_20250305',
  code_execution: 'code_execution_20250825',
};
const CODE_EXECUTION_BETA = 'code-execution-2025-08-25';

const EPHEMERAL = { cache_control: { type: 'ephemeral' } };

const defaultLimit = (model: string): number =>
  SMALLER_OUTPUT.find(([pattern]) => pattern.test(model))?.[1] ?? DEFAULT_MAX_TOKENS;

const wireTool = (tool: ToolSpec, isStrict: boolean): Record<string, unknown> => ({
  name: wireToolName(tool.name),
  description: tool.description,
  input_schema: isStrict ? strictSchema(tool.parameters) : plainSchema(tool.parameters),
  ...(isStrict ? { strict: true } : {}),
});

function tools(request: ModelRequest): readonly Record<string, unknown>[] {
  const { params } = request;
  const versions = objectOf(params['builtin_tool_versions']);
  const builtIn = (['web_search', 'code_execution'] as const)
    .filter((name) => params[`enable_${name}`] === true)
    .map((name) => ({ type: someText(versions[name]) ?? BUILT_IN[name], name }));
  const isStrict = params['enable_strict_tool_use'] === true;
  const all = [...builtIn, ...request.tools.map((tool) => wireTool(tool, isStrict))];
  // The tools come first in what is cached; the mark at their end covers them all.
  return all.map((tool, index) => (index === all.length - 1 ? { ...tool, ...EPHEMERAL } : tool));
}

const isThinking = (thinking: unknown): boolean => {
  const type = objectOf(thinking)['type'];
  return type === 'enabled' || type === 'adaptive';
};

function toolChoice(request: ModelRequest, given: Params): unknown {
  if (request.tools.length === 0) return undefined;
  const isSerial = request.params['disable_parallel_tool_use'] === true || given['parallel_tool_calls'] === false;
  const serial = isSerial ? { disable_parallel_tool_use: true } : {};
  switch (request.toolChoice) {
    case 'none':
      return { type: 'none' };
    case 'required':
      // Most models refuse to think and be forced at once; thinking is what the configuration asked for.
      if (!isThinking(given['thinking'])) return { type: 'any', ...serial };
      break;
    case 'auto':
      if (given['tool_choice'] !== undefined) return given['tool_choice'];
      break;
  }
  return Object.keys(serial).length === 0 ? undefined : { type: 'auto', ...serial };
}

/** Effort and the shape of the result live in one object. The shape is for final answers: it fights with tool calls. */
function outputConfig(request: ModelRequest, given: Params): Record<string, unknown> {
  const effort = someText(objectOf(given['reasoning'])['effort']) ?? someText(given['effort']);
  const schema = request.params['output_schema'];
  const config = {
    ...(effort === null ? {} : { effort }),
    ...(schema === undefined || request.tools.length > 0
      ? {}
      : { format: { type: 'json_schema', schema: strictSchema(objectOf(schema)) } }),
    ...objectOf(given['output_config']),
  };
  return Object.keys(config).length === 0 ? {} : { output_config: config };
}

/** The body of `POST /v1/messages`. Tools, system, messages: in the order in which they are cached. */
export function messagesBody(request: ModelRequest, host: HostQuirks): Record<string, unknown> {
  const given = forwardedParams(request.params, host, request.model);
  const mapped = 'max_tokens max_output_tokens stop tool_choice reasoning effort output_config parallel_tool_calls';
  const allTools = tools(request);
  const choice = toolChoice(request, given);
  const stop = given['stop'];
  return {
    model: request.model,
    max_tokens: given['max_tokens'] ?? given['max_output_tokens'] ?? defaultLimit(request.model),
    ...(allTools.length === 0 ? {} : { tools: allTools }),
    ...(choice === undefined ? {} : { tool_choice: choice }),
    ...(request.system.trim() === '' ? {} : { system: [{ type: 'text', text: request.system, ...EPHEMERAL }] }),
    messages: anthropicMessages(request.messages),
    ...without(given, [...mapped.split(' '), ...facts.unsupported]),
    ...(stop === undefined ? {} : { stop_sequences: typeof stop === 'string' ? [stop] : stop }),
    ...outputConfig(request, given),
    stream: true,
    ...extraParams(request.params),
  };
}

/** Headers that depend on what is asked for: beta features, and an API version the configuration insists on. */
export function messagesHeaders(params: Params): Record<string, string> {
  const betas = [
    ...listOf(params['betas']).filter((beta) => typeof beta === 'string'),
    ...(params['enable_code_execution'] === true ? [CODE_EXECUTION_BETA] : []),
  ];
  const version = someText(params['anthropic_version']);
  return {
    ...(betas.length === 0 ? {} : { 'anthropic-beta': [...new Set(betas)].join(',') }),
    ...(version === null ? {} : { 'anthropic-version': version }),
  };
}
