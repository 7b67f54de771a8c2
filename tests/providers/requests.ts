import { toolCallId } from '../../src/coordination/ids.ts';
import type { AssistantTurn, Message, ModelRequest, RawTurn, ToolSpec } from '../../src/runtime/ports/model.ts';

export const VOTE: ToolSpec = {
  name: 'vote',
  description: 'Vote for an answer.',
  parameters: {
    type: 'object',
    properties: { agent_id: { type: 'string' }, reason: { type: 'string' } },
    required: ['agent_id', 'reason'],
  },
};

export const modelRequest = (fields: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'test-model',
  system: 'Be brief.',
  messages: [{ role: 'user', text: 'Hello?' }],
  tools: [],
  toolChoice: 'auto',
  params: {},
  cacheKey: null,
  ...fields,
});

export const assistant = (
  text: string,
  calls: readonly { readonly id: string; readonly name: string; readonly args?: unknown }[] = [],
  raw: RawTurn | null = null,
): Message & { readonly turn: AssistantTurn } => ({
  role: 'assistant',
  turn: {
    text,
    reasoning: null,
    calls: calls.map(({ id, name, args = {} }) => ({
      id: toolCallId(id),
      name,
      args,
      argsError: null,
      argsText: JSON.stringify(args),
    })),
    raw,
  },
});

export const results = (...rows: readonly (readonly [id: string, text: string])[]): Message => ({
  role: 'tool',
  results: rows.map(([callId, text]) => ({ callId, name: 'vote', text, isError: false })),
});

export const user = (text: string): Message => ({ role: 'user', text });
