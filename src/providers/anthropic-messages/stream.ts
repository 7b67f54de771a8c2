import { Anthropic } from '@anthropic-ai/sdk/client';
import { APIError } from '@anthropic-ai/sdk/error';
import type { ModelRequest, StreamPart } from '../../runtime/ports/model.ts';
import { wireToolNames } from '../shared/call-ids.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamContext } from '../shared/client-options.ts';
import { errorEvent } from '../shared/error-event.ts';
import { isHostOf, withoutEnvironmentHeaders } from '../shared/environment-headers.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { FailureFacts } from '../shared/failure-facts.ts';
import { factsOfBody } from '../shared/failure-facts.ts';
import { objectOf } from '../shared/json.ts';
import { runStream } from '../shared/run-stream.ts';
import { createMessagesDecoder } from './decode.ts';
import { messagesBody, messagesHeaders } from './request.ts';

const BASE_URL = 'https://api.anthropic.com';

/** Servers that only imitate the API know the key under its older name, and get nothing meant for the real one. */
function ownHeaders({ apiKey, baseUrl }: ClientOptions): Record<string, string | null> {
  const isOwn = isHostOf(baseUrl, 'anthropic.com');
  return {
    ...(isOwn ? {} : withoutEnvironmentHeaders('ANTHROPIC_CUSTOM_HEADERS')),
    ...(apiKey === null ? { authorization: null } : isOwn ? {} : { 'x-api-key': apiKey }),
  };
}

/** The official client for one exchange: no retries, nothing printed, no credentials but the given key. */
function anthropicClient(options: ClientOptions, exchange: Exchange): Anthropic {
  return new Anthropic({
    apiKey: options.apiKey ?? 'none',
    authToken: null,
    // Configurations often carry the version in the address; the SDK adds it itself.
    baseURL: (options.baseUrl ?? BASE_URL).replace(/\/+$/, '').replace(/\/v1$/, ''),
    defaultHeaders: { ...ownHeaders(options), ...options.headers },
    maxRetries: 0,
    timeout: 2_147_483_647,
    logLevel: 'off',
    openTelemetry: false,
    fetch: exchange.fetch,
  });
}

/** An error event: the SDK throws its whole body, without a status. */
function factsOfThrown(error: unknown): FailureFacts | null {
  if (!(error instanceof APIError) || error.error === undefined) return null;
  return factsOfBody('in_stream', null, error.error);
}

/** A whole message as the events that stand for it. */
function eventsOfWhole(json: unknown, text: string): string {
  if (!Array.isArray(objectOf(json)['content'])) return errorEvent(json);
  const data = text.replaceAll(/[\r\n]+/g, ' ');
  return (
    `event: message_start\ndata: {"type":"message_start","message":${data}}\n\n` +
    'event: message_stop\ndata: {"type":"message_stop"}\n\n'
  );
}

/** One streamed call of `POST /v1/messages`. */
export function streamMessages(
  options: ClientOptions,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  return runStream(
    {
      decoder: createMessagesDecoder(request.model),
      open: (exchange, stop) =>
        anthropicClient(options, exchange).post<AsyncIterable<unknown>>('/v1/messages', {
          body: messagesBody(request, options.host),
          headers: messagesHeaders(request.params),
          stream: true,
          signal: stop,
        }),
      factsOfThrown,
      eventsOfWhole,
      toolName: wireToolNames(request.tools),
    },
    streamContext(options, BASE_URL, request.model),
    signal,
  );
}
