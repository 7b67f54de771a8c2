import type { FailureClass, FinishReason, ProviderFailure, StreamPart } from '../../runtime/ports/model.ts';
import { numberOf, objectOf } from '../../providers/shared/json.ts';

/** What one exchange became, as one line of JSON. Absent fields are left out. */
export interface WireLine {
  readonly case: string;
  readonly exchange: number;
  readonly api: string;
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments?: unknown }[];
  readonly finish?: string;
  /** The provider's own numbers, with the provider's own meaning. */
  readonly usage?: Readonly<Record<string, number>>;
  readonly error?: { readonly class: WireClass; readonly status?: number; readonly message: string };
  readonly skipped?: string;
}

/** The classes of `wire.md` §4. */
export type WireClass = 'cancelled' | 'transient' | 'quota' | 'context' | 'auth' | 'request' | 'refusal' | 'truncated';

const BY_FAILURE: Readonly<Record<FailureClass, WireClass>> = {
  auth: 'auth',
  permission: 'auth',
  not_found: 'request',
  bad_request: 'request',
  context: 'context',
  quota: 'quota',
  rate_limit: 'transient',
  overloaded: 'transient',
  server: 'transient',
  network: 'transient',
  timeout: 'transient',
  interrupted: 'transient',
};

/** Ends that are answers, but not the ones hoped for. */
const BY_FINISH: Partial<Record<FinishReason, { readonly class: WireClass; readonly message: string }>> = {
  refusal: { class: 'refusal', message: 'the model declined to answer' },
  content_filter: { class: 'refusal', message: 'the content was filtered' },
  max_tokens: { class: 'truncated', message: 'the output limit was reached' },
  context_full: { class: 'context', message: 'the context window of the model is full' },
};

const USAGE_FIELDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  chat: {
    in: ['prompt_tokens'],
    cached: ['prompt_tokens_details', 'cached_tokens'],
    out: ['completion_tokens'],
    reasoning: ['completion_tokens_details', 'reasoning_tokens'],
  },
  responses: {
    in: ['input_tokens'],
    cached: ['input_tokens_details', 'cached_tokens'],
    out: ['output_tokens'],
    reasoning: ['output_tokens_details', 'reasoning_tokens'],
  },
  messages: {
    in: ['input_tokens'],
    cache_write: ['cache_creation_input_tokens'],
    cache_read: ['cache_read_input_tokens'],
    out: ['output_tokens'],
  },
  gen_stream: {
    in: ['promptTokenCount'],
    cached: ['cachedContentTokenCount'],
    out: ['candidatesTokenCount'],
    reasoning: ['thoughtsTokenCount'],
  },
};

/** The numbers the recordings' own outcome has; of a response that was not streamed it has these two alone. */
const UNSTREAMED = ['in', 'out'];

function usageOf(api: string, isStreamed: boolean, raw: unknown): Record<string, number> | undefined {
  const fields = USAGE_FIELDS[api === 'gen' ? 'gen_stream' : api] ?? {};
  const found = Object.entries(fields).flatMap(([name, path]) => {
    const value = numberOf(path.reduce((at: unknown, step) => objectOf(at)[step], raw));
    const isKept = isStreamed || api !== 'responses' || UNSTREAMED.includes(name);
    return value === null || !isKept ? [] : [[name, value] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

type Finished = Extract<StreamPart, { type: 'finished' }>;

/** Arguments as the protocol has them: OpenAI's are text, the others' an object, left out where there were none. */
function argumentsOf(api: string, call: Finished['turn']['calls'][number]): { arguments?: unknown } {
  if (api === 'chat' || api === 'responses') return { arguments: call.argsText };
  if (call.argsError !== null) return { arguments: call.argsText };
  return api !== 'messages' && call.argsText === '' ? {} : { arguments: call.args };
}

/** Chat keeps a refusal in a field of its own, so it is no part of the recorded text there. */
const textOf = (api: string, { turn, refusal }: Finished): string =>
  api === 'chat' && typeof refusal === 'string' ? turn.text.slice(0, turn.text.length - refusal.length) : turn.text;

export function finishedFields(api: string, isStreamed: boolean, part: Finished): Partial<WireLine> {
  const usage = usageOf(api, isStreamed, part.rawUsage);
  const odd = BY_FINISH[part.finish];
  return {
    text: textOf(api, part),
    calls: part.turn.calls.map((call) => ({ name: call.name, ...argumentsOf(api, call) })),
    ...(part.rawFinish === '' ? {} : { finish: part.rawFinish }),
    ...(usage === undefined ? {} : { usage }),
    ...(odd === undefined ? {} : { error: { ...odd, message: part.refusal ?? odd.message } }),
  };
}

export const failedFields = (failure: ProviderFailure): Partial<WireLine> => ({
  error: {
    class: BY_FAILURE[failure.class],
    ...(failure.status === null ? {} : { status: failure.status }),
    message: failure.message,
  },
});

export const abortedFields: Partial<WireLine> = { error: { class: 'cancelled', message: 'cancelled' } };
