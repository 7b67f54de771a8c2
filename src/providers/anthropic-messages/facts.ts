import type { ProtocolFacts } from '../shared/protocol-facts.ts';

export const facts: ProtocolFacts = {
  unsupported: ['seed', 'presence_penalty', 'frequency_penalty', 'response_format', 'n'],
};
