import type { WireContext } from '../script.ts';
import { responseUsage } from './object.ts';
import { reader } from './reader.ts';

/** The answer of `POST …/responses/compact`: the user's messages, then one opaque item that stands for the rest. */
export function compaction(context: WireContext, inputTokens: number): unknown {
  const users = reader.messages(context.body).filter(({ role }) => role === 'user');
  const kept = users.map(({ text }, index) => ({
    id: `msg_${context.hex(`kept ${index}`, 50)}`,
    type: 'message',
    status: 'completed',
    role: 'user',
    content: [{ type: 'input_text', text }],
  }));
  const summary = {
    id: `cmp_${context.hex('compaction', 50)}`,
    type: 'compaction',
    encrypted_content: context.opaque('compaction'),
  };
  const usage = responseUsage({ input: inputTokens, cacheRead: 0, cacheWrite: 0, output: 64, reasoning: 0 });
  return {
    id: `resp_${context.hex('response', 50)}`,
    object: 'response.compaction',
    created_at: context.createdAt,
    output: [...kept, summary],
    usage,
  };
}
