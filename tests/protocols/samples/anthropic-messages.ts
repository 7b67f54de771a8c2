import Anthropic from '@anthropic-ai/sdk';
import { createClient } from '../../../src/providers/anthropic-messages/create.ts';
import { createMessagesDecoder } from '../../../src/providers/anthropic-messages/decode.ts';
import type { Asking, Heard, ProtocolSample } from '../protocol-sample.ts';
import { number, signalOf } from '../sdk-reading.ts';
import { named } from '../server-sent.ts';

export const sample: ProtocolSample = {
  createClient,
  createDecoder: () => createMessagesDecoder('m'),
  path: '/v1/messages',
  keyHeaders: (key) => ({ authorization: `Bearer ${key}`, 'x-api-key': key }),
  brokenEvent: 'event: content_block_delta\ndata: {"type": oops\n\n',
  deepEvent: (json) => `event: message_start\ndata: {"type":"message_start","message":${json}}\n\n`,
  ends: ['end_turn', 'max_tokens', 'refusal', 'tool_use'],
  request: ['/v1/messages', { stream: true, thinking: { type: 'enabled', budget_tokens: 1024 } }],
  recorded: /^anthropic\/messages-(thinking|thinking-tools|text|tools)\.json$/,

  spoken(text) {
    return {
      opening:
        named('message_start', { type: 'message_start', message: { content: [], usage: { input_tokens: 3 } } }) +
        named('content_block_start', {
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'text', text: '' },
        }) +
        named('content_block_delta', {
          type: 'content_block_delta',
          index: 0,
          delta: { type: 'text_delta', text },
        }),
      end:
        named('content_block_stop', { type: 'content_block_stop', index: 0 }) +
        named('message_delta', { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: {} }) +
        named('message_stop', { type: 'message_stop' }),
    };
  },
  rawItems: (text, callIds) => [
    { type: 'thinking', thinking: '', signature: 'S' },
    { type: 'text', text },
    ...callIds.map((id) => ({ type: 'tool_use', id, name: 'vote', input: {} })),
  ],
  conversation: ({ question, news, vote }) => ({
    system: '<agent9> in a rule',
    messages: [
      { role: 'user', content: [{ type: 'text', text: question }] },
      {
        role: 'assistant',
        content: [
          { type: 'text', text: 'I look at <agent8>' },
          { type: 'tool_use', id: 'c' },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'c', content: news }] },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { name: 'new_answer', input_schema: {} },
      { name: 'vote', input_schema: vote },
    ],
  }),
  ask: askMessages,
};

async function askMessages(baseUrl: string, key: string, asking: Asking): Promise<Heard> {
  const client = new Anthropic({ apiKey: key, baseURL: baseUrl, maxRetries: 0, logLevel: 'off' });
  const request = {
    model: 'claude-haiku-4-5',
    max_tokens: 4000,
    thinking: { type: 'enabled', budget_tokens: 2000 },
    messages: [{ role: 'user', content: asking.prompt }],
    tools: asking.tools.map(({ name, parameters }) => ({ name, input_schema: { type: 'object', ...parameters } })),
  } satisfies Anthropic.MessageCreateParams;
  if (!asking.stream) return fromMessage(await client.messages.create(request, signalOf(asking)));
  return fromMessage(await client.messages.stream(request, signalOf(asking)).finalMessage());
}

function fromMessage(message: Anthropic.Message): Heard {
  const { usage } = message;
  const cached = number(usage.cache_read_input_tokens);
  return {
    thinking: message.content.map((block) => (block.type === 'thinking' ? block.thinking : '')).join(''),
    text: message.content.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    calls: message.content.flatMap((block) =>
      block.type === 'tool_use' ? [{ name: block.name, input: block.input }] : [],
    ),
    finish: message.stop_reason ?? 'none',
    usage: [
      usage.input_tokens + cached + number(usage.cache_creation_input_tokens),
      cached,
      usage.output_tokens,
      number(usage.output_tokens_details?.thinking_tokens),
    ],
  };
}
