import { objectOf, parseJson, textOf } from '../../providers/shared/json.ts';
import type { WireExchange } from '../../model-server/wire-case.ts';
import type { WireFamily } from '../../config/backend-types.ts';
import { WIRE_FAMILIES } from '../../config/backend-types.ts';
import type { ServedProtocols } from '../../model-server/protocols/served-protocol.ts';

/** What an exchange was: an API a run calls, with the protocol that speaks it, or one it never calls. */
export type WireApi =
  | { readonly api: string; readonly family: WireFamily }
  | { readonly api: string; readonly family: null; readonly skipped: string };

const never = (api: string, skipped: string): WireApi => ({ api, family: null, skipped });

const COUNTS = 'a run counts tokens from what it was charged for';
const LISTS = 'a run takes its models from the configuration';

/** What no run asks for, by the path of the request. */
const UNCALLED: readonly (readonly [RegExp, (host: string) => WireApi])[] = [
  [/\/responses\/compact$/, () => never('compact', 'a run keeps its whole history and asks for no compaction')],
  [/\/responses\/input_tokens$/, () => never('oa_count', COUNTS)],
  [/\/responses\/[^/]+$/, () => never('resp_get', 'a run starts no background responses')],
  [/\/messages\/count_tokens$/, () => never('an_count', COUNTS)],
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
function byResponse(exchange: WireExchange, caseName: string, protocols: ServedProtocols): WireApi {
  const data = firstData(exchange);
  const called = (family: WireFamily): WireApi => {
    const { streamed, whole } = protocols[family].recording.api;
    return { api: exchange.response.sse === undefined ? whole : streamed, family };
  };
  const speaking = WIRE_FAMILIES.find((family) => protocols[family].recording.begins(data));
  if (speaking !== undefined) return called(speaking);
  if (textOf(data['event_type']).startsWith('interaction')) {
    return never('interactions', 'Gemini is spoken to through generateContent');
  }
  // An error says little of who speaks.
  if (/^google\/|\/google-/.test(caseName)) return called('google-generate');
  if (textOf(data['type']) === 'error' && data['error'] !== undefined) return called('anthropic-messages');
  return called(caseName.includes('chat') ? 'openai-chat' : 'openai-responses');
}

export function wireApi(exchange: WireExchange, caseName: string, protocols: ServedProtocols): WireApi {
  const { request } = exchange;
  if (request === null || request === undefined) return byResponse(exchange, caseName, protocols);
  const path = textOf(request.path).replace(/\?.*$/, '');
  for (const family of WIRE_FAMILIES) {
    const place = protocols[family].placeOf(path);
    const { streamed, whole } = protocols[family].recording.api;
    if (place?.operation === 'message') return { api: place.streams === false ? whole : streamed, family };
  }
  const uncalled = UNCALLED.find(([pattern]) => pattern.test(path));
  return uncalled?.[1](textOf(request.host)) ?? never('unknown', `nothing here speaks ${path}`);
}

/** The model a recorded request named: in its body, or in Gemini's address. */
export function wireModel(exchange: WireExchange): string {
  const body = objectOf(exchange.request?.body);
  const inPath = /\/models\/([^:/?]+)/.exec(textOf(exchange.request?.path))?.[1];
  return textOf(body['model']) || inPath || 'recorded-model';
}
