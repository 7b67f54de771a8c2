import type { JsonObject } from './json.ts';
import { isObject, listOf, numberOf, objectOf, someText, textOf } from './json.ts';
import type { WireHeaders } from './retry-after.ts';

/**
 * How an exchange went wrong. `http`: an error status. `in_stream`: an error inside a 200 stream. `network`: no connection,
 * or it broke. `no_headers`: nothing within the connect limit. `stalled`: no byte within the idle limit. `cut_off`: a clean
 * end without the terminal event. `malformed`: an event that is no JSON. `not_a_stream`: something else than events.
 * `unsendable_key`: no header can carry the key. `redirected`: the server names another address. `too_long`: more than
 * any honest answer has.
 */
export type FailureKind =
  | 'http'
  | 'in_stream'
  | 'network'
  | 'no_headers'
  | 'stalled'
  | 'cut_off'
  | 'malformed'
  | 'not_a_stream'
  | 'unsendable_key'
  | 'redirected'
  | 'too_long';

/** What is known of a failure, whichever provider and library it came through. */
export interface FailureFacts {
  readonly kind: FailureKind;
  /** Of the HTTP response, or the one a Google error event carries. */
  readonly status: number | null;
  /** A status the provider wrote inside the error object; decides the class, is not shown as the response's. */
  readonly innerStatus: number | null;
  readonly code: string | null;
  readonly type: string | null;
  readonly param: string | null;
  /** The provider's or the system's own words. */
  readonly words: string;
  /** The provider's error object. */
  readonly error: unknown;
}

const BLANK: Omit<FailureFacts, 'kind' | 'words'> = {
  status: null,
  innerStatus: null,
  code: null,
  type: null,
  param: null,
  error: null,
};

export const bareFacts = (kind: FailureKind, words: string): FailureFacts => ({ ...BLANK, kind, words });

/** `{error: {…}}`, `[{error: …}]`, `{type: 'error', error}`, `{detail}`, `{message}`, the error object itself, or its words. */
function errorObject(body: unknown): JsonObject {
  if (typeof body === 'string') return { message: body };
  const first = Array.isArray(body) ? objectOf(body[0]) : objectOf(body);
  if (isObject(first['error'])) return first['error'];
  if (typeof first['error'] === 'string') return { ...first, message: first['message'] ?? first['error'] };
  if (typeof first['detail'] === 'string') return { ...first, message: first['detail'] };
  // FastAPI servers list what did not validate.
  const details = listOf(first['detail']).map((entry) => textOf(objectOf(entry)['msg']));
  return details.length > 0 ? { ...first, message: details.join('; ') } : first;
}

function wordsOf(error: JsonObject): string {
  const words = someText(error['message']) ?? '';
  const raw = someText(objectOf(error['metadata'])['raw']);
  return raw === null ? words : `${words}: ${raw}`;
}

const codeText = (value: unknown): string | null =>
  typeof value === 'number' ? String(value) : value === null ? null : someText(value);

/** The facts of an error body; Anthropic names the parameter in front of its words. Found in an HTTP response or inside a stream. */
export function factsOfBody(kind: 'http' | 'in_stream', status: number | null, body: unknown): FailureFacts {
  const error = errorObject(body);
  const words = wordsOf(error);
  const code = codeText(error['code']);
  const inner = numberOf(error['status_code']) ?? (code !== null && /^[45]\d\d$/.test(code) ? Number(code) : null);
  return {
    kind,
    status,
    innerStatus: inner,
    code,
    // Google names its classes in `status`.
    type: someText(error['type']) ?? someText(error['status']),
    param: someText(error['param']) ?? /^([a-z_]+(?:\.[a-z0-9_]+)*): /.exec(words)?.[1] ?? null,
    words,
    error,
  };
}

/** The first request id any of the providers puts into its headers. */
export const requestIdOf = (headers: WireHeaders): string | null =>
  headers['x-request-id'] ??
  headers['request-id'] ??
  headers['x-goog-request-id'] ??
  headers['apim-request-id'] ??
  null;

/** The cause at the bottom of an error thrown by `fetch` or by a library around it. */
export function rootCause(error: unknown): { readonly code: string | null; readonly words: string } {
  let at: unknown = error;
  let code: string | null = null;
  let words = '';
  for (let depth = 0; depth < 8 && at instanceof Error; depth += 1) {
    code = someText((at as { code?: unknown }).code) ?? code;
    words = at.message === '' ? words : at.message;
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return { code, words };
}
