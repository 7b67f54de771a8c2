import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../runtime/ports/clock.ts';
import type { WireFamily } from '../config/backend-types.ts';
import { systemClock } from '../runtime/ports/system-clock.ts';
import { answerMessage, sendJson, wireContext } from './answer-message.ts';
import { agentBaseUrl } from './base-url.ts';
import { createIssuedTexts } from './issued-texts.ts';
import { createCast } from './scenario/cast.ts';
import { listen } from './listen.ts';
import type { LoopbackServer } from './listen.ts';
import { objectOf, stringOf } from './protocols/read-json.ts';
import type { JsonObject } from './protocols/read-json.ts';
import type { ServedProtocols } from './protocols/served-protocol.ts';
import { readBody } from './read-body.ts';
import { createRequestLog } from './request-log.ts';
import type { RequestLog } from './request-log.ts';
import { routeOf } from './route.ts';
import type { Route } from './route.ts';
import { safePath, safeRequestHeaders } from './safe-headers.ts';
import type { Scenario } from './scenario/scenario.ts';

export interface ModelServerOptions {
  readonly protocols: ServedProtocols;
  readonly scenario: Scenario;
  /**
   * The agents in the order of the configuration; agent 1 is the first. Without it a number is taken from the end of
   * an id (`agent_3`), else from the order in which agents appear.
   */
  readonly agentIds?: readonly string[];
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/** A server on 127.0.0.1 that plays a scenario in every protocol. */
export interface ModelServer extends LoopbackServer {
  /** What came in, bounded, without keys. */
  readonly requests: RequestLog;
  /** What an SDK of `family` takes as its base URL for this agent. Any non-empty key will do. */
  agentBaseUrl(agentId: string, family: WireFamily): string;
}

/** Starts a server that lives until `signal` ends or it is closed. Rejects with `ServerUnavailable`. */
export async function startModelServer(options: ModelServerOptions, signal: AbortSignal): Promise<ModelServer> {
  const { protocols, clock = systemClock } = options;
  const requests = createRequestLog();
  const cast = createCast(options.scenario, options.agentIds ?? []);
  const issued = createIssuedTexts();
  const startedMs = clock.now();

  async function handle(request: IncomingMessage, response: ServerResponse, ends: AbortSignal): Promise<void> {
    const bytes = await readBody(request);
    if (bytes === undefined) return void response.destroy();
    const text = bytes.toString('utf8');
    const { method = 'GET', url = '/' } = request;
    const route = routeOf(protocols, method, url, request.headers);
    const log = (turn: string | null, problems: readonly string[] = []): void =>
      requests.add({
        agentId: route?.agentId ?? '',
        method,
        path: safePath(url),
        headers: safeRequestHeaders(request.headers),
        body: text,
        atMs: clock.now() - startedMs,
        turn,
        problems,
      });
    const body = parsedBody(text);
    if (route === undefined || body === undefined) {
      log(null);
      const message = route === undefined ? `${method} ${safePath(url)} is not served` : 'the body is not JSON';
      return sendJson(response, route === undefined ? 404 : 400, { error: { message, type: 'invalid_request_error' } });
    }
    if (route.operation !== 'message') {
      log(null);
      return sendJson(response, 200, plainAnswer(route, body, bytes.length));
    }
    const streams = route.streams ?? body['stream'] === true;
    const model = modelOf(route, body);
    const { reader, writer, problems } = protocols[route.family];
    const seen = { family: route.family, model, streams, messages: reader.messages(body), tools: reader.tools(body) };
    const cue = cast.cue(route.agentId, seen, bytes.length);
    log(cue.turn, [...problems(body, model, request.headers), ...issued.problems(body)]);
    const context = wireContext(cue.seed, model, body, Math.floor(clock.now() / 1000), (opaque) => issued.add(opaque));
    await answerMessage(response, { ...cue, writer, context, streams }, clock, ends);
  }

  function plainAnswer(route: Route, body: JsonObject, size: number): unknown {
    const tokens = Math.ceil(size / 4);
    const { modelList, tokenCount, compaction } = protocols[route.family];
    if (route.operation === 'list_models') return modelList(options.scenario.models);
    if (route.operation !== 'compact' || compaction === undefined) return tokenCount(tokens);
    const context = wireContext(`compact/${size}`, modelOf(route, body), body, Math.floor(clock.now() / 1000));
    return compaction(context, tokens);
  }

  const server = await listen(handle, options.port ?? 0, signal);
  return {
    ...server,
    requests,
    agentBaseUrl: (agentId, family) => agentBaseUrl(server.baseUrl, agentId, family),
  };
}

const modelOf = (route: Route, body: JsonObject): string => route.model ?? stringOf(body['model']);

/** An absent body (a GET) is an empty object; anything that is no JSON object is undefined. */
function parsedBody(text: string): JsonObject | undefined {
  if (text === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? objectOf(parsed) : undefined;
  } catch {
    return undefined;
  }
}
