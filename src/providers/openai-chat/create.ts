import type { ModelClient } from '../../runtime/ports/model.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamChat } from './stream.ts';

/** A client for Chat Completions, OpenAI's or any compatible host's. */
export const createClient = (options: ClientOptions): ModelClient => ({
  family: 'openai-chat',
  stream: (request, signal) => streamChat(options, request, signal),
  // Connections belong to the process-wide pool, which ends idle ones by itself.
  close: () => undefined,
});
