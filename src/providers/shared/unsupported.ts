import type { WireFamily } from '../../runtime/ports/model.ts';

/** Usual settings that a protocol does not have: sending them would be refused. */
export const UNSUPPORTED: Readonly<Record<WireFamily, readonly string[]>> = {
  'openai-chat': [],
  'openai-responses': ['stop', 'seed', 'presence_penalty', 'frequency_penalty', 'top_k', 'n'],
  'anthropic-messages': ['seed', 'presence_penalty', 'frequency_penalty', 'response_format', 'n'],
  'google-generate': ['parallel_tool_calls', 'n'],
};
