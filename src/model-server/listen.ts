import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ServerUnavailable } from './server-unavailable.ts';

/** A server on 127.0.0.1. Closing is idempotent, cuts every open connection and waits for the port to be free. */
export interface LoopbackServer extends AsyncDisposable {
  readonly port: number;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** `signal` ends when the client goes away or the server closes. A rejection is answered with status 500. */
export type Handler = (request: IncomingMessage, response: ServerResponse, signal: AbortSignal) => Promise<void>;

// Longer than a person thinks: a socket closed while a client reuses it looks like a network failure.
const KEEP_ALIVE_MS = 120_000;

/** Opens `port` (0: any free one) and answers with `handler` until `signal` ends. Rejects with `ServerUnavailable`. */
export async function listen(handler: Handler, port: number, signal: AbortSignal): Promise<LoopbackServer> {
  const closing = new AbortController();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (request, response) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const ends = AbortSignal.any([gone.signal, closing.signal]);
    handler(request, response, ends).catch((bug: unknown) => answerBug(response, bug));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ServerUnavailable(port, error.code ?? 'unknown', error)),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const opened = typeof address === 'object' && address !== null ? address.port : port;

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= new Promise((resolve) => {
      signal.removeEventListener('abort', onAbort);
      closing.abort();
      server.close(() => resolve());
      server.closeAllConnections();
    });
    return closed;
  };
  // `close` cannot reject, so nobody has to hold its promise here.
  const onAbort = (): void => void close();
  if (signal.aborted) await close();
  else signal.addEventListener('abort', onAbort, { once: true });
  return { port: opened, baseUrl: `http://127.0.0.1:${opened}`, close, [Symbol.asyncDispose]: close };
}

function answerBug(response: ServerResponse, bug: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = bug instanceof Error ? bug.message : String(bug);
  response.writeHead(500, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ error: { message, type: 'server_error', code: 'model_server_bug' } }));
}
