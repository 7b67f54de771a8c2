import { describe, expect, test } from 'vitest';
import { responsesWriter } from '../../../../src/model-server/protocols/openai-responses/writer.ts';
import { contextOf, dataOf, scriptOf, speech, thinking, toolCall } from '../writing.ts';

const open = contextOf({ reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] });
const script = scriptOf([thinking('H', 'm'), speech('Go', 'od.'), toolCall('vote', '{"a"', ':1}')]);

test('events come in the order in which the API sends them, numbered from 0', () => {
  const data = dataOf(responsesWriter.stream(script, open));
  expect(data.map((event) => event['sequence_number'])).toEqual(data.map((_, index) => index));
  const named = data.map((event) => {
    const { output_index: index, type } = event as { output_index?: number; type: string };
    return `${index ?? ''} ${type.slice('response.'.length)}`.trim();
  });
  expect(named).toEqual([
    'created',
    'in_progress',
    '0 output_item.added',
    '0 reasoning_summary_part.added',
    '0 reasoning_summary_text.delta',
    '0 reasoning_summary_text.delta',
    '0 reasoning_summary_text.done',
    '0 reasoning_summary_part.done',
    '0 output_item.done',
    '1 output_item.added',
    '1 content_part.added',
    '1 output_text.delta',
    '1 output_text.delta',
    '1 output_text.done',
    '1 content_part.done',
    '1 output_item.done',
    '2 output_item.added',
    '2 function_call_arguments.delta',
    '2 function_call_arguments.delta',
    '2 function_call_arguments.done',
    '2 output_item.done',
    'completed',
  ]);
});

test('every event is named as its data says, and ends with an empty line', () => {
  for (const { text } of responsesWriter.stream(script, open)) {
    const [, name, data = '', end] = /^event: (\S+)\ndata: (.*)(\n\n)$/.exec(text) ?? [];
    expect([name, end]).toEqual([(JSON.parse(data) as { type: string }).type, '\n\n']);
  }
});

test('the last event holds the whole response, the same as without a stream', () => {
  const last = dataOf(responsesWriter.stream(script, open)).at(-1);
  expect(last?.['response']).toEqual(responsesWriter.whole(script, open));
  expect(last?.['response']).toMatchObject({
    id: 'resp_response',
    status: 'completed',
    model: 'model-x',
    error: null,
    incomplete_details: null,
    output: [
      {
        id: 'rs_item-0',
        type: 'reasoning',
        encrypted_content: 'opaque(reasoning 0)',
        summary: [{ type: 'summary_text', text: 'Hm' }],
      },
      {
        id: 'msg_item-1',
        type: 'message',
        role: 'assistant',
        status: 'completed',
        phase: 'commentary',
        content: [{ type: 'output_text', text: 'Good.', annotations: [] }],
      },
      { id: 'fc_item-2', type: 'function_call', call_id: 'call_call-2', name: 'vote', arguments: '{"a":1}' },
    ],
    usage: {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 30, cache_write_tokens: 10 },
      output_tokens: 20,
      output_tokens_details: { reasoning_tokens: 5 },
      total_tokens: 120,
    },
  });
});

test('usage is null until the last event', () => {
  const [created] = dataOf(responsesWriter.stream(script, open));
  expect(created?.['response']).toMatchObject({ status: 'in_progress', usage: null, output: [] });
});

test('the request is echoed in the response', () => {
  const body = { instructions: 'Be brief.', tools: [{ type: 'function', name: 'f' }], store: false, temperature: 0.5 };
  expect(responsesWriter.whole(script, contextOf(body))).toMatchObject(body);
});

describe('reasoning', () => {
  test('is an item without words for a client that asked for none, and takes its time all the same', () => {
    const events = responsesWriter.stream(scriptOf([thinking('a', 'b', 'c'), speech('x')]), contextOf());
    const types = dataOf(events).map((event) => event['type']);
    expect(types).not.toContain('response.reasoning_summary_text.delta');
    expect(events.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(4);
    const whole = responsesWriter.whole(scriptOf([thinking('a')]), contextOf()) as { output: unknown[] };
    expect(whole.output).toEqual([{ id: 'rs_item-0', type: 'reasoning', content: [], summary: [] }]);
  });
});

test('text after the last call is the final answer', () => {
  const whole = responsesWriter.whole(scriptOf([toolCall('f', '{}'), speech('End.')]), open) as { output: object[] };
  expect(whole.output[1]).toMatchObject({ phase: 'final_answer' });
});

test.each([
  ['max_tokens', 'response.incomplete', 'max_output_tokens'],
  ['content_filter', 'response.incomplete', 'content_filter'],
] as const)('a message that ends by %s ends with %s', (finish, type, reason) => {
  const last = dataOf(responsesWriter.stream(scriptOf([speech('a')], finish), open)).at(-1);
  expect(last).toMatchObject({ type, response: { status: 'incomplete', incomplete_details: { reason } } });
});

test('a refusal has its own part and events', () => {
  const events = dataOf(responsesWriter.stream(scriptOf([speech('I ', "can't.")], 'refusal'), open));
  expect(events.filter((event) => event['type'] === 'response.refusal.delta')).toHaveLength(2);
  expect(events.find((event) => event['type'] === 'response.refusal.done')).toMatchObject({ refusal: "I can't." });
  expect(events.at(-1)).toMatchObject({
    type: 'response.completed',
    response: { output: [{ content: [{ type: 'refusal', refusal: "I can't." }] }] },
  });
});

test('an error in the stream is an error event and then a failed response', () => {
  const error = { status: 503, message: null, code: null };
  const events = dataOf(responsesWriter.errorEvents(error, open).map((text) => ({ text })));
  expect(events).toMatchObject([
    { type: 'error', error: { type: 'service_unavailable_error', code: 'server_is_overloaded' } },
    { type: 'response.failed', response: { status: 'failed', error: { code: 'server_is_overloaded' } } },
  ]);
});

test.each([
  [401, null, { type: 'invalid_request_error', code: 'invalid_api_key' }],
  [404, null, { type: 'invalid_request_error', code: 'model_not_found' }],
  [429, null, { type: 'requests', code: 'rate_limit_exceeded' }],
  [429, 'insufficient_quota', { type: 'insufficient_quota', code: 'insufficient_quota' }],
  [400, 'context_length_exceeded', { type: 'invalid_request_error', code: 'context_length_exceeded' }],
  [500, null, { type: 'server_error', code: null }],
  [529, null, { type: 'server_error', code: null }],
])('the body of a %s with code %s has the type that OpenAI gives it', (status, code, error) => {
  expect(responsesWriter.errorBody({ status, message: 'Own words.', code }, open)).toEqual({
    error: { message: 'Own words.', param: null, ...error },
  });
});
