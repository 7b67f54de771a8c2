import { describe, expect, test } from 'vitest';
import { createResponsesDecoder } from '../../../src/providers/openai-responses/decode.ts';
import type { FinishedMessage, Progress } from '../../../src/providers/shared/decoder.ts';

interface Decoded {
  readonly parts: readonly Progress[];
  readonly message: FinishedMessage;
}

function decode(events: readonly unknown[]): Decoded {
  const decoder = createResponsesDecoder({ model: 'gpt-x', fallbackId: 'call_x' });
  const parts = events.flatMap((event) => decoder.push(event));
  const ending = decoder.end(false);
  if (ending.kind === 'failed') throw new Error(`${ending.facts.code ?? ''} ${ending.facts.words}`);
  return { parts, message: ending.message };
}

const added = (index: number, item: unknown): unknown => ({
  type: 'response.output_item.added',
  output_index: index,
  item,
});
const done = (index: number, item: unknown): unknown => ({
  type: 'response.output_item.done',
  output_index: index,
  item,
});
const event = (type: string, index: number, fields: object): unknown => ({
  type: `response.${type}`,
  output_index: index,
  ...fields,
});
const completed = (fields: object = {}): unknown => ({
  type: 'response.completed',
  response: { status: 'completed', output: [], ...fields },
});
const message = (text: string): unknown => ({
  type: 'message',
  id: 'msg_1',
  content: [{ type: 'output_text', text, annotations: [] }],
});
const functionCall = (id: string, args: string): unknown => ({
  type: 'function_call',
  id: `fc_${id}`,
  call_id: `call_${id}`,
  name: 'vote',
  arguments: args,
});

const saidIn = (decoded: Decoded): string =>
  decoded.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

