import type { ProtocolFacts } from '../shared/protocol-facts.ts';

export const facts: ProtocolFacts = {
  unsupported: [],
  conflicts: ({ reasoning }, quirks) =>
    quirks.reasoning === 'drop' && reasoning !== undefined && reasoning !== null
      ? [{ parameter: 'reasoning', why: 'this host has its own settings for it; see extra_params' }]
      : [],
};
