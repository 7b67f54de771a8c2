import { randomUUID } from 'node:crypto';
import type { ModelRequest, StreamPart } from '../../runtime/ports/model.ts';
import { wireToolNames } from '../shared/call-ids.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamContext } from '../shared/client-options.ts';
import { factsOfOpenAiError, OPENAI_BASE_URL, openAiClient } from '../shared/openai-client.ts';
import { runStream } from '../shared/run-stream.ts';
import { createChatDecoder } from './decode.ts';
import { chatBody } from './request.ts';

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
      eventsOfWhole: (_json, text) => `data: ${text.replaceAll(/[\r\n]+/g, ' ')}\n\ndata: [DONE]\n\n`,
      toolName: wireToolNames(request.tools),
    },
    streamContext(options, OPENAI_BASE_URL, model),
    signal,
  );
}
