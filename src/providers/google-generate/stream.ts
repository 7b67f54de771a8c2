import { randomUUID } from 'node:crypto';
import type { GenerateContentParameters } from '@google/genai/web';
import { ApiError, GoogleGenAI } from '@google/genai/web';
import type { ModelRequest, StreamPart } from '../../runtime/ports/model.ts';
import { wireToolNames } from '../shared/call-ids.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamContext } from '../shared/client-options.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { FailureFacts } from '../shared/failure-facts.ts';
import { factsOfBody } from '../shared/failure-facts.ts';
import { parseJson } from '../shared/json.ts';
import { runStream } from '../shared/run-stream.ts';
import { createGenerateDecoder } from './decode.ts';
import { generateCall } from './request.ts';

const BASE_URL = 'https://generativelanguage.googleapis.com';
/** Preview models and the `-latest` names exist here only. */
const API_VERSION = 'v1beta';

function openStream(
  options: ClientOptions,
  request: ModelRequest,
  exchange: Exchange,
  signal: AbortSignal,
): Promise<AsyncIterable<unknown>> {
  const client = new GoogleGenAI({
    // Without one the library would print, and look for other credentials.
    apiKey: options.apiKey ?? 'none',
    vertexai: false,
    apiVersion: options.apiVersion ?? API_VERSION,
    httpOptions: {
      baseUrl: (options.baseUrl ?? BASE_URL).replace(/\/+$/, '').replace(/\/v1(?:beta|alpha)?$/, ''),
      headers: { ...options.headers },
      fetch: exchange.fetch,
    },
  });
  const { model, contents, config, extraBody } = generateCall(request, options.host);
  const httpOptions = Object.keys(extraBody).length === 0 ? {} : { httpOptions: { extraBody } };
  const call = { model, contents, config: { ...config, ...httpOptions, abortSignal: signal } };
  // Built from a configuration, whose keys and values the compiler cannot know.
  return client.models.generateContentStream(call as unknown as GenerateContentParameters);
}

/** An error chunk: the library throws its body as text behind a few words. */
function factsOfThrown(error: unknown): FailureFacts | null {
  if (!(error instanceof ApiError)) return null;
  const body = parseJson(error.message.slice(error.message.indexOf('{')));
  const facts = factsOfBody('in_stream', error.status, body);
  return facts.words === '' ? { ...facts, words: error.message } : facts;
}

/** Gemini sometimes puts the name space of its own sandbox before the name of a tool. */
function ownToolName(tools: ModelRequest['tools']): (wireName: string) => string {
  const named = wireToolNames(tools);
  return (wireName) => {
    const bare = named(wireName.replace(/^default_api[:.]/, ''));
    return tools.some(({ name }) => name === bare) ? bare : named(wireName);
  };
}

/** One streamed call of `models/{model}:streamGenerateContent`. */
export function streamGenerate(
  options: ClientOptions,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<StreamPart, void> {
  const { model } = request;
  return runStream(
    {
      decoder: createGenerateDecoder({ model, fallbackId: `call_${randomUUID().slice(0, 8)}` }),
      open: (exchange, stop) => openStream(options, request, exchange, stop),
      factsOfThrown,
      eventsOfWhole: (json) =>
        (Array.isArray(json) ? json : [json]).map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(''),
      toolName: ownToolName(request.tools),
    },
    streamContext(options, BASE_URL, model),
    signal,
  );
}
