import { parseJson } from './json.ts';
import type { WireHeaders } from './retry-after.ts';

/** What one HTTP exchange showed below the SDK: the SDKs disagree on how much of it they pass on. */
export interface Exchange {
  /** Given to the SDK; one exchange is one call of it. */
  readonly fetch: typeof globalThis.fetch;
  /** Set as soon as the response's head is here. */
  response(): { readonly status: number; readonly headers: WireHeaders } | null;
  /** The body of an error status, parsed when it is JSON, or of a success that is no event stream. */
  errorBody(): { readonly text: string; readonly json: unknown } | null;
  /** The last bytes of the stream as text, to see an end mark that the SDK swallows. */
  tail(): string;
}

export interface ExchangeOptions {
  /** Called with every piece of the body. */
  readonly onBytes: () => void;
  /** Turns a whole JSON answer of a host that ignored `stream: true` into the events it stands for. */
  readonly eventsOfWhole: (json: unknown, text: string) => string;
}

const MAX_ERROR_BYTES = 256 * 1024;
const TAIL_BYTES = 64;

const utf8 = new TextDecoder();

const plainHeaders = (headers: Headers): WireHeaders => Object.fromEntries(headers.entries());

/** At most `limit` bytes of a body; the rest is left unread and the connection is given up. */
async function readSome(response: Response, limit: number): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (size < limit) {
    const { done, value } = await reader.read();
    if (done) return utf8.decode(Buffer.concat(pieces));
    pieces.push(value);
    size += value.byteLength;
  }
  await reader.cancel();
  return utf8.decode(Buffer.concat(pieces).subarray(0, limit));
}

function nextTail(tail: Uint8Array, chunk: Uint8Array): Uint8Array {
  if (chunk.byteLength >= TAIL_BYTES) return chunk.slice(-TAIL_BYTES);
  const kept = tail.subarray(Math.max(0, tail.byteLength + chunk.byteLength - TAIL_BYTES));
  const joined = new Uint8Array(kept.byteLength + chunk.byteLength);
  joined.set(kept);
  joined.set(chunk, kept.byteLength);
  return joined;
}

/** The same response with a body the SDK can read again. */
const again = (response: Response, content: string | ReadableStream<Uint8Array>): Response =>
  new Response(content, { status: response.status, statusText: response.statusText, headers: response.headers });

/** Opens the seam between an SDK and the network for one exchange. */
export function createExchange(options: ExchangeOptions): Exchange {
  let head: { status: number; headers: WireHeaders } | null = null;
  let body: { text: string; json: unknown } | null = null;
  let tail: Uint8Array = new Uint8Array();

  const watched = (stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
    stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          options.onBytes();
          tail = nextTail(tail, chunk);
          controller.enqueue(chunk);
        },
      }),
    );

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    head = { status: response.status, headers: plainHeaders(response.headers) };
    options.onBytes();
    const kind = response.headers.get('content-type') ?? '';
    if (!response.ok) {
      const text = await readSome(response, MAX_ERROR_BYTES);
      body = { text, json: parseJson(text) };
      return again(response, text);
    }
    if (kind.includes('application/json')) {
      const text = await response.text();
      const json = parseJson(text);
      if (json === undefined) body = { text, json };
      return again(response, json === undefined ? '' : options.eventsOfWhole(json, text));
    }
    if (kind.includes('text/html')) {
      const text = await readSome(response, MAX_ERROR_BYTES);
      body = { text, json: undefined };
      return again(response, '');
    }
    return response.body === null ? response : again(response, watched(response.body));
  };

  return { fetch, response: () => head, errorBody: () => body, tail: () => utf8.decode(tail) };
}
