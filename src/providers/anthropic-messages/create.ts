import type { ModelClient } from '../../runtime/ports/model.ts';
import type { ClientOptions } from '../shared/client-options.ts';
import { streamMessages } from './stream.ts';

/** A client for Anthropic's Messages API, or a server that speaks it. */
export const createClient = (options: ClientOptions): ModelClient => ({
  family: 'anthropic-messages',
  stream: (request, signal) => streamMessages(options, request, signal),
  // Connections belong to the process-wide pool, which ends idle ones by itself.
  close: () => undefined,
});
