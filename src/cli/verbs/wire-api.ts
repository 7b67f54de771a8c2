import { objectOf, parseJson, textOf } from '../../providers/shared/json.ts';
import type { WireExchange } from '../../model-server/wire-case.ts';
import type { WireFamily } from '../../config/backend-types.ts';

/** What an exchange was: an API a run calls, with the adapter that speaks it, or one it never calls. */
export type WireApi =
  | { readonly api: 'chat' | 'responses' | 'messages' | 'gen_stream' | 'gen'; readonly family: WireFamily }
  | { readonly api: string; readonly family: null; readonly skipped: string };

const FAMILIES = {
  chat: 'openai-chat',
  responses: 'openai-responses',
  messages: 'anthropic-messages',
  gen_stream: 'google-generate',
  gen: 'google-generate',
} as const satisfies Record<string, WireFamily>;

const called = (api: keyof typeof FAMILIES): WireApi => ({ api, family: FAMILIES[api] });
const never = (api: string, skipped: string): WireApi => ({ api, family: null, skipped });

const COUNTS = 'a run counts tokens from what it was charged for';
const LISTS = 'a run takes its models from the configuration';

/** By the path of the request, from the most special to the least. */
const BY_PATH: readonly (readonly [RegExp, (host: string) => WireApi])[] = [
  [/\/chat\/completions$/, () => called('chat')],
  [/\/responses\/compact$/, () => never('compact', 'a run keeps its whole history and asks for no compaction')],
  [/\/responses\/input_tokens$/, () => never('oa_count', COUNTS)],
  [/\/responses\/[^/]+$/, () => never('resp_get', 'a run starts no background responses')],
  [/\/responses$/, () => called('responses')],
  [/\/messages\/count_tokens$/, () => never('an_count', COUNTS)],
  [/\/messages$/, () => called('messages')],
  [/:streamGenerateContent$/, () => called('gen_stream')],
  [/:generateContent$/, () => called('gen')],
  [/:countTokens$/, () => never('g_count', COUNTS)],
  [/\/interactions(?:\/|$)/, () => never('interactions', 'Gemini is spoken to through generateContent')],
  [
    /\/models(?:\/|$)/,
    (host) =>
      never(host.includes('anthropic') ? 'an_models' : host.includes('google') ? 'g_models' : 'oa_models', LISTS),
  ],
];

/** The parsed data of the first event that has some, or the JSON body. */
function firstData(exchange: WireExchange): Readonly<Record<string, unknown>> {
  const { sse, json } = exchange.response;
  for (const event of sse ?? []) {
    const data = /^data: ?(.*)$/m.exec(event)?.[1];
    const parsed = data === undefined ? undefined : parseJson(data);
    if (typeof parsed === 'object' && parsed !== null) return objectOf(parsed);
  }
  return objectOf(json);
}

/** Where only the response was kept, it tells by its shape what was asked. */
function byResponse(exchange: WireExchange, caseName: string): WireApi {
  const data = firstData(exchange);
  const type = textOf(data['type']);
  if (textOf(data['object']).startsWith('chat.completion') || Array.isArray(data['choices'])) return called('chat');
  if (type.startsWith('response.') || data['object'] === 'response') return called('responses');
  if (textOf(data['event_type']).startsWith('interaction')) {
    return never('interactions', 'Gemini is spoken to through generateContent');
  }
  if (type === 'message_start' || type === 'message') return called('messages');
  const isGoogle = Array.isArray(data['candidates']) || data['promptFeedback'] !== undefined;
  if (isGoogle || /^google\/|\/google-/.test(caseName)) {
    return called(exchange.response.sse === undefined ? 'gen' : 'gen_stream');
  }
  if (type === 'error' && data['error'] !== undefined) return called('messages');
  return called(caseName.includes('chat') ? 'chat' : 'responses');
}

export function wireApi(exchange: WireExchange, caseName: string): WireApi {
  const { request } = exchange;
  if (request === null || request === undefined) return byResponse(exchange, caseName);
  const path = textOf(request.path).replace(/\?.*$/, '');
  const found = BY_PATH.find(([pattern]) => pattern.test(path));
  return found === undefined ? never('unknown', `nothing here speaks ${path}`) : found[1](textOf(request.host));
}

/** The model a recorded request named: in its body, or in Gemini's address. */
export function wireModel(exchange: WireExchange): string {
  const body = objectOf(exchange.request?.body);
  const inPath = /\/models\/([^:/?]+)/.exec(textOf(exchange.request?.path))?.[1];
  return textOf(body['model']) || inPath || 'recorded-model';
}
