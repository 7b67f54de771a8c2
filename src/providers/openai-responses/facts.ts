import type { ProtocolFacts } from '../shared/protocol-facts.ts';

export const facts: ProtocolFacts = {
  unsupported: ['stop', 'seed', 'presence_penalty', 'frequency_penalty', 'top_k', 'n'],
};
