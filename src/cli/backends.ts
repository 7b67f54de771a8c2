import type { BackendApi } from '../config/backend-types.ts';
import type { ClientOptions } from '../providers/shared/client-options.ts';
import type { ModelClient } from '../runtime/ports/model.ts';
import { assertNever } from '../shared/never.ts';

/** Loads the adapter of one protocol. An SDK that no agent speaks is never read from the disk. */
export async function openClient(api: BackendApi, options: ClientOptions): Promise<ModelClient> {
  switch (api) {
    case 'openai-responses':
      return (await import('../providers/openai-responses/create.ts')).createClient(options);
    case 'openai-chat':
      return (await import('../providers/openai-chat/create.ts')).createClient(options);
    case 'anthropic-messages':
      return (await import('../providers/anthropic-messages/create.ts')).createClient(options);
    case 'google-generate':
      return (await import('../providers/google-generate/create.ts')).createClient(options);
    default:
      return assertNever(api);
  }
}
