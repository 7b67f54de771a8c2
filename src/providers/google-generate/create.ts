import type { ModelClient } from '../../runtime/ports/model.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamGenerate } from './stream.ts';

/** A client for Gemini's generateContent. */
export const createClient = (options: ClientOptions): ModelClient => ({
  family: 'google-generate',
  stream: (request, signal) => streamGenerate(options, request, signal),
  // Connections belong to the process-wide pool, which ends idle ones by itself.
  close: () => undefined,
});
