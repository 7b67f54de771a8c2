import { describe, expect, test } from 'vitest';
import { createChatDecoder } from '../../../src/providers/openai-chat/decode.ts';
import type { FinishedMessage, Progress } from '../../../src/providers/shared/decoder.ts';

interface Decoded {
  readonly parts: readonly Progress[];
  readonly message: FinishedMessage;
}

function decode(chunks: readonly unknown[], options: { inlineThink?: boolean; endMark?: boolean } = {}): Decoded {
  const decoder = createChatDecoder({ model: 'm', inlineThink: options.inlineThink ?? false, fallbackId: 'call_x' });
  const parts = chunks.flatMap((chunk) => decoder.push(chunk));
  const ending = decoder.end(options.endMark ?? true);
  if (ending.kind === 'failed') throw new Error(ending.facts.words);
  return { parts, message: ending.message };
}

const delta = (fields: unknown, finish: string | null = null): unknown => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});
const call = (fields: unknown): unknown => delta({ tool_calls: [fields] });
const usageOf = (usage: unknown): unknown =>
  decode([delta({ content: 'x' }, 'stop'), { choices: [], usage }]).message.usage;
const vote = (id: string | undefined, args: string): unknown =>
  call({ index: 0, id, function: { name: 'vote', arguments: args } });
const detail = (fields: object): unknown =>
  delta({ reasoning_details: [{ type: 'reasoning.text', index: 0, ...fields }] });
const calls = ({ message }: Decoded): unknown =>
  message.turn.calls.map(({ id, name, argsText }) => [id, name, argsText]);

describe('tool calls of a chat stream', () => {
  test('grow by their index', () => {
    const decoded = decode([
      call({ index: 0, id: 'call_aaaa', function: { name: 'vote', arguments: '{"a":' } }),
      call({ index: 1, id: 'call_bbbb', function: { name: 'stop', arguments: '' } }),
      call({ index: 0, function: { arguments: '1}' } }),
      delta({}, 'tool_calls'),
    ]);
    expect(calls(decoded)).toEqual([
      ['call_aaaa', 'vote', '{"a":1}'],
      ['call_bbbb', 'stop', ''],
    ]);
    expect(decoded.message.turn.calls[1]?.args).toEqual({});
  });

  test('without an index are told apart by their id', () => {
    const decoded = decode([
      call({ id: 'call_aaaa', function: { name: 'vote', arguments: '{"a":1}' } }),
      call({ id: 'call_bbbb', function: { name: 'vote', arguments: '{"a":' } }),
      call({ function: { arguments: '2}' } }),
    ]);
    expect(calls(decoded)).toEqual([
      ['call_aaaa', 'vote', '{"a":1}'],
      ['call_bbbb', 'vote', '{"a":2}'],
    ]);
  });

  test('that all have the index 0 are told apart by their id', () => {
    const decoded = decode([
      call({ index: 0, id: 'call_aaaa', function: { name: 'vote', arguments: '{"a":1}' } }),
      call({ index: 0, id: 'call_bbbb', function: { name: 'vote', arguments: '{"a":2}' } }),
    ]);
    expect(calls(decoded)).toEqual([
      ['call_aaaa', 'vote', '{"a":1}'],
      ['call_bbbb', 'vote', '{"a":2}'],
    ]);
  });

  test('that are said again when they were complete are said once', () => {
    const pieces = ['', '{"a":1}', '{"a":1}'].map((args) => vote('0', args));
    expect(calls(decode(pieces))).toEqual([['call_x_1', 'vote', '{"a":1}']]);
  });

  test('with an empty object first take what follows', () => {
    const pieces = ['{}', '{"a":', '1}'].map((args) => vote('call_aaaa', args));
    expect(calls(decode(pieces))).toEqual([['call_aaaa', 'vote', '{"a":1}']]);
  });

  test('with the name in each piece have one name', () => {
    const pieces = ['{"a"', ':1}'].map((args) => vote(undefined, args));
    expect(calls(decode(pieces))).toEqual([['call_x_1', 'vote', '{"a":1}']]);
  });

  test('keep braces inside their texts', () => {
    const decoded = decode([
      vote('call_aaaa', ''),
      ...['{"a":"x }', '{ y"}'].map((args) => call({ index: 0, function: { arguments: args } })),
    ]);
    expect(calls(decoded)).toEqual([['call_aaaa', 'vote', '{"a":"x }{ y"}']]);
  });

  test('whose arguments are no JSON say so and are not half understood', () => {
    const [broken] = decode([call({ index: 0, id: 'call_aaaa', function: { name: 'v', arguments: '{"a":' } })]).message
      .turn.calls;
    expect(broken).toMatchObject({ args: null, argsError: expect.stringContaining('not JSON') as unknown });
  });

  test('make the end a tool call even when the host says stop, or nothing', () => {
    const one = call({ index: 0, id: 'call_aaaa', function: { name: 'v', arguments: '{}' } });
    expect(decode([one, delta({}, 'stop')]).message.finish).toBe('tool_calls');
    expect(decode([one]).message).toMatchObject({ finish: 'tool_calls', rawFinish: '' });
  });

  test('in the form before tools are calls too', () => {
    const decoded = decode([
      delta({ function_call: { name: 'vote', arguments: '{"a"' } }),
      delta({ function_call: { arguments: ':1}' } }, 'function_call'),
    ]);
    expect(calls(decoded)).toEqual([['call_x_1', 'vote', '{"a":1}']]);
  });
});

