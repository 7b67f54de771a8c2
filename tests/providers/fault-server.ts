import { modelRequest } from './requests.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostQuirks } from '../../src/providers/hosts.ts';
import type { ClientOptions } from '../../src/providers/shared/client-options.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { WIRE_FAMILIES, WIRE_PROTOCOLS } from '../../src/config/backend-types.ts';
import { familyBaseUrl } from '../../src/model-server/base-url.ts';
import type { ProtocolSample } from '../protocols/protocol-sample.ts';
import { SAMPLES } from '../protocols/samples.ts';
import type { ModelClient, ModelRequest, StreamPart } from '../../src/runtime/ports/model.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface FaultServer extends AsyncDisposable {
  readonly url: string;
  /** Resolves when a client has gone away in the middle of an answer. */
  readonly abandoned: Promise<void>;
}

/** A loopback server that answers every request with `answer`, however badly. */
export async function startFaultServer(answer: Answer): Promise<FaultServer> {
  const { promise: abandoned, resolve: abandon } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    response.once('close', () => {
      if (!response.writableFinished) abandon();
    });
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => answer(request, response, Buffer.concat(pieces).toString('utf8')));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    abandoned,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const KEY = 'sk-test-THISISTHESECRETKEY0123456789';

export function clientFor(family: WireFamily, url: string, options: Partial<ClientOptions> = {}): ModelClient {
  return SAMPLES[family].createClient({
    apiKey: KEY,
    keyVariable: 'SOME_API_KEY',
    baseUrl: familyBaseUrl(url, family),
    host: hostQuirks(WIRE_PROTOCOLS[family].usualType, null),
    ...options,
  });
}

export async function partsOf(
  client: ModelClient,
  signal: AbortSignal = new AbortController().signal,
  request: ModelRequest = modelRequest(),
): Promise<readonly StreamPart[]> {
  return Array.fromAsync(client.stream(request, signal));
}

/** The last part, and an error when there is more than one of its kind. */
export function lastOf(parts: readonly StreamPart[]): StreamPart {
  const ends = parts.filter(({ type }) => type === 'finished' || type === 'failed' || type === 'aborted');
  const last = parts.at(-1);
  if (ends.length !== 1 || last === undefined || last !== ends[0]) {
    throw new Error(`expected one last part, got ${parts.map(({ type }) => type).join(' ')}`);
  }
  return last;
}

export const FAMILIES = WIRE_FAMILIES;

/** How a protocol says `text` in a stream: the opening with the text, and the end. */
export const spoken = (family: WireFamily, text: string): ReturnType<ProtocolSample['spoken']> =>
  SAMPLES[family].spoken(text);

export function streamHead(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_42' });
}
