import { describe, expect, test } from 'vitest';
import { createMessagesDecoder } from '../../../src/providers/anthropic-messages/decode.ts';
import type { FinishedMessage, Progress } from '../../../src/providers/shared/decoder.ts';

interface Decoded {
  readonly parts: readonly Progress[];
  readonly message: FinishedMessage;
}

function decode(events: readonly unknown[]): Decoded {
  const decoder = createMessagesDecoder('claude-x');
  const parts = events.flatMap((event) => decoder.push(event));
  const ending = decoder.end(false);
  if (ending.kind === 'failed') throw new Error(ending.facts.words);
  return { parts, message: ending.message };
}

const start = { type: 'message_start', message: { usage: { input_tokens: 10, output_tokens: 1 } } };
const block = (index: number, value: unknown): unknown => ({
  type: 'content_block_start',
  index,
  content_block: value,
});
const delta = (index: number, value: unknown): unknown => ({ type: 'content_block_delta', index, delta: value });
const close = (index: number): unknown => ({ type: 'content_block_stop', index });
const ends = (reason: string, usage: unknown = {}, details: unknown = null): readonly unknown[] => [
  { type: 'message_delta', delta: { stop_reason: reason, stop_details: details }, usage },
  { type: 'message_stop' },
];

describe('the blocks of a message', () => {
  test('are kept whole and in order, signatures and citations included', () => {
    const { message } = decode([
      start,
      block(0, { type: 'thinking', thinking: '', signature: '' }),
      delta(0, { type: 'thinking_delta', thinking: 'hm ' }),
      delta(0, { type: 'thinking_delta', thinking: 'so' }),
      delta(0, { type: 'signature_delta', signature: 'SIG==' }),
      close(0),
      block(1, { type: 'redacted_thinking', data: 'DATA' }),
      close(1),
      block(2, { type: 'text', text: '', citations: null }),
      delta(2, { type: 'citations_delta', citation: { url: 'https://a' } }),
      delta(2, { type: 'text_delta', text: 'Yes.' }),
      close(2),
      ...ends('end_turn'),
    ]);
    expect(message.turn).toMatchObject({ text: 'Yes.', reasoning: 'hm so', calls: [] });
    expect(message.turn.raw?.items).toEqual([
      { type: 'thinking', thinking: 'hm so', signature: 'SIG==' },
      { type: 'redacted_thinking', data: 'DATA' },
      { type: 'text', text: 'Yes.', citations: [{ url: 'https://a' }] },
    ]);
  });

  test('that call tools have their input put together, none meaning an empty one', () => {
    const { message, parts } = decode([
      start,
      block(0, { type: 'tool_use', id: 'toolu_1', name: 'vote', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '' }),
      delta(0, { type: 'input_json_delta', partial_json: '{"a":' }),
      delta(0, { type: 'input_json_delta', partial_json: '1}' }),
      close(0),
      block(1, { type: 'tool_use', id: 'toolu_2', name: 'stop', input: {} }),
      close(1),
      ...ends('tool_use'),
    ]);
    expect(message.finish).toBe('tool_calls');
    expect(message.turn.calls.map(({ id, args, argsError }) => [id, args, argsError])).toEqual([
      ['toolu_1', { a: 1 }, null],
      ['toolu_2', {}, null],
    ]);
    expect(message.turn.raw?.items[0]).toEqual({ type: 'tool_use', id: 'toolu_1', name: 'vote', input: { a: 1 } });
    const streamed = parts.map((part) => (part.type === 'tool_args' && part.callId === 'toolu_1' ? part.text : ''));
    expect(streamed.join('')).toBe('{"a":1}');
  });

  test('whose input is cut off by the limit say so', () => {
    const { message } = decode([
      start,
      block(0, { type: 'tool_use', id: 'toolu_1', name: 'vote', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '{"a":' }),
      close(0),
      ...ends('max_tokens'),
    ]);
    expect(message.finish).toBe('max_tokens');
    expect(message.turn.calls[0]?.argsError).toContain('not JSON');
  });

  test('of the provider’s own tools are shown and kept', () => {
    const { parts, message } = decode([
      start,
      block(0, { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} }),
      delta(0, { type: 'input_json_delta', partial_json: '{"query":"cats"}' }),
      close(0),
      block(1, { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [{ url: 'https://cats' }] }),
      close(1),
      block(2, {
        type: 'web_fetch_tool_result',
        tool_use_id: 'srvtoolu_2',
        content: { type: 'web_fetch_tool_result_error', error_code: 'url_not_allowed' },
      }),
      ...ends('end_turn'),
    ]);
    expect(parts).toEqual([
      { type: 'server_tool', kind: 'web_search', phase: 'started', detail: '' },
      { type: 'server_tool', kind: 'web_search', phase: 'running', detail: 'cats' },
      { type: 'server_tool', kind: 'web_search', phase: 'done', detail: 'https://cats' },
      { type: 'server_tool', kind: 'web_fetch', phase: 'done', detail: 'failed: url_not_allowed' },
    ]);
    expect(message.turn.raw?.items[0]).toMatchObject({ input: { query: 'cats' } });
    expect(message.turn.calls).toEqual([]);
  });

  test('of a compaction are kept with their text', () => {
    const { message } = decode([
      start,
      block(0, { type: 'compaction', content: null }),
      delta(0, { type: 'compaction_delta', content: 'Summary.' }),
      close(0),
      ...ends('compaction'),
    ]);
    expect(message).toMatchObject({ finish: 'pause', turn: { text: '' } });
    expect(message.turn.raw?.items).toEqual([{ type: 'compaction', content: 'Summary.' }]);
  });

  test('of a host that does not stream come whole', () => {
    const whole = {
      type: 'message_start',
      message: {
        content: [
          { type: 'text', text: 'Hi' },
          { type: 'tool_use', id: 'toolu_1', name: 'vote', input: { a: 1 } },
        ],
        stop_reason: 'tool_use',
        usage: { input_tokens: 1, output_tokens: 2 },
      },
    };
    const { message, parts } = decode([whole, { type: 'message_stop' }]);
    expect(message).toMatchObject({ finish: 'tool_calls', turn: { text: 'Hi', calls: [{ args: { a: 1 } }] } });
    expect(parts[0]).toEqual({ type: 'text', text: 'Hi' });
  });
});

