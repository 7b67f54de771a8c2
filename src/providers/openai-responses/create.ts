import type { ModelClient } from '../../runtime/ports/model.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamResponses } from './stream.ts';

/** A client for the Responses API, OpenAI's, xAI's or Azure's. */
export const createClient = (options: ClientOptions): ModelClient => ({
  family: 'openai-responses',
  stream: (request, signal) => streamResponses(options, request, signal),
  // Connections belong to the process-wide pool, which ends idle ones by itself.
  close: () => undefined,
});
