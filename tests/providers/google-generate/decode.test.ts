import { describe, expect, test } from 'vitest';
import { createGenerateDecoder } from '../../../src/providers/google-generate/decode.ts';
import { applyPartialArgs } from '../../../src/providers/google-generate/partial-args.ts';
import type { FinishedMessage, Progress } from '../../../src/providers/shared/decoder.ts';

interface Decoded {
  readonly parts: readonly Progress[];
  readonly message: FinishedMessage;
}

function decode(chunks: readonly unknown[]): Decoded {
  const decoder = createGenerateDecoder({ model: 'gemini-x', fallbackId: 'call_x' });
  const parts = chunks.flatMap((chunk) => decoder.push(chunk));
  const ending = decoder.end(false);
  if (ending.kind === 'failed') throw new Error(ending.facts.words);
  return { parts, message: ending.message };
}

const chunk = (...parts: readonly unknown[]): unknown => ({ candidates: [{ content: { role: 'model', parts } }] });
const piece = (functionCall: unknown, fields: object = {}): unknown => chunk({ functionCall, ...fields });
const stop = (finishReason = 'STOP', fields: object = {}): unknown => ({ candidates: [{ finishReason, ...fields }] });

describe('the parts of a model turn', () => {
  test('are kept as they came, plain texts joined, signed ones not', () => {
    const { message } = decode([
      chunk({ text: 'Hm', thought: true }),
      chunk({ text: '…', thought: true }, { text: 'He' }),
      chunk({ text: 'llo' }),
      chunk({ text: '' }),
      chunk({ text: ' you', thoughtSignature: 'S1' }),
      chunk({ text: '', thoughtSignature: 'S2' }),
      stop(),
    ]);
    expect(message.turn).toMatchObject({ text: 'Hello you', reasoning: 'Hm…' });
    expect(message.turn.raw?.items).toEqual([
      { text: 'Hm…', thought: true },
      { text: 'Hello' },
      { text: ' you', thoughtSignature: 'S1' },
      { text: '', thoughtSignature: 'S2' },
    ]);
  });

  test('that call functions get an id of ours where none came, and keep their own part', () => {
    const first = { functionCall: { name: 'vote', args: { a: 1 } }, thoughtSignature: 'S' };
    const second = { functionCall: { id: 'theirs', name: 'stop' } };
    const { message } = decode([chunk(first), chunk(second), stop()]);
    expect(message.finish).toBe('tool_calls');
    expect(message.turn.calls.map(({ id, name, args, argsText }) => [id, name, args, argsText])).toEqual([
      ['call_x_1', 'vote', { a: 1 }, '{"a":1}'],
      ['theirs', 'stop', {}, ''],
    ]);
    expect(message.turn.raw?.items).toEqual([first, second]);
  });

  test('with streamed arguments become one whole call, signature kept', () => {
    const { message, parts } = decode([
      piece({ name: 'vote', willContinue: true }, { thoughtSignature: 'S' }),
      piece({ partialArgs: [{ jsonPath: '$.id', stringValue: 'A', willContinue: true }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.id', stringValue: 'B' }], willContinue: true }),
      piece({ partialArgs: [{ jsonPath: '$.list[1].n', numberValue: 4 }], willContinue: true }),
      piece({}),
      piece({ name: 'stop' }),
      stop(),
    ]);
    const args = { id: 'AB', list: [undefined, { n: 4 }] };
    expect(message.turn.calls.map((call) => call.name)).toEqual(['vote', 'stop']);
    expect(message.turn.calls[0]?.args).toEqual({ id: 'AB', list: [null, { n: 4 }] });
    expect(message.turn.raw?.items[0]).toEqual({ functionCall: { name: 'vote', args }, thoughtSignature: 'S' });
    expect(parts).toHaveLength(2);
  });

  test('of its own tools are shown and kept', () => {
    const code = { executableCode: { language: 'PYTHON', code: 'print(1)' }, thoughtSignature: 'S' };
    const result = { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1' } };
    const grounding = {
      groundingMetadata: { webSearchQueries: ['cats'], searchEntryPoint: { renderedContent: '<b>' } },
    };
    const { parts, message } = decode([chunk(code), chunk(result), stop('STOP', grounding)]);
    expect(parts).toEqual([
      { type: 'server_tool', kind: 'code_execution', phase: 'running', detail: 'print(1)' },
      { type: 'server_tool', kind: 'code_execution', phase: 'done', detail: '1' },
      { type: 'server_tool', kind: 'web_search', phase: 'done', detail: 'cats' },
    ]);
    expect(message.turn.raw?.items).toEqual([code, result]);
  });
});

describe('the end of a model turn', () => {
  test.each([
    ['STOP', 'end'],
    ['MAX_TOKENS', 'max_tokens'],
    ['SAFETY', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['MALFORMED_FUNCTION_CALL', 'other'],
    ['SOMETHING_NEW', 'other'],
  ])('for %s is %s', (word, finish) => {
    expect(decode([stop(word)]).message).toMatchObject({ finish, rawFinish: word });
  });

  test('of a blocked prompt names the reason', () => {
    expect(decode([{ promptFeedback: { blockReason: 'SAFETY' } }]).message).toMatchObject({
      finish: 'content_filter',
      rawFinish: '',
      refusal: 'the prompt was blocked: SAFETY',
    });
  });

  test('is the reason and nothing less', () => {
    expect(() => decode([chunk({ text: 'half' })])).toThrow('without its last event');
  });

  test('tells the usage: thoughts on top of the answer, tool prompts on top of the prompt, the last one counts', () => {
    const usageMetadata = {
      promptTokenCount: 100,
      cachedContentTokenCount: 40,
      candidatesTokenCount: 20,
      thoughtsTokenCount: 30,
      toolUsePromptTokenCount: 5,
    };
    const { message } = decode([{ usageMetadata: { promptTokenCount: 7 } }, { ...(stop() as object), usageMetadata }]);
    expect(message.usage).toEqual({
      input: 105,
      cacheRead: 40,
      cacheWrite: null,
      output: 50,
      reasoning: 30,
      cost: null,
    });
  });
});

describe('pieces of arguments', () => {
  test('find their place by path, in names, lists and quotes', () => {
    const args: Record<string, unknown> = {};
    applyPartialArgs(args, [
      { jsonPath: '$.a.b', stringValue: 'x' },
      { jsonPath: '$.a.b', stringValue: 'y' },
      { jsonPath: '$.list[0]', boolValue: true },
      { jsonPath: '$.list[1]', nullValue: 'NULL_VALUE' },
      { jsonPath: "$['odd name']", numberValue: 2 },
    ]);
    expect(args).toEqual({ a: { b: 'xy' }, list: [true, null], 'odd name': 2 });
  });

  test('cannot reach what does not belong to them', () => {
    const args: Record<string, unknown> = {};
    applyPartialArgs(args, [
      { jsonPath: '$.__proto__.polluted', stringValue: 'x' },
      { jsonPath: '$.constructor.prototype.polluted', stringValue: 'x' },
      { jsonPath: '$.list[99999999]', stringValue: 'x' },
      { jsonPath: 'nonsense', stringValue: 'x' },
      null,
    ]);
    expect(args).toEqual({});
    expect(({} as Record<string, unknown>)['polluted']).toBe(undefined);
  });
});

const counted = (usageMetadata: object, ...more: readonly unknown[]): unknown =>
  decode([{ usageMetadata }, stop(), ...more]).message.usage;
const candidate = (index: number, text: string): unknown => ({
  candidates: [{ index, content: { parts: [{ text }] }, finishReason: 'STOP' }],
});
describe('what hosts leave out or send twice', () => {
  test('no count of the output is none when the total says so', () => {
    expect(counted({ promptTokenCount: 4, totalTokenCount: 4 })).toMatchObject({ input: 4, output: 0 });
    expect(counted({ promptTokenCount: 4, totalTokenCount: 9, thoughtsTokenCount: 5 })).toMatchObject({ output: 5 });
    expect(counted({ promptTokenCount: 4 })).toMatchObject({ input: 4, output: null });
  });

  test('an empty usage takes nothing back', () => {
    const usage = { promptTokenCount: 4, candidatesTokenCount: 2, totalTokenCount: 6 };
    expect(counted(usage, { usageMetadata: {} })).toMatchObject({ input: 4, output: 2 });
  });

  test('arguments of null are no arguments', () => {
    const [call] = decode([piece({ name: 'stop', args: null }), stop()]).message.turn.calls;
    expect(call).toMatchObject({ args: {}, argsError: null });
  });

  test('calls that share an id get different ones', () => {
    const { message } = decode([piece({ name: 'a', id: 'i1' }), piece({ name: 'b', id: 'i1' }), stop()]);
    expect(message.turn.calls.map(({ id }) => id)).toEqual(['i1', 'call_x_2']);
  });

  test('of several candidates the first counts, in whichever order they come', () => {
    expect(decode([candidate(1, 'B'), candidate(0, 'A')]).message.turn.text).toBe('A');
  });

  test('an error without a number fails the stream', () => {
    expect(() => decode([chunk({ text: 'a' }), { error: { message: 'gone wrong', status: 'INTERNAL' } }])).toThrow(
      'gone wrong',
    );
  });

  test('an error ends the wait for more', () => {
    const decoder = createGenerateDecoder({ model: 'gemini-x', fallbackId: 'call_x' });
    decoder.push({ error: { message: 'gone wrong', status: 'INTERNAL' } });
    expect(decoder.state()).toBe('told');
  });

  test('a reason that is a word of the language is one we do not know', () => {
    expect(decode([chunk({ text: 'a' }), stop('constructor')]).message).toMatchObject({
      finish: 'other',
      rawFinish: 'constructor',
      refusal: null,
    });
  });
});