describe('the end of a message', () => {
  test.each([
    ['end_turn', 'end'],
    ['stop_sequence', 'end'],
    ['tool_use', 'tool_calls'],
    ['max_tokens', 'max_tokens'],
    ['pause_turn', 'pause'],
    ['refusal', 'refusal'],
    ['model_context_window_exceeded', 'context_full'],
    ['something_new', 'other'],
  ])('for %s is %s', (word, finish) => {
    expect(decode([start, ...ends(word)]).message).toMatchObject({ finish, rawFinish: word });
  });

  test('is message_stop and nothing less', () => {
    expect(() => decode([start, ...ends('end_turn').slice(0, 1)])).toThrow('without its last event');
  });

  test('tells why an answer was refused', () => {
    const details = { category: 'x', explanation: 'Not this.' };
    expect(decode([start, ...ends('refusal', {}, details)]).message.refusal).toBe('Not this.');
  });
});

describe('the usage of a message', () => {
  test('is the last one, field by field, and never a sum of deltas', () => {
    const { message } = decode([
      {
        type: 'message_start',
        message: { usage: { input_tokens: 100, cache_read_input_tokens: 40, output_tokens: 1 } },
      },
      { type: 'message_delta', delta: {}, usage: { output_tokens: 20 } },
      ...ends('end_turn', { input_tokens: 120, output_tokens: 30, cache_read_input_tokens: null }),
    ]);
    expect(message.rawUsage).toEqual({ input_tokens: 120, cache_read_input_tokens: 40, output_tokens: 30 });
    expect(message.usage).toMatchObject({ input: 160, cacheRead: 40, output: 30 });
  });

  test('counts fresh, read and written input together', () => {
    const raw = {
      input_tokens: 3,
      cache_read_input_tokens: 1111,
      cache_creation_input_tokens: 418,
      output_tokens: 33,
      output_tokens_details: { thinking_tokens: 12 },
    };
    expect(decode([start, ...ends('end_turn', raw)]).message.usage).toEqual({
      input: 1532,
      cacheRead: 1111,
      cacheWrite: 418,
      output: 33,
      reasoning: 12,
      cost: null,
    });
  });

  test('that was not told is unknown', () => {
    expect(decode([{ type: 'message_start', message: {} }, ...ends('end_turn', null)]).message.usage.input).toBe(null);
  });
});

describe('a tool call', () => {
  const call = block(0, { type: 'tool_use', id: 'toolu_1', name: 'vote', input: {} });

  test('whose block was never closed goes back with its input', () => {
    const args = delta(0, { type: 'input_json_delta', partial_json: '{"a":1}' });
    const { message } = decode([start, call, args, ...ends('tool_use')]);
    expect(message.turn.raw?.items).toEqual([{ type: 'tool_use', id: 'toolu_1', name: 'vote', input: { a: 1 } }]);
  });

  test('that was cut before its input is not to be executed, unlike one without any', () => {
    expect(decode([start, call, close(0), ...ends('max_tokens')]).message.turn.calls[0]?.argsError).toContain('cut');
    expect(decode([start, call, close(0), ...ends('tool_use')]).message.turn.calls[0]?.argsError).toBe(null);
  });
});

test('searches and what is cached for an hour are counted apart', () => {
  const usage = {
    cache_creation_input_tokens: 9,
    cache_creation: { ephemeral_5m_input_tokens: 4, ephemeral_1h_input_tokens: 5 },
    server_tool_use: { web_search_requests: 2 },
  };
  expect(decode([start, ...ends('end_turn', usage)]).message.usage).toMatchObject({
    input: 19,
    cacheWrite: 9,
    extras: { cacheWrite1h: 5, webSearches: 2 },
  });
  expect(decode([start, ...ends('end_turn')]).message.usage).not.toHaveProperty('extras');
});
