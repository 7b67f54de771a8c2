import { randomUUID } from 'node:crypto';
import type { ModelRequest, StreamPart } from '../../runtime/ports/model.ts';
import { wireToolNames } from '../shared/call-ids.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamContext } from '../shared/client-options.ts';
import { errorEvent } from '../shared/error-event.ts';
import { objectOf, someText } from '../shared/json.ts';
import { factsOfOpenAiError, OPENAI_BASE_URL, openAiClient } from '../shared/openai-client.ts';
import { runStream } from '../shared/run-stream.ts';
import { createResponsesDecoder } from './decode.ts';
import { responsesBody } from './request.ts';

/** A whole response as the one event that carries it. */
function eventsOfWhole(json: unknown, text: string): string {
  const { status, output } = objectOf(json);
  if (!Array.isArray(output)) return errorEvent(json);
  const data = text.replaceAll(/[\r\n]+/g, ' ');
  const type = `response.${someText(status) ?? 'completed'}`;
  return `event: ${type}\ndata: {"type":"${type}","response":${data}}\n\n`;
}

/** One streamed call of `POST /responses`. */
export function streamResponses(
  options: ClientOptions,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  const { model } = request;
  return runStream(
    {
      decoder: createResponsesDecoder({ model, fallbackId: `call_${randomUUID().slice(0, 8)}` }),
      open: (exchange, stop) =>
        openAiClient(options, model, exchange).post<AsyncIterable<unknown>>('/responses', {
          body: responsesBody(request, options.host),
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
