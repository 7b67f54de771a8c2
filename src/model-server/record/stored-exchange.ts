import type { IncomingHttpHeaders } from 'node:http';
import { safePath, safeRequestHeaders, safeResponseHeaders } from '../safe-headers.ts';
import { responseBytes } from '../wire-case.ts';
import type { WireExchange, WireResponse } from '../wire-case.ts';
import { redactJson, redactText, secretsOf } from './redact.ts';

/** An exchange as it went over the wire. */
export interface SeenExchange {
  readonly method: string;
  /** With the query, without the agent's base path. */
  readonly path: string;
  readonly host: string;
  readonly requestHeaders: IncomingHttpHeaders;
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseHeaders: Iterable<[string, string]>;
  readonly responseBody: Buffer;
}

/** The exchange in the form of a case file, without keys. */
export function storedExchange(seen: SeenExchange): WireExchange {
  const secrets = secretsOf(seen.requestHeaders, seen.path);
  const body = storedJson(seen.requestBody.toString('utf8'));
  return {
    request: {
      method: seen.method,
      host: seen.host,
      path: redactText(safePath(seen.path), secrets),
      headers: storedHeaders(safeRequestHeaders(seen.requestHeaders), secrets),
      body: body === undefined ? null : redactJson(body, secrets),
    },
    response: storedResponse(seen, secrets),
  };
}

const storedHeaders = (headers: Readonly<Record<string, string>>, secrets: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'content-length')
      .map(([name, value]) => [name, redactText(value, secrets)]),
  );

function storedResponse(seen: SeenExchange, secrets: readonly string[]): WireResponse {
  const headers = storedHeaders(safeResponseHeaders(seen.responseHeaders), secrets);
  const base = { status: seen.status, headers };
  const text = redactText(seen.responseBody.toString('utf8'), secrets);
  const type = headers['content-type'] ?? '';
  if (type.includes('text/event-stream')) {
    const streamed = { ...base, ...splitEvents(text) };
    // Mixed line ends would not come back as they were: such a body is kept as one text.
    return responseBytes(streamed).toString('utf8') === text ? streamed : { ...base, text };
  }
  const json = type.includes('json') ? storedJson(text) : undefined;
  return json === undefined ? { ...base, text } : { ...base, json: redactJson(json, secrets) };
}

function splitEvents(text: string): Pick<WireResponse, 'sse' | 'eol' | 'sse_tail'> {
  const eol = text.includes('\r\n\r\n') ? '\r\n' : '\n';
  const events = text.split(eol + eol);
  const tail = events.pop() ?? '';
  return { sse: events, eol, ...(tail === '' ? {} : { sse_tail: tail }) };
}

function storedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
