import type { ModelRequest } from '../../runtime/ports/model.ts';
import type { HostQuirks } from '../hosts.ts';
import { wireToolName } from '../shared/call-ids.ts';
import { isObject, listOf, objectOf, someText } from '../shared/json.ts';
import type { Params } from '../shared/params.ts';
import { extraParams, forwardedParams, without } from '../shared/params.ts';
import { plainSchema } from '../shared/tool-schema.ts';
import type { WireContent } from './contents.ts';
import { facts, MIXES_TOOLS } from './facts.ts';
import { generateContents } from './contents.ts';

/** What the SDK's `generateContentStream` takes. */
export interface GenerateCall {
  readonly model: string;
  readonly contents: readonly WireContent[];
  readonly config: Readonly<Record<string, unknown>>;
  /** Merged into the body as it stands. */
  readonly extraBody: Readonly<Record<string, unknown>>;
}

const SHOWS_THOUGHTS = /gemini-2\.5|gemini-(?:[3-9]|\d{2})|gemini-exp|gemini-2\.0-flash-thinking/;
const TAKES_LEVELS = /gemini-(?:[3-9]|\d{2})/;
const MODES = ['AUTO', 'ANY', 'NONE', 'VALIDATED'];

/** Thinking budgets for models that know no levels. */
const BUDGETS: Readonly<Record<string, number>> = { none: 0, minimal: 512, low: 1024, medium: 8192, high: 24_576 };

const camel = (key: string): string => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const camelKeys = (fields: Params): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [camel(key), value]));

function thinking(params: Params, model: string): Record<string, unknown> {
  const wanted = camelKeys({ ...objectOf(params['thinking']), ...objectOf(params['thinking_config']) });
  const effort = someText(objectOf(params['reasoning'])['effort']) ?? someText(params['reasoning_effort']);
  const includeThoughts = params['include_thoughts'] ?? (SHOWS_THOUGHTS.test(model) ? true : undefined);
  const hasAmount = wanted['thinkingBudget'] !== undefined || wanted['thinkingLevel'] !== undefined;
  // Both at once are refused; each line of models has its own.
  const isDouble = wanted['thinkingBudget'] !== undefined && wanted['thinkingLevel'] !== undefined;
  const surplus = isDouble ? [TAKES_LEVELS.test(model) ? 'thinkingBudget' : 'thinkingLevel'] : [];
  const config = {
    ...(includeThoughts === undefined ? {} : { includeThoughts }),
    ...(effort === null || hasAmount ? {} : amount(effort, model)),
    ...without(wanted, ['type', 'budgetTokens', ...surplus]),
  };
  return Object.keys(config).length === 0 ? {} : { thinkingConfig: config };
}

/** A level or a budget, never both. */
function amount(effort: string, model: string): Record<string, unknown> {
  if (TAKES_LEVELS.test(model)) return { thinkingLevel: effort === 'none' ? 'minimal' : effort };
  const budget = BUDGETS[effort];
  return budget === undefined ? {} : { thinkingBudget: budget };
}

function builtInTools(params: Params): readonly Record<string, unknown>[] {
  return [
    ...(params['enable_web_search'] === true ? [{ googleSearch: {} }] : []),
    ...(params['enable_code_execution'] === true ? [{ codeExecution: {} }] : []),
  ];
}

function tools(request: ModelRequest): Record<string, unknown> {
  const functions = request.tools.map((tool) => ({
    name: wireToolName(tool.name),
    description: tool.description,
    parametersJsonSchema: plainSchema(tool.parameters),
  }));
  const builtIn = functions.length === 0 || MIXES_TOOLS.test(request.model) ? builtInTools(request.params) : [];
  const all = [...builtIn, ...(functions.length === 0 ? [] : [{ functionDeclarations: functions }])];
  const mode = functions.length === 0 ? null : callingMode(request);
  return {
    ...(all.length === 0 ? {} : { tools: all }),
    ...(mode === null ? {} : { toolConfig: { functionCallingConfig: { mode } } }),
  };
}

function callingMode(request: ModelRequest): string | null {
  if (request.toolChoice === 'required') return 'ANY';
  if (request.toolChoice === 'none') return 'NONE';
  const wanted = someText(request.params['function_calling_mode'])?.toUpperCase();
  return wanted !== undefined && MODES.includes(wanted) ? wanted : null;
}

/** A JSON answer; the neutral `response_format` in Gemini's fields. */
function responseFormat(format: unknown): Record<string, unknown> {
  const schema = objectOf(objectOf(format)['json_schema'])['schema'];
  if (!isObject(format)) return {};
  return { responseMimeType: 'application/json', ...(schema === undefined ? {} : { responseJsonSchema: schema }) };
}

/** A map of category to threshold, or the list the API takes. */
function safety(settings: unknown): Record<string, unknown> {
  if (Array.isArray(settings)) return { safetySettings: settings };
  const entries = Object.entries(objectOf(settings)).map(([category, threshold]) => ({ category, threshold }));
  return entries.length === 0 ? {} : { safetySettings: entries };
}

const MAPPED = [
  'max_tokens',
  'stop',
  'response_format',
  'reasoning',
  'reasoning_effort',
  'thinking',
  'tool_choice',
  'provider',
];

/** The call for `models.generateContentStream`: one request, without the SDK's own tool loop or continuations. */
export function generateCall(request: ModelRequest, host: HostQuirks): GenerateCall {
  const { model, params } = request;
  const given = forwardedParams(params, host, model);
  const stop = given['stop'];
  return {
    model,
    contents: generateContents(request.messages, model),
    config: {
      ...(request.system === '' ? {} : { systemInstruction: request.system }),
      ...tools(request),
      ...camelKeys(without(given, [...MAPPED, ...facts.unsupported])),
      ...(given['max_tokens'] === undefined ? {} : { maxOutputTokens: given['max_tokens'] }),
      ...(stop === undefined ? {} : { stopSequences: typeof stop === 'string' ? [stop] : listOf(stop) }),
      ...responseFormat(given['response_format']),
      ...thinking(params, model),
      ...safety(params['safety_settings']),
      automaticFunctionCalling: { disable: true },
      automaticContinuation: false,
    },
    extraBody: extraParams(params),
  };
}