describe('the items of a response', () => {
  test('are told apart by their place, even when their ids change or their deltas interleave', () => {
    const decoded = decode([
      added(0, functionCall('one', '')),
      added(1, functionCall('two', '')),
      event('function_call_arguments.delta', 0, { item_id: 'a', delta: '{"a"' }),
      event('function_call_arguments.delta', 1, { item_id: 'b', delta: '{"b"' }),
      event('function_call_arguments.delta', 0, { item_id: 'c', delta: ':1}' }),
      done(1, functionCall('two', '{"b":2}')),
      done(0, functionCall('one', '{"a":1}')),
      completed(),
    ]);
    expect(decoded.message.turn.calls.map(({ id, args }) => [id, args])).toEqual([
      ['call_one', { a: 1 }],
      ['call_two', { b: 2 }],
    ]);
    const streamed = (id: string): string =>
      decoded.parts.map((part) => (part.type === 'tool_args' && part.callId === id ? part.text : '')).join('');
    expect([streamed('call_one'), streamed('call_two')]).toEqual(['{"a":1}', '{"b":2}']);
  });

  test('are kept as their last event gave them, reasoning first', () => {
    const reasoning = {
      type: 'reasoning',
      id: 'rs_1',
      summary: [{ type: 'summary_text', text: 'Hm.' }],
      encrypted_content: 'E==',
    };
    const { message: end } = decode([
      added(0, { type: 'reasoning', id: 'rs_1', summary: [] }),
      event('reasoning_summary_text.delta', 0, { summary_index: 0, delta: 'Hm.' }),
      done(0, reasoning),
      done(1, message('Yes')),
      completed(),
    ]);
    expect(end.turn).toMatchObject({ text: 'Yes', reasoning: 'Hm.' });
    expect(end.turn.raw?.items).toEqual([reasoning, message('Yes')]);
  });

  test('give what their deltas left out, and nothing twice', () => {
    const delta = event('output_text.delta', 0, { delta: 'Hel' });
    expect(saidIn(decode([added(0, {}), delta, done(0, message('Hello')), completed()]))).toBe('Hello');
    expect(saidIn(decode([completed({ output: [message('Hello')] })]))).toBe('Hello');
    expect(saidIn(decode([done(0, message('Hello')), completed({ output: [message('Hello')] })]))).toBe('Hello');
  });

  test('part the paragraphs of a summary', () => {
    const { parts } = decode([
      added(0, { type: 'reasoning' }),
      event('reasoning_summary_part.added', 0, { summary_index: 0 }),
      event('reasoning_summary_text.delta', 0, { delta: 'One.' }),
      event('reasoning_summary_part.added', 0, { summary_index: 1 }),
      event('reasoning_summary_text.delta', 0, { delta: 'Two.' }),
      completed(),
    ]);
    expect(parts.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')).toBe('One.\n\nTwo.');
  });

  test.each([
    ['web_search_call', 'web_search', 'searching'],
    ['file_search_call', 'file_search', 'in_progress'],
    ['code_interpreter_call', 'code_interpreter', 'interpreting'],
    ['image_generation_call', 'image_generation', 'generating'],
    ['mcp_call', 'mcp', 'in_progress'],
  ])('of type %s are the provider’s work', (type, kind, phase) => {
    const { parts, message: end } = decode([
      added(0, { type }),
      event(`${type}.${phase}`, 0, {}),
      done(0, { type, action: { query: 'cats' } }),
      completed(),
    ]);
    expect(parts.map((part) => (part.type === 'server_tool' ? [part.kind, part.phase, part.detail] : []))).toEqual([
      [kind, 'started', ''],
      [kind, phase, ''],
      [kind, 'done', 'cats'],
    ]);
    expect(end).toMatchObject({ finish: 'end', turn: { calls: [], text: '' } });
  });

  test('of xAI’s own search, which looks like a custom tool, are no calls of ours', () => {
    const item = { type: 'custom_tool_call', id: 'xs_1', call_id: 'xs_1', name: 'x_keyword_search', input: 'cats' };
    expect(decode([done(0, item), completed()]).parts).toEqual([
      { type: 'server_tool', kind: 'x_keyword_search', phase: 'done', detail: 'cats' },
    ]);
  });

  test('that were cut off keep what was said of them, and no half call is taken for a whole one', () => {
    const { message: end } = decode([
      added(0, { type: 'message', id: 'msg_1', role: 'assistant', content: [] }),
      event('output_text.delta', 0, { delta: 'Once' }),
      added(1, functionCall('one', '')),
      event('function_call_arguments.delta', 1, { delta: '{"a":' }),
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [] },
      },
    ]);
    expect(end).toMatchObject({ finish: 'max_tokens', rawFinish: 'incomplete', turn: { text: 'Once' } });
    expect(end.turn.calls[0]?.argsError).toContain('not JSON');
    expect(end.turn.raw?.items[0]).toMatchObject({ content: [{ type: 'output_text', text: 'Once' }] });
  });
});

describe('the end of a response', () => {
  test('is its own event and nothing less', () => {
    expect(() => decode([done(0, message('All'))])).toThrow('without its last event');
  });

  test.each([
    ['max_output_tokens', 'max_tokens'],
    ['content_filter', 'content_filter'],
    ['max_messages', 'max_tokens'],
    ['steered', 'max_tokens'],
    [undefined, 'max_tokens'],
  ])('incomplete for %s is %s', (reason, finish) => {
    const end = { type: 'response.incomplete', response: { status: 'incomplete', incomplete_details: { reason } } };
    expect(decode([end]).message.finish).toBe(finish);
  });

  test('failed carries the error', () => {
    const error = { code: 'server_error', message: 'Boom' };
    expect(() => decode([{ type: 'response.failed', response: { status: 'failed', error } }])).toThrow(
      'server_error Boom',
    );
  });

  test('with a refusal is one', () => {
    const item = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
    const { message: end } = decode([
      added(0, {}),
      event('refusal.delta', 0, { delta: 'No.' }),
      done(0, item),
      completed(),
    ]);
    expect(end).toMatchObject({ finish: 'refusal', refusal: 'No.', turn: { text: 'No.' } });
  });

  test('tells the usage, cached and reasoning inside', () => {
    const usage = {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
      output_tokens: 50,
      output_tokens_details: { reasoning_tokens: 30 },
    };
    expect(decode([completed({ usage })]).message.usage).toEqual({
      input: 100,
      cacheRead: 60,
      cacheWrite: 10,
      output: 50,
      reasoning: 30,
      cost: null,
    });
  });
});

