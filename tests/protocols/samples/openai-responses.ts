import type OpenAI from 'openai';
import { createClient } from '../../../src/providers/openai-responses/create.ts';
import { createResponsesDecoder } from '../../../src/providers/openai-responses/decode.ts';
import type { Asking, Heard, ProtocolSample } from '../protocol-sample.ts';
import { number, openaiClient, signalOf } from '../sdk-reading.ts';
import { named } from '../server-sent.ts';

const messageItem = (text: string): unknown => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text, annotations: [] }],
});

export const sample: ProtocolSample = {
  createClient,
  createDecoder: () => createResponsesDecoder({ model: 'm', fallbackId: 'call_x' }),
  path: '/v1/responses',
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  brokenEvent: 'data: {"type": oops\n\n',
  deepEvent: (json) => `event: response.created\ndata: {"type":"response.created","response":${json}}\n\n`,
  ends: ['completed', 'max_output_tokens', 'content_filter', 'completed'],
  request: [
    '/responses',
    { stream: true, reasoning: { effort: 'low', summary: 'auto' }, include: ['reasoning.encrypted_content'] },
  ],
  recorded: /^openai\/responses-(phase|text|tools-sequential-and-parallel|reasoning-usage)\.json$/,

  spoken(text) {
    return {
      opening:
        named('response.output_item.added', {
          type: 'response.output_item.added',
          output_index: 0,
          item: { type: 'message', id: 'msg_1', role: 'assistant', content: [] },
        }) + named('response.output_text.delta', { type: 'response.output_text.delta', output_index: 0, delta: text }),
      end: named('response.completed', {
        type: 'response.completed',
        response: { status: 'completed', output: [messageItem(text)], usage: null },
      }),
    };
  },
  rawItems: (text, callIds) => [
    { type: 'reasoning', id: 'rs', encrypted_content: 'E' },
    ...(text === '' ? [] : [{ type: 'message', content: [{ type: 'output_text', text }] }]),
    ...callIds.map((id) => ({ type: 'function_call', call_id: id, name: 'vote', arguments: '{}' })),
  ],
  conversation: ({ question, news, vote }) => ({
    instructions: 'never mind <agent9>',
    input: [
      { role: 'developer', content: '<agent9> in a rule' },
      { role: 'user', content: [{ type: 'input_text', text: question }] },
      { type: 'reasoning', id: 'rs', summary: [] },
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'I look at <agent8>' }] },
      { type: 'function_call', call_id: 'c', name: 'vote', arguments: '{}' },
      { type: 'function_call_output', call_id: 'c', output: news },
      { role: 'assistant', content: 'Hm.' },
      { role: 'user', content: 'Use a tool.' },
    ],
    tools: [
      { type: 'web_search' },
      { type: 'function', name: 'new_answer', parameters: {} },
      { type: 'function', name: 'vote', parameters: vote },
    ],
  }),
  ask: askResponses,
};

async function askResponses(baseUrl: string, key: string, asking: Asking): Promise<Heard> {
  const request = {
    model: 'gpt-5.2',
    input: asking.prompt,
    reasoning: { effort: 'low', summary: 'auto' },
    include: ['reasoning.encrypted_content'],
    tools: asking.tools.map((tool) => ({ type: 'function', strict: false, ...tool })),
  } satisfies OpenAI.Responses.ResponseCreateParams;
  const { responses } = openaiClient(baseUrl, key);
  if (!asking.stream) return fromResponse(await responses.create(request, signalOf(asking)));
  let end: OpenAI.Responses.Response | undefined;
  let seen = '';
  for await (const event of await responses.create({ ...request, stream: true }, signalOf(asking))) {
    if (event.type === 'response.output_text.delta') seen += event.delta;
    if (event.type === 'response.completed' || event.type === 'response.incomplete') end = event.response;
  }
  const heard = fromResponse(end);
  return { ...heard, text: heard.text === seen ? seen : `deltas differ: ${seen}` };
}

function fromResponse(response: OpenAI.Responses.Response | undefined): Heard {
  const usage = response?.usage;
  const output = response?.output ?? [];
  return {
    thinking: output
      .flatMap((item) => (item.type === 'reasoning' ? item.summary.map((part) => part.text) : []))
      .join(''),
    text: output
      .flatMap((item) => (item.type === 'message' ? item.content : []))
      .map((part) => (part.type === 'output_text' ? part.text : ''))
      .join(''),
    calls: output.flatMap((item) =>
      item.type === 'function_call' ? [{ name: item.name, input: JSON.parse(item.arguments) as unknown }] : [],
    ),
    finish: response?.incomplete_details?.reason ?? response?.status ?? 'no terminal event',
    usage: [
      number(usage?.input_tokens),
      number(usage?.input_tokens_details.cached_tokens),
      number(usage?.output_tokens),
      number(usage?.output_tokens_details.reasoning_tokens),
    ],
  };
}
