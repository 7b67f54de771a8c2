import { randomUUID } from 'node:crypto';
import type { ModelRequest, StreamPart } from '../../runtime/ports/model.ts';
import { wireToolNames } from '../shared/call-ids.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamContext } from '../shared/client-options.ts';
import { errorEvent } from '../shared/error-event.ts';
import { objectOf } from '../shared/json.ts';
import { factsOfOpenAiError, OPENAI_BASE_URL, openAiClient } from '../shared/openai-client.ts';
import { runStream } from '../shared/run-stream.ts';
import { createChatDecoder } from './decode.ts';
import { chatBody } from './request.ts';

/** A whole completion as the one chunk that carries it. */
const eventsOfWhole = (json: unknown, text: string): string =>
  Array.isArray(objectOf(json)['choices'])
    ? `data: ${text.replaceAll(/[\r\n]+/g, ' ')}\n\ndata: [DONE]\n\n`
    : errorEvent(json);

/** One streamed call of `POST /chat/completions`. */
export function streamChat(
  options: ClientOptions,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  const { model } = request;
  return runStream(
    {
      decoder: createChatDecoder({
        model,
        inlineThink: options.host.inlineThink,
        fallbackId: `call_${randomUUID().slice(0, 8)}`,
      }),
      open: (exchange, stop) =>
        openAiClient(options, model, exchange).post<AsyncIterable<unknown>>('/chat/completions', {
          body: chatBody(request, options.host),
          stream: true,
          signal: stop,
        }),
      factsOfThrown: factsOfOpenAiError,
      eventsOfWhole,
      toolName: wireToolNames(request.tools),
    },
    streamContext(options, OPENAI_BASE_URL, model),
    signal,
  );
}