describe('the end of a chat stream', () => {
  test('without a reason and without the end mark is none', () => {
    expect(() => decode([delta({ content: 'half' })], { endMark: false })).toThrow('without its last event');
  });

  test.each([
    ['stop', 'end'],
    ['length', 'max_tokens'],
    ['content_filter', 'content_filter'],
    ['eos', 'end'],
    ['abort', 'other'],
    ['error', 'other'],
    ['constructor', 'other'],
  ])('for the reason %s is %s', (word, finish) => {
    expect(decode([delta({ content: 'x' }), delta({}, word)]).message).toMatchObject({ finish, rawFinish: word });
  });

  test('keeps a refusal apart and shows it', () => {
    const { message, parts } = decode([delta({ refusal: 'I ' }), delta({ refusal: 'can not.' }, 'stop')]);
    expect(message).toMatchObject({ finish: 'refusal', refusal: 'I can not.', turn: { text: 'I can not.' } });
    expect(parts).toHaveLength(2);
    expect(message.turn.raw?.items).toEqual([{ role: 'assistant', content: null, refusal: 'I can not.' }]);
  });

  test('survives chunks without choices and takes the usage that follows the reason', () => {
    const { message } = decode([
      { choices: [], prompt_filter_results: [] },
      delta({ content: 'hi' }, 'stop'),
      { choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } },
    ]);
    expect(message.usage).toMatchObject({ input: 9, output: 2, cacheRead: null, reasoning: null, cost: null });
  });

  test('of a host that does not stream is a whole message', () => {
    const { message, parts } = decode([
      {
        choices: [{ message: { role: 'assistant', content: 'whole' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1 },
      },
    ]);
    expect(message.turn.text).toBe('whole');
    expect(parts).toEqual([{ type: 'text', text: 'whole' }]);
  });
});

describe('the usage of a chat stream', () => {
  test('counts reasoning that xAI puts beside the completion into the output', () => {
    const raw = {
      prompt_tokens: 291,
      completion_tokens: 26,
      total_tokens: 513,
      completion_tokens_details: { reasoning_tokens: 196 },
    };
    expect(usageOf(raw)).toMatchObject({ input: 291, output: 222, reasoning: 196 });
  });

  test('leaves reasoning that is inside the completion there', () => {
    const raw = {
      prompt_tokens: 10,
      completion_tokens: 50,
      total_tokens: 60,
      completion_tokens_details: { reasoning_tokens: 40 },
    };
    expect(usageOf(raw)).toMatchObject({ output: 50, reasoning: 40 });
  });

  test.each([
    ['DeepSeek', { prompt_tokens: 9, prompt_cache_hit_tokens: 4 }, { input: 9, cacheRead: 4 }],
    ['Moonshot', { prompt_tokens: 9, cached_tokens: 5 }, { input: 9, cacheRead: 5 }],
    ['SGLang', { completion_tokens: 9, reasoning_tokens: 3 }, { output: 9, reasoning: 3 }],
    ['OpenRouter', { prompt_tokens: 9, cost: 0.5 }, { input: 9, cost: 0.5 }],
    ['xAI', { prompt_tokens: 9, cost_in_usd_ticks: 1_330_500 }, { input: 9, cost: 0.00013305 }],
  ])('is read from the fields of %s', (_host, raw, expected) => {
    expect(usageOf(raw)).toMatchObject(expected);
  });

  test('is found where Groq puts it', () => {
    const last = { ...(delta({}, 'stop') as object), x_groq: { usage: { prompt_tokens: 7 } } };
    expect(decode([last]).message.usage.input).toBe(7);
  });
});

describe('reasoning in a chat stream', () => {
  test('comes from either field and is kept in the one it came in', () => {
    const one = decode([delta({ reasoning_content: 'hm' }), delta({ content: 'so' }, 'stop')]);
    expect(one.message.turn).toMatchObject({ text: 'so', reasoning: 'hm' });
    expect(one.message.turn.raw?.items[0]).toMatchObject({ reasoning_content: 'hm' });
    expect(decode([delta({ reasoning: 'hm' }, 'stop')]).message.turn.raw?.items[0]).toMatchObject({ reasoning: 'hm' });
  });

  test('in details is put together piece by piece, signature and all', () => {
    const { message } = decode([
      detail({ text: 'a', signature: '' }),
      detail({ text: 'b' }),
      detail({ signature: 'S==' }),
    ]);
    expect(message.turn.raw?.items[0]).toMatchObject({
      reasoning_details: [{ type: 'reasoning.text', index: 0, text: 'ab', signature: 'S==' }],
    });
  });

  test('in the lists of Mistral is told from the text', () => {
    const { parts } = decode([
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] }),
      delta({ content: [{ type: 'text', text: 'so' }] }, 'stop'),
    ]);
    expect(parts).toEqual([
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: 'so' },
    ]);
  });

  test('between tags at the start of the text is split off, where the host is known for it', () => {
    const pieces = ['<th', 'ink>hm', ' <b></th', 'ink>\n\nso <think> it is'].map((content) => delta({ content }));
    const { message } = decode([...pieces, delta({}, 'stop')], { inlineThink: true });
    expect(message.turn).toMatchObject({ reasoning: 'hm <b>', text: 'so <think> it is' });
    expect(decode(pieces).message.turn.text).toContain('<think>hm');
  });

  test('never hides a text that only begins like a tag', () => {
    const { message } = decode([delta({ content: ' <th' }), delta({ content: 'e end' }, 'stop')], {
      inlineThink: true,
    });
    expect(message.turn).toMatchObject({ reasoning: null, text: ' <the end' });
  });
});