const addedCall = (args: string): unknown => added(0, functionCall('a', args));
const bare = (value: unknown): unknown => ({ ...(value as object), output_index: undefined });
describe('hosts that leave events or fields out', () => {
  test('of items without a place are told apart by their order', () => {
    const decoded = decode(
      [
        added(0, { type: 'message', content: [] }),
        event('output_text.delta', 0, { delta: 'Hi' }),
        done(0, message('Hi')),
        added(1, functionCall('a', '')),
        event('function_call_arguments.delta', 1, { delta: '{"x":1}' }),
        done(1, functionCall('a', '{"x":1}')),
        completed({ output: [message('Hi'), functionCall('a', '{"x":1}')] }),
      ].map(bare),
    );
    expect(decoded.message.turn).toMatchObject({ text: 'Hi', calls: [{ id: 'call_a', argsText: '{"x":1}' }] });
    expect(decoded.message.turn.raw?.items).toHaveLength(2);
  });

  test('are read from the events that tell a text as a whole', () => {
    const decoded = decode([
      added(0, { type: 'message', content: [] }),
      event('output_text.done', 0, { text: 'whole' }),
      added(1, functionCall('a', '')),
      event('function_call_arguments.done', 1, { arguments: '{"x":1}' }),
      completed(),
    ]);
    expect(saidIn(decoded)).toBe('whole');
    expect(decoded.message.turn).toMatchObject({ text: 'whole', calls: [{ argsText: '{"x":1}' }] });
  });

  test('do not have a text told twice that came in pieces', () => {
    const decoded = decode([
      added(0, { type: 'message', content: [] }),
      event('output_text.delta', 0, { delta: 'pieces' }),
      event('output_text.done', 0, { text: 'pieces' }),
      done(0, message('pieces')),
      completed(),
    ]);
    expect(saidIn(decoded)).toBe('pieces');
  });

  test('get back a message that was never announced, and nothing that is no item', () => {
    const decoded = decode([event('output_text.delta', 0, { delta: 'Hi' }), done(1, null), completed({ output: [] })]);
    expect(decoded.message.turn.raw?.items).toEqual([
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi', annotations: [] }] },
    ]);
  });

  test('that complete a response which says it is incomplete are believed in the latter', () => {
    const decoded = decode([completed({ status: 'incomplete', output: [message('cut')] })]);
    expect(decoded.message.finish).toBe('max_tokens');
  });

  test('that cut a message before the arguments of a call leave a call that is not to be executed', () => {
    const cut = { type: 'response.incomplete', response: { status: 'incomplete', output: [] } };
    expect(decode([addedCall(''), cut]).message.turn.calls[0]?.argsError).toContain('cut');
    const whole = { ...(functionCall('a', '') as object), status: 'completed' };
    expect(decode([added(0, whole), done(0, whole), cut]).message.turn.calls[0]?.argsError).toBe(null);
  });
});

test('searches are counted by their items, and what is read of their results is not', () => {
  const search = { type: 'web_search_call', id: 'ws_1', action: { type: 'search', query: 'q' } };
  const usage = { input_tokens: 3, output_tokens: 2 };
  const items = [
    search,
    { ...search, action: { type: 'open_page', url: 'https://example.com' } },
    { ...search, action: { type: 'find_in_page', url: 'https://example.com', pattern: 'x' } },
    { type: 'web_search_call', id: 'ws_4' },
    message('Hi'),
  ];
  const decoded = decode([...items.map((item, index) => done(index, item)), completed({ usage })]);
  expect(decoded.message.usage.extras).toEqual({ cacheWrite1h: 0, webSearches: 2 });
});
