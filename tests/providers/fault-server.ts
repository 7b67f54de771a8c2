import { modelRequest } from './requests.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient as chat } from '../../src/providers/openai-chat/create.ts';
import { createClient as responses } from '../../src/providers/openai-responses/create.ts';
import { createClient as messages } from '../../src/providers/anthropic-messages/create.ts';
import { createClient as generate } from '../../src/providers/google-generate/create.ts';
import { hostQuirks } from '../../src/providers/hosts.ts';
import type { ClientOptions } from '../../src/providers/shared/client-options.ts';
import type { ModelClient, ModelRequest, StreamPart, WireFamily } from '../../src/runtime/ports/model.ts';

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

const CREATE: Readonly<Record<WireFamily, (options: ClientOptions) => ModelClient>> = {
  'openai-chat': chat,
  'openai-responses': responses,
  'anthropic-messages': messages,
  'google-generate': generate,
};

const TYPES: Readonly<Record<WireFamily, string>> = {
  'openai-chat': 'chatcompletion',
  'openai-responses': 'openai',
  'anthropic-messages': 'claude',
  'google-generate': 'gemini',
};

export function clientFor(family: WireFamily, url: string, options: Partial<ClientOptions> = {}): ModelClient {
  const isOpenAi = family === 'openai-chat' || family === 'openai-responses';
  return CREATE[family]({
    apiKey: KEY,
    keyVariable: 'SOME_API_KEY',
    baseUrl: isOpenAi ? `${url}/v1` : url,
    host: hostQuirks(TYPES[family], null),
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

export const FAMILIES = ['openai-chat', 'openai-responses', 'anthropic-messages', 'google-generate'] as const;

type Frame = (event: string, data: unknown) => string;
const named: Frame = (event, data) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const plain = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

const messageItem = (text: string): unknown => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

/** How each protocol says `text` in a stream: the opening with the text, and the end. */
export function spoken(family: WireFamily, text: string): { readonly opening: string; readonly end: string } {
  switch (family) {
    case 'openai-chat':
      return {
        opening: plain({ choices: [{ index: 0, delta: { role: 'assistant', content: text } }] }),
        end: `${plain({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`,
      };
    case 'openai-responses':
      return {
        opening:
          named('response.output_item.added', {
            type: 'response.output_item.added',
            output_index: 0,
            item: { type: 'message', id: 'msg_1', role: 'assistant', content: [] },
          }) +
          named('response.output_text.delta', { type: 'response.output_text.delta', output_index: 0, delta: text }),
        end: named('response.completed', {
          type: 'response.completed',
          response: { status: 'completed', output: [messageItem(text)], usage: null },
        }),
      };
    case 'anthropic-messages':
      return {
        opening:
          named('message_start', { type: 'message_start', message: { content: [], usage: { input_tokens: 3 } } }) +
          named('content_block_start', {
            type: 'content_block_start',
            index: 0,
            content_block: { type: 'text', text: '' },
          }) +
          named('content_block_delta', {
            type: 'content_block_delta',
            index: 0,
            delta: { type: 'text_delta', text },
          }),
        end:
          named('content_block_stop', { type: 'content_block_stop', index: 0 }) +
          named('message_delta', { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} }) +
          named('message_stop', { type: 'message_stop' }),
      };
    case 'google-generate':
      return {
        opening: plain({ candidates: [{ content: { role: 'model', parts: [{ text }] } }] }),
        end: plain({ candidates: [{ content: { role: 'model', parts: [] }, finishReason: 'STOP' }] }),
      };
  }
}

/** One event of the protocol whose data is no JSON. */
export const brokenEvent = (family: WireFamily): string =>
  family === 'anthropic-messages' ? 'event: content_block_delta\ndata: {"type": oops\n\n' : 'data: {"type": oops\n\n';

export function streamHead(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_42' });
}
