import type { WireFamily } from '../config/backend-types.ts';
import { WIRE_FAMILIES } from '../config/backend-types.ts';
import type { ServedProtocol, ServedProtocols } from '../model-server/protocols/served-protocol.ts';
import { facts as messages } from '../providers/anthropic-messages/facts.ts';
import { facts as generate } from '../providers/google-generate/facts.ts';
import { facts as chat } from '../providers/openai-chat/facts.ts';
import { facts as responses } from '../providers/openai-responses/facts.ts';
import type { ClientOptions } from '../providers/shared/client-options.ts';
import type { ProtocolFacts } from '../providers/shared/protocol-facts.ts';
import type { ModelClient } from '../runtime/ports/model.ts';

interface Protocol {
  readonly facts: ProtocolFacts;
  /** Reads the SDK from the disk. */
  readonly speaker: () => Promise<{ readonly createClient: (options: ClientOptions) => ModelClient }>;
  readonly server: () => Promise<{ readonly served: ServedProtocol }>;
}

/** What speaks and what serves each wire protocol. Only the facts are here before they are asked for. */
const PROTOCOLS: Readonly<Record<WireFamily, Protocol>> = {
  'openai-responses': {
    facts: responses,
    speaker: () => import('../providers/openai-responses/create.ts'),
    server: () => import('../model-server/protocols/openai-responses/protocol.ts'),
  },
  'openai-chat': {
    facts: chat,
    speaker: () => import('../providers/openai-chat/create.ts'),
    server: () => import('../model-server/protocols/openai-chat/protocol.ts'),
  },
  'anthropic-messages': {
    facts: messages,
    speaker: () => import('../providers/anthropic-messages/create.ts'),
    server: () => import('../model-server/protocols/anthropic-messages/protocol.ts'),
  },
  'google-generate': {
    facts: generate,
    speaker: () => import('../providers/google-generate/create.ts'),
    server: () => import('../model-server/protocols/google-generate/protocol.ts'),
  },
};

export const protocolFacts = (family: WireFamily): ProtocolFacts => PROTOCOLS[family].facts;

/** Loads the adapter of one protocol. An SDK that no agent speaks is never read from the disk. */
export const openClient = async (family: WireFamily, options: ClientOptions): Promise<ModelClient> =>
  (await PROTOCOLS[family].speaker()).createClient(options);

/** Every protocol as the model server speaks it. */
export async function servedProtocols(): Promise<ServedProtocols> {
  const loaded = WIRE_FAMILIES.map(async (family) => [family, (await PROTOCOLS[family].server()).served] as const);
  return Object.fromEntries(await Promise.all(loaded)) as ServedProtocols;
}
