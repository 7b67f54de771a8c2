import type { IncomingHttpHeaders } from 'node:http';

// An allow-list: a key in a header nobody has thought of is left out too.
const REQUEST_HEADER =
  /^(accept|content-type|content-length|user-agent|openai-beta|x-stainless-.*|anthropic-(version|beta)|x-goog-api-client)$/;
const RESPONSE_HEADER =
  /^(content-type|retry-after(-ms)?|x-should-retry|(x|anthropic)-ratelimit-.*|(x-)?request-id|openai-(version|processing-ms))$/;

/** The headers of a request that say something about the client and can hold no key. */
export const safeRequestHeaders = (headers: IncomingHttpHeaders): Readonly<Record<string, string>> =>
  pick(Object.entries(headers), REQUEST_HEADER);

/** The headers of a response that a client may look at: type, retry, rate limit, request id. */
export const safeResponseHeaders = (headers: Iterable<[string, string]>): Readonly<Record<string, string>> =>
  pick(headers, RESPONSE_HEADER);

function pick(headers: Iterable<[string, string | string[] | undefined]>, name: RegExp): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of headers) {
    if (value !== undefined && name.test(key.toLowerCase())) kept[key.toLowerCase()] = String(value);
  }
  return kept;
}

/** A path without the query parameters that carry a key (`?key=…` of the Gemini API). */
export function safePath(path: string): string {
  return path.replace(/([?&])(key|api_key|access_token)=[^&]*/gi, '$1$2=');
}