describe('errors that look like ordinary chunks', () => {
  test.each([
    ['the chunk', { object: 'error', message: 'no such template', type: 'BadRequestError', code: 400 }],
    [
      'the choice',
      { choices: [{ index: 0, delta: {}, finish_reason: 'error', error: { message: 'no such template' } }] },
    ],
  ])('in %s fail the stream in their own words', (_place, chunk) => {
    expect(() => decode([delta({ content: 'Once' }), chunk])).toThrow('no such template');
  });

  test('end the wait for more', () => {
    const decoder = createChatDecoder({ model: 'm', inlineThink: false, fallbackId: 'call_x' });
    decoder.push({ object: 'error', message: 'no' });
    expect(decoder.state()).toBe('told');
  });
});

describe('a call whose message was cut before its arguments', () => {
  test.each(['length', 'abort', 'error'])('by %s is not to be executed', (finish) => {
    const decoded = decode([
      vote('call_aaaa', '{"a":1}'),
      call({ index: 1, id: 'call_bbbb', function: { name: 'stop' } }),
      delta({}, finish),
    ]);
    expect(decoded.message.turn.calls.map(({ argsError }) => argsError === null)).toEqual([true, false]);
  });

  test('is another than one without arguments', () => {
    expect(decode([vote('call_aaaa', ''), delta({}, 'stop')]).message.turn.calls[0]?.argsError).toBe(null);
  });
});

describe('usage in odd places', () => {
  const usage = { prompt_tokens: 3, completion_tokens: 2 };

  test('is found in the choice', () => {
    const chunk = { choices: [{ index: 0, delta: { content: 'x' }, finish_reason: 'stop', usage }] };
    expect(decode([chunk]).message.usage).toMatchObject({ input: 3, output: 2 });
  });

  test.each([{}, null, { prompt_tokens: null }])('is not taken back by %j', (later) => {
    const decoded = decode([delta({ content: 'x' }, 'stop'), { choices: [], usage }, { choices: [], usage: later }]);
    expect(decoded.message.usage).toMatchObject({ input: 3, output: 2 });
  });
});

test('calls that share an id get different ones, and go back under their own', () => {
  const decoded = decode([
    call({ index: 0, id: 'call_same', function: { name: 'vote', arguments: '{}' } }),
    call({ index: 1, id: 'call_same', function: { name: 'stop', arguments: '{}' } }),
  ]);
  expect(calls(decoded)).toEqual([
    ['call_same', 'vote', '{}'],
    ['call_x_2', 'stop', '{}'],
  ]);
});

test('reasoning that is only in the details is shown', () => {
  const decoded = decode([detail({ text: 'hm ' }), detail({ text: 'so' }), delta({ content: 'A' }, 'stop')]);
  expect(decoded.message.turn.reasoning).toBe('hm so');
});
