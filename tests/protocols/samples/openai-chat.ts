import type OpenAI from 'openai';
import { createClient } from '../../../src/providers/openai-chat/create.ts';
import { createChatDecoder } from '../../../src/providers/openai-chat/decode.ts';
import type { Asking, Heard, ProtocolSample } from '../protocol-sample.ts';
import { number, openaiClient, signalOf } from '../sdk-reading.ts';
import { plain } from '../server-sent.ts';

export const sample: ProtocolSample = {
  createClient,
  createDecoder: () => createChatDecoder({ model: 'm', fallbackId: 'call_x', inlineThink: true }),
  path: '/v1/chat/completions',
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  brokenEvent: 'data: {"type": oops\n\n',
  deepEvent: (json) => `data: {"choices":[{"delta":{"content":${json}}}]}\n\n`,
  ends: ['stop', 'length', 'content_filter', 'tool_calls'],
  request: ['/chat/completions', { stream: true, stream_options: { include_usage: true } }],
  recorded: /^openai\/chat-(text|tools)\.json$/,

  spoken(text) {
    return {
      opening: plain({ choices: [{ index: 0, delta: { role: 'assistant', content: text } }] }),
      end: `${plain({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })}data: [DONE]\n\n`,
    };
  },
  rawItems: (text, callIds) => [
    {
      role: 'assistant',
      content: text === '' ? null : text,
      ...(callIds.length === 0
        ? {}
        : { tool_calls: callIds.map((id) => ({ id, type: 'function', function: { name: 'vote', arguments: '{}' } })) }),
    },
  ],
  conversation: ({ question, news, vote }) => ({
    messages: [
      { role: 'system', content: '<agent9> in a rule' },
      { role: 'user', content: question },
      { role: 'assistant', content: 'I look at <agent8>', tool_calls: [{ id: 'c' }] },
      { role: 'tool', tool_call_id: 'c', content: news },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { type: 'function', function: { name: 'new_answer', parameters: {} } },
      { type: 'function', function: { name: 'vote', parameters: vote } },
    ],
  }),
  ask: askChat,
};

async function askChat(baseUrl: string, key: string, asking: Asking): Promise<Heard> {
  const request = {
    model: 'deepseek-chat',
    messages: [{ role: 'user', content: asking.prompt }],
    tools: asking.tools.map((tool) => ({ type: 'function', function: tool })),
  } satisfies OpenAI.ChatCompletionCreateParams;
  const { completions } = openaiClient(baseUrl, key).chat;
  if (!asking.stream) return fromCompletion(await completions.create(request, signalOf(asking)));
  let thinking = '';
  const stream = completions.stream({ ...request, stream_options: { include_usage: true } }, signalOf(asking));
  for await (const chunk of stream) {
    const delta = chunk.choices[0]?.delta as { reasoning_content?: string } | undefined;
    thinking += delta?.reasoning_content ?? '';
  }
  return { ...fromCompletion(await stream.finalChatCompletion()), thinking };
}

function fromCompletion(completion: OpenAI.ChatCompletion): Heard {
  const [choice] = completion.choices;
  const { usage } = completion;
  const message: (OpenAI.ChatCompletionMessage & { reasoning_content?: string }) | undefined = choice?.message;
  return {
    thinking: message?.reasoning_content ?? '',
    text: message?.content ?? '',
    calls: (message?.tool_calls ?? []).flatMap((made) =>
      made.type === 'function'
        ? [{ name: made.function.name, input: JSON.parse(made.function.arguments) as unknown }]
        : [],
    ),
    finish: choice?.finish_reason ?? 'none',
    usage: [
      number(usage?.prompt_tokens),
      number(usage?.prompt_tokens_details?.cached_tokens),
      number(usage?.completion_tokens),
      number(usage?.completion_tokens_details?.reasoning_tokens),
    ],
  };
}
