import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WireFamily } from '../config/backend-types.ts';
import { agentBaseUrl, agentIdOf, familyBaseUrl } from './base-url.ts';
import { listen } from './listen.ts';
import type { LoopbackServer } from './listen.ts';
import { readBody } from './read-body.ts';
import { createRequestLog } from './request-log.ts';
import type { RequestLog } from './request-log.ts';
import { safePath, safeRequestHeaders } from './safe-headers.ts';
import { caseName, responseBytes } from './wire-case.ts';
import type { WireCase, WireResponse } from './wire-case.ts';
import { writeSlices } from './write-slices.ts';

export interface VerbatimOptions {
  /** Bodies are cut into pieces of so many bytes; default: sent whole. */
  readonly sliceBytes?: number;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Cases by `caseName` of the agent in the base path (`/agents/ID/…`); the others get the server's main case. */
  readonly agentCases?: ReadonlyMap<string, WireCase>;
}

/** Plays recorded cases, whatever is asked: each one's exchanges in order, or a chosen one of the main case. */
export interface VerbatimServer extends LoopbackServer {
  readonly requests: RequestLog;
  /** What an SDK of `family` takes as its base URL. Each request gets the next exchange. */
  familyBaseUrl(family: WireFamily): string;
  /** The same, but every request gets the exchange `index` (0-based). */
  exchangeBaseUrl(index: number, family: WireFamily): string;
  /** The next exchange of this agent's case. */
  agentBaseUrl(agentId: string, family: WireFamily): string;
}

/** Serves the stored bytes of `wireCase`. A request too many gets a 400 that says so. Rejects with `ServerUnavailable`. */
export async function startVerbatimServer(
  wireCase: WireCase,
  options: VerbatimOptions = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<VerbatimServer> {
  const requests = createRequestLog();
  const startedMs = performance.now();
  const positions = new Map<WireCase, number>();

  /** The exchange for this path, and the next place in its case. */
  function exchangeFor(path: string, agentId: string): WireResponse {
    const played = options.agentCases?.get(caseName(agentId)) ?? wireCase;
    const chosen = /^\/exchanges\/(\d+)\//.exec(path)?.[1];
    const index = chosen === undefined ? (positions.get(played) ?? 0) : Number(chosen);
    if (chosen === undefined) positions.set(played, index + 1);
    return played.exchanges[index]?.response ?? exhausted(played, index);
  }

  async function handle(request: IncomingMessage, response: ServerResponse, ends: AbortSignal): Promise<void> {
    const path = request.url ?? '/';
    const body = await readBody(request);
    if (body === undefined) return void response.destroy();
    const agentId = agentIdOf(path);
    requests.add({
      agentId,
      method: request.method ?? 'GET',
      path: safePath(path),
      headers: safeRequestHeaders(request.headers),
      body: body.toString('utf8'),
      atMs: performance.now() - startedMs,
      turn: null,
      problems: [],
    });
    await playResponse(response, exchangeFor(path, agentId), options.sliceBytes, ends);
  }

  const server = await listen(handle, options.port ?? 0, signal);
  return {
    ...server,
    requests,
    familyBaseUrl: (family) => familyBaseUrl(server.baseUrl, family),
    exchangeBaseUrl: (index, family) => familyBaseUrl(`${server.baseUrl}/exchanges/${index}`, family),
    agentBaseUrl: (agentId, family) => agentBaseUrl(server.baseUrl, agentId, family),
  };
}

/** Of the connection it was recorded on: the stored body is unpacked, and this server frames it anew. */
const TRANSPORT_HEADER = /^(?:content-(?:length|encoding)|transfer-encoding|connection|keep-alive|trailer|upgrade)$/i;

/** Answers with a recorded response, byte for byte, in slices where asked. */
async function playResponse(
  response: ServerResponse,
  recorded: WireResponse,
  sliceBytes: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const headers = Object.entries(recorded.headers).filter(([name]) => !TRANSPORT_HEADER.test(name));
  response.writeHead(recorded.status, Object.fromEntries(headers));
  await writeSlices(response, responseBytes(recorded), sliceBytes, signal);
  response.end();
}

// 400, not 500: a client must not try again.
const exhausted = (wireCase: WireCase, index: number): WireResponse => ({
  status: 400,
  headers: { 'content-type': 'application/json' },
  json: {
    error: {
      message: `${wireCase.case} has ${wireCase.exchanges.length} exchanges; number ${index + 1} was asked for`,
      type: 'invalid_request_error',
      code: 'recording_exhausted',
    },
  },
});
