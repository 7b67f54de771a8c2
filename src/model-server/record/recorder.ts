import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { WireFamily } from '../../config/backend-types.ts';
import { agentBaseUrl } from '../base-url.ts';
import { listen } from '../listen.ts';
import type { LoopbackServer } from '../listen.ts';
import type { ServedProtocols } from '../protocols/served-protocol.ts';
import { readBody } from '../read-body.ts';
import { routeOf } from '../route.ts';
import { writeSlices } from '../write-slices.ts';
import { createCaseWriter } from './case-writer.ts';
import { storedExchange } from './stored-exchange.ts';
import { upstreamFor } from './upstream.ts';
import type { Upstream } from './upstream.ts';
import { systemCode } from '../../shared/system-code.ts';

export interface RecorderOptions {
  readonly protocols: ServedProtocols;
  readonly upstreams: readonly Upstream[];
  /** A folder that is there; the case files go into it. */
  readonly directory: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Told of each stored exchange, and of each that could not be stored, in one sentence without keys. */
  readonly report?: (sentence: string) => void;
}

/** A server on 127.0.0.1 that hands everything on to real providers and stores what it saw, without keys. */
export interface Recorder extends LoopbackServer {
  /** What an SDK of `family` takes as its base URL; the client's own key goes on to the provider. */
  agentBaseUrl(agentId: string, family: WireFamily): string;
  /** The case files written so far. */
  readonly files: readonly string[];
}

/** Larger answers are handed on but not stored, in bytes. */
const MAX_STORED_BYTES = 64 * 1024 * 1024;

/** Starts recording until `signal` ends. Rejects with `ServerUnavailable`. */
export async function startRecorder(options: RecorderOptions, signal: AbortSignal): Promise<Recorder> {
  const writer = createCaseWriter(options.directory);
  const report = options.report ?? (() => undefined);
  const working = new Set<Promise<void>>();
  let requestCount = 0;

  async function handle(request: IncomingMessage, response: ServerResponse, ends: AbortSignal): Promise<void> {
    const work = handOn(request, response, ends);
    working.add(work);
    await work.finally(() => working.delete(work));
  }

  async function handOn(request: IncomingMessage, response: ServerResponse, ends: AbortSignal): Promise<void> {
    const order = ++requestCount;
    const body = await readBody(request);
    if (body === undefined) return void response.destroy();
    const { method = 'GET', url = '/', headers } = request;
    const path = url.replace(/^\/agents\/[^/]+(?=\/)/, '');
    const route = routeOf(options.protocols, method, url, headers);
    const agentId = route?.agentId ?? '';
    const upstream = upstreamFor(options.upstreams, route?.family);
    if (upstream === undefined) return refuse(response, 404, `no upstream takes ${route?.family ?? 'this path'}`);

    using patience = graceAfter(ends);
    let answer: Response;
    try {
      const payload = method === 'GET' || method === 'HEAD' ? {} : { body: new Uint8Array(body) };
      const sent = { method, headers: forwardedHeaders(headers), redirect: 'manual', signal: patience.signal } as const;
      answer = await fetch(upstream.root + path, { ...sent, ...payload });
    } catch (error) {
      if (!ends.aborted) report(`the upstream ${upstream.root} cannot be reached`);
      return refuse(response, 502, `the upstream cannot be reached (${causeOf(error)})`);
    }
    if (!response.destroyed) response.writeHead(answer.status, returnedHeaders(answer.headers));
    const received = await passOn(answer, response, ends);
    if (received === undefined) {
      report(`an exchange of ${agentId || 'the client'} was cut off or too large and is not stored`);
      return;
    }
    const exchange = storedExchange({
      method,
      path,
      host: new URL(upstream.root).host,
      requestHeaders: headers,
      requestBody: body,
      status: answer.status,
      responseHeaders: answer.headers,
      responseBody: received,
    });
    try {
      await writer.add(agentId, order, exchange);
      report(`stored exchange ${order} of ${agentId || 'the client'}`);
    } catch (error) {
      report(`exchange ${order} cannot be stored (${causeOf(error)})`);
    }
    response.end(); // last, so that who waits for the end of the answer finds it in the file
  }

  const server = await listen(handle, options.port ?? 0, signal);
  const close = async (): Promise<void> => {
    await server.close();
    await Promise.allSettled(working);
  };
  return {
    ...server,
    close,
    [Symbol.asyncDispose]: close,
    files: writer.files,
    agentBaseUrl: (agentId, family) => agentBaseUrl(server.baseUrl, agentId, family),
  };
}

// Clients hang up at the mark that ends a stream, a moment before the connection does.
const GRACE_MS = 2_000;

/** A signal that ends a moment after `signal`, so that an answer which is all but complete can be stored. */
function graceAfter(signal: AbortSignal): Disposable & { readonly signal: AbortSignal } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = (): void => {
    timer = setTimeout(() => late.abort(), GRACE_MS);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return {
    signal: late.signal,
    [Symbol.dispose]: () => {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    },
  };
}

// Headers that belong to one connection, or that describe an encoding which is undone on the way.
const OWN_TO_A_HOP =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|content-length|content-encoding|accept-encoding|expect)$/;

function forwardedHeaders(headers: IncomingHttpHeaders): Headers {
  const forwarded = new Headers({ 'accept-encoding': 'identity' });
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OWN_TO_A_HOP.test(name)) forwarded.set(name, String(value));
  }
  return forwarded;
}

const returnedHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OWN_TO_A_HOP.test(name)));

/** Hands the body on as it comes. Undefined when it broke off, or when it is too large to keep. */
async function passOn(answer: Response, response: ServerResponse, signal: AbortSignal): Promise<Buffer | undefined> {
  const kept: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer.body ?? []) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size <= MAX_STORED_BYTES) kept.push(bytes);
      await writeSlices(response, bytes, undefined, signal);
    }
  } catch {
    response.destroy(); // what broke upstream must look broken downstream
    return undefined;
  }
  if (size <= MAX_STORED_BYTES) return Buffer.concat(kept);
  response.end();
  return undefined;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'recorder_error' } }));
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return systemCode(cause) ?? 'unknown cause';
}
