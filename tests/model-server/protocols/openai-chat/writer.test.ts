import { expect, test } from 'vitest';
import { chatWriter } from '../../../../src/model-server/protocols/openai-chat/writer.ts';
import { contextOf, dataOf, scriptOf, speech, thinking, toolCall } from '../writing.ts';

const withUsage = contextOf({ stream_options: { include_usage: true } });
const script = scriptOf([thinking('Hm'), speech('Go', 'od.'), toolCall('f', '{"a"', ':1}'), toolCall('g', '{}')]);

interface Chunk {
  readonly choices: readonly { readonly delta: object; readonly finish_reason: string | null }[];
}
const deltasOf = (context = withUsage, own = script): readonly unknown[] =>
  dataOf(chatWriter.stream(own, context)).map((data) => (data as unknown as Partial<Chunk>).choices?.[0]?.delta);

test('the pieces come as the API sends them: role, words, calls with their id once, an empty delta, usage, the end', () => {
  expect(deltasOf()).toEqual([
    { role: 'assistant', content: null, refusal: null },
    { reasoning_content: 'Hm' },
    { content: 'Go' },
    { content: 'od.' },
    { tool_calls: [{ index: 0, id: 'call_call-2', type: 'function', function: { name: 'f', arguments: '' } }] },
    { tool_calls: [{ index: 0, function: { arguments: '{"a"' } }] },
    { tool_calls: [{ index: 0, function: { arguments: ':1}' } }] },
    { tool_calls: [{ index: 1, id: 'call_call-3', type: 'function', function: { name: 'g', arguments: '' } }] },
    { tool_calls: [{ index: 1, function: { arguments: '{}' } }] },
    {},
    undefined,
    undefined,
  ]);
  const data = dataOf(chatWriter.stream(script, withUsage));
  expect(data.at(-3)).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
  expect(data.at(-2)).toMatchObject({
    object: 'chat.completion.chunk',
    choices: [],
    usage: {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120,
      prompt_tokens_details: { cached_tokens: 30 },
      completion_tokens_details: { reasoning_tokens: 5 },
    },
  });
  expect(data.at(-1)).toEqual({ done: '[DONE]' });
});

test('usage is left out for a client that did not ask for it', () => {
  const data = dataOf(chatWriter.stream(script, contextOf()));
  expect(data.filter((chunk) => chunk['usage'] !== null && chunk['usage'] !== undefined)).toEqual([]);
});

test.each(['gpt-5.2', 'o3-mini', 'chatgpt-4o'])('%s keeps its reasoning to itself and takes its time', (model) => {
  const own = scriptOf([thinking('a', 'b'), speech('x')]);
  const events = chatWriter.stream(own, contextOf({}, model));
  expect(JSON.stringify(events)).not.toContain('reasoning_content');
  expect(events.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(3);
  expect(JSON.stringify(chatWriter.whole(own, contextOf({}, model)))).not.toContain('reasoning_content');
});

test.each([
  ['end', 'stop'],
  ['max_tokens', 'length'],
  ['content_filter', 'content_filter'],
] as const)('%s is called %s', (finish, word) => {
  expect(dataOf(chatWriter.stream(scriptOf([speech('a')], finish), contextOf())).at(-2)).toMatchObject({
    choices: [{ delta: {}, finish_reason: word }],
  });
});

test('a refusal stands beside the content', () => {
  const own = scriptOf([speech('No.')], 'refusal');
  expect(deltasOf(contextOf(), own)[1]).toEqual({ refusal: 'No.' });
  expect(chatWriter.whole(own, contextOf())).toMatchObject({
    choices: [{ message: { content: null, refusal: 'No.' }, finish_reason: 'stop' }],
  });
});

test('without a stream the message is whole', () => {
  expect(chatWriter.whole(script, contextOf())).toMatchObject({
    object: 'chat.completion',
    model: 'model-x',
    choices: [
      {
        message: {
          role: 'assistant',
          content: 'Good.',
          reasoning_content: 'Hm',
          tool_calls: [
            { id: 'call_call-2', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
            { id: 'call_call-3', type: 'function', function: { name: 'g', arguments: '{}' } },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20 },
  });
});

test('an error in the stream is a chunk with nothing but the error', () => {
  const [text = ''] = chatWriter.errorEvents({ status: 500, message: null, code: null }, contextOf());
  expect(dataOf([{ text }])[0]).toMatchObject({ error: { type: 'server_error', code: null, param: null } });
});
