import { bodyForm } from './body-form.ts';
import { hasEndMark } from './end-mark.ts';
import { createEventGate, TOO_LONG } from './event-gate.ts';
import type { FailureFacts } from '../shared/failure-facts.ts';
import { bareFacts } from '../shared/failure-facts.ts';
import { parseJson } from '../shared/json.ts';
import type { WireHeaders } from '../shared/retry-after.ts';

/** What one HTTP exchange showed below the SDK: the SDKs disagree on how much of it they pass on. */
export interface Exchange {
  /** Given to the SDK; one exchange is one call of it. */
  readonly fetch: typeof globalThis.fetch;
  /** Set as soon as the response's head is here. */
  response(): { readonly status: number; readonly headers: WireHeaders } | null;
  /** The body of an error status, parsed when it is JSON, or of a success that is no event stream. */
  errorBody(): { readonly text: string; readonly json: unknown } | null;
  /** Why we gave the exchange up ourselves: the server sent us elsewhere, or sends without measure. */
  refusal(): FailureFacts | null;
  /** The stream told its end with `data: [DONE]`, which the SDKs swallow. */
  sawEndMark(): boolean;
}

export interface ExchangeOptions {
  /** Called with every piece of the body. */
  readonly onBytes: () => void;
  /** Turns a whole JSON answer of a host that ignored `stream: true` into the events it stands for. */
  readonly eventsOfWhole: (json: unknown, text: string) => string;
}

const MAX_ERROR_BYTES = 256 * 1024;
/** Of one answer that came whole instead of as events. */
const MAX_WHOLE_BYTES = 16 * 1024 * 1024;

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

/** Where a redirect points, without its query, which may hold anything. */
function targetOf(response: Response, from: string): string {
  const location = response.headers.get('location');
  if (location === null) return 'without saying where to';
  const target = URL.parse(location, from);
  return target === null ? 'to no address' : `to ${target.origin}${target.pathname}`;
}

/** The same response with a body the SDK can read again. */
const again = (response: Response, content: string | ReadableStream<Uint8Array>): Response =>
  new Response(content, { status: response.status, statusText: response.statusText, headers: response.headers });

/** Opens the seam between an SDK and the network for one exchange. */
export function createExchange(options: ExchangeOptions): Exchange {
  let head: { status: number; headers: WireHeaders } | null = null;
  let body: { text: string; json: unknown } | null = null;
  let isMarked = false;
  let refusal: FailureFacts | null = null;

  /** Notes why, and gives the SDK something to throw. */
  function refuse(facts: FailureFacts): Error {
    refusal ??= facts;
    return new Error(facts.words);
  }

  function pass(events: Uint8Array | null, controller: TransformStreamDefaultController<Uint8Array>): void {
    if (events === null) return;
    isMarked ||= hasEndMark(events);
    controller.enqueue(events);
  }

  /** A body that came whole: the events it stands for, or for us alone what it was instead. */
  function onWhole(text: string, controller: TransformStreamDefaultController<Uint8Array>): void {
    const json = parseJson(text);
    if (json === undefined) body = { text, json };
    else pass(Buffer.from(options.eventsOfWhole(json, text)), controller);
  }

  function watched(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const gate = createEventGate();
    let form: 'events' | 'whole' | null = null;
    /** All of a body that came whole; of a stream the blanks before it. */
    const pieces: Uint8Array[] = [];
    let size = 0;

    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          options.onBytes();
          form ??= bodyForm(chunk);
          if (form === 'events') {
            const whole = gate.push(chunk);
            if (whole === TOO_LONG) controller.error(refuse(bareFacts('too_long', '')));
            else pass(whole, controller);
            return;
          }
          pieces.push(chunk);
          size += chunk.byteLength;
          if (size > MAX_WHOLE_BYTES) controller.error(refuse(bareFacts('too_long', '')));
        },
        flush: (controller) => {
          if (form === 'events') pass(gate.rest(), controller);
          else if (form === 'whole') onWhole(utf8.decode(Buffer.concat(pieces)), controller);
        },
      }),
    );
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    // Followed, a redirect would carry the key to whatever address a server names.
    const response = await globalThis.fetch(input, { ...init, redirect: 'manual' });
    head = { status: response.status, headers: plainHeaders(response.headers) };
    options.onBytes();
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const asked = input instanceof Request ? input.url : String(input);
      throw refuse({ ...bareFacts('redirected', targetOf(response, asked)), status: response.status });
    }
    if (!response.ok) {
      const text = await readSome(response, MAX_ERROR_BYTES);
      body = { text, json: parseJson(text) };
      return again(response, text);
    }
    return response.body === null ? response : again(response, watched(response.body));
  };

  return { fetch, response: () => head, errorBody: () => body, refusal: () => refusal, sawEndMark: () => isMarked };
}
