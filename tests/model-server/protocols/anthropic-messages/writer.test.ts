import { expect, test } from 'vitest';
import { anthropicWriter } from '../../../../src/model-server/protocols/anthropic-messages/writer.ts';
import { contextOf, dataOf, scriptOf, speech, thinking, toolCall } from '../writing.ts';

const thinks = contextOf({ thinking: { type: 'enabled', budget_tokens: 1024 } });
const script = scriptOf([thinking('H', 'm'), speech('Good.'), toolCall('f', '{"a"', ':1}')]);

test('blocks come one after the other, thinking ends with its signature, and the message with its usage', () => {
  expect(dataOf(anthropicWriter.stream(script, thinks))).toMatchObject([
    {
      type: 'message_start',
      message: {
        id: 'msg_message',
        role: 'assistant',
        content: [],
        stop_reason: null,
        usage: { input_tokens: 60, cache_read_input_tokens: 30, cache_creation_input_tokens: 10, output_tokens: 1 },
      },
    },
    { type: 'ping' },
    { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '', signature: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'H' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'opaque(thinking 0)' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text: 'Good.' } },
    { type: 'content_block_stop', index: 1 },
    {
      type: 'content_block_start',
      index: 2,
      content_block: { type: 'tool_use', id: 'toolu_call-2', name: 'f', input: {} },
    },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: '{"a"' } },
    { type: 'content_block_delta', index: 2, delta: { type: 'input_json_delta', partial_json: ':1}' } },
    { type: 'content_block_stop', index: 2 },
    {
      type: 'message_delta',
      delta: { stop_reason: 'tool_use', stop_sequence: null },
      usage: {
        input_tokens: 60,
        cache_read_input_tokens: 30,
        cache_creation_input_tokens: 10,
        output_tokens: 20,
        output_tokens_details: { thinking_tokens: 5 },
      },
    },
    { type: 'message_stop' },
  ]);
});

test.each([
  ['no thinking block', {}],
  ['thinking switched off', { thinking: { type: 'disabled' } }],
])('with %s in the request nothing of it is sent, but its time passes', (_title, body) => {
  const events = anthropicWriter.stream(scriptOf([thinking('a', 'b'), speech('x')]), contextOf(body));
  expect(JSON.stringify(events)).not.toContain('thinking_delta');
  expect(dataOf(events)[2]).toMatchObject({ index: 0, content_block: { type: 'text' } });
  expect(events.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(3);
  expect(anthropicWriter.whole(scriptOf([thinking('a'), speech('x')]), contextOf(body))).toMatchObject({
    content: [{ type: 'text', text: 'x' }],
  });
});

test('omitted thinking is a signed block without words', () => {
  const omitted = contextOf({ thinking: { type: 'adaptive', display: 'omitted' } });
  const data = dataOf(anthropicWriter.stream(script, omitted));
  expect(data.slice(2, 5)).toMatchObject([
    { content_block: { type: 'thinking' } },
    { delta: { type: 'signature_delta', signature: 'opaque(thinking 0)' } },
    { type: 'content_block_stop' },
  ]);
  expect(anthropicWriter.whole(script, omitted)).toMatchObject({
    content: [{ type: 'thinking', thinking: '', signature: 'opaque(thinking 0)' }, {}, {}],
  });
});

test('without a stream the message holds the same blocks', () => {
  expect(anthropicWriter.whole(script, thinks)).toMatchObject({
    type: 'message',
    content: [
      { type: 'thinking', thinking: 'Hm', signature: 'opaque(thinking 0)' },
      { type: 'text', text: 'Good.' },
      { type: 'tool_use', id: 'toolu_call-2', name: 'f', input: { a: 1 } },
    ],
    stop_reason: 'tool_use',
    usage: { input_tokens: 60, output_tokens: 20 },
  });
});

test('arguments that are no JSON can only be streamed', () => {
  const broken = scriptOf([toolCall('f', '{"a"')]);
  expect(dataOf(anthropicWriter.stream(broken, thinks))[3]).toMatchObject({ delta: { partial_json: '{"a"' } });
  expect(anthropicWriter.whole(broken, thinks)).toMatchObject({ content: [{ input: {} }] });
});

test.each([
  ['end', 'end_turn'],
  ['max_tokens', 'max_tokens'],
  ['refusal', 'refusal'],
  ['content_filter', 'refusal'],
] as const)('%s is called %s', (finish, word) => {
  expect(dataOf(anthropicWriter.stream(scriptOf([speech('a')], finish), thinks)).at(-2)).toMatchObject({
    delta: { stop_reason: word },
  });
});

test.each([
  [400, 'invalid_request_error'],
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [429, 'rate_limit_error'],
  [500, 'api_error'],
  [529, 'overloaded_error'],
])('a %s is a %s, as a body and in a stream', (status, type) => {
  const error = { status, message: null, code: null };
  expect(anthropicWriter.errorBody(error, thinks)).toMatchObject({
    type: 'error',
    error: { type },
    request_id: 'req_request',
  });
  const [text = ''] = anthropicWriter.errorEvents(error, thinks);
  expect(text.startsWith('event: error\n')).toBe(true);
  expect(dataOf([{ text }])[0]).toMatchObject({ type: 'error', error: { type } });
});
