import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';

/** A request of a recorded exchange; `body` is parsed JSON, or null where there was none. */
interface WireRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A response: exactly one of `sse` (with `eol` and perhaps `sse_tail`), `json` and `text` holds the body. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly sse?: readonly string[];
  readonly eol?: string;
  readonly sse_tail?: string;
  readonly json?: unknown;
  readonly text?: string;
}

export interface WireExchange {
  readonly request: WireRequest | null;
  readonly response: WireResponse;
}

/** One file of recorded traffic: the exchanges of a conversation, in the order in which they happened. */
export interface WireCase {
  readonly case: string;
  readonly note: string;
  readonly authenticity: string;
  readonly origin: unknown;
  readonly exchanges: readonly WireExchange[];
}

/** The name of an agent's case, which is a safe file name too; `default` for a client without an id. */
export const caseName = (agentId: string): string => agentId.replaceAll(/[^\w-]/g, '_') || 'default';

/** The body of a recorded response, byte for byte as the provider sent it (JSON bodies: re-serialised). */
export function responseBytes(response: WireResponse): Buffer {
  if (response.sse !== undefined) {
    const eol = response.eol ?? '\n';
    return Buffer.from(response.sse.map((event) => event + eol + eol).join('') + (response.sse_tail ?? ''));
  }
  if (response.text !== undefined) return Buffer.from(response.text);
  return Buffer.from(response.json === undefined ? '' : JSON.stringify(response.json));
}

/** Reads the text of a case file. The failure is a sentence that names the field. */
export function parseWireCase(text: string): Result<WireCase, string> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    return fail(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isRecord(raw)) return fail('a case is an object');
  const exchanges = raw['exchanges'];
  if (!Array.isArray(exchanges) || exchanges.length === 0) return fail('exchanges: expected a list with an entry');
  for (const [index, exchange] of exchanges.entries()) {
    const problem = exchangeProblem(exchange);
    if (problem !== undefined) return fail(`exchanges[${index}].${problem}`);
  }
  return ok({
    case: textOf(raw['case']),
    note: textOf(raw['note']),
    authenticity: textOf(raw['authenticity']),
    origin: raw['origin'] ?? null,
    exchanges: exchanges as readonly WireExchange[],
  });
}

function exchangeProblem(exchange: unknown): string | undefined {
  if (!isRecord(exchange) || !isRecord(exchange['response'])) return 'response: expected an object';
  const { status, headers, sse, json, text } = exchange['response'];
  if (!Number.isInteger(status)) return 'response.status: expected a whole number';
  if (!isRecord(headers)) return 'response.headers: expected an object';
  if (sse !== undefined && !(Array.isArray(sse) && sse.every((event) => typeof event === 'string'))) {
    return 'response.sse: expected a list of texts';
  }
  if (text !== undefined && typeof text !== 'string') return 'response.text: expected a text';
  if ([sse, json, text].filter((body) => body !== undefined).length > 1) {
    return 'response: only one of sse, json and text can hold the body';
  }
  const request = exchange['request'];
  if (request !== null && request !== undefined && !isRecord(request)) return 'request: expected an object or null';
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
