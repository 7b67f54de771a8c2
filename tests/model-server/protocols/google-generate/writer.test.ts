import { expect, test } from 'vitest';
import { googleWriter } from '../../../../src/model-server/protocols/google-generate/writer.ts';
import { contextOf, dataOf, scriptOf, speech, thinking, toolCall } from '../writing.ts';

const thoughts = { generationConfig: { thinkingConfig: { includeThoughts: true } } };
const open = contextOf(thoughts);

const partsOf = (data: readonly object[]): readonly unknown[] =>
  data.flatMap(
    (chunk) => (chunk as { candidates: { content: { parts: unknown[] } }[] }).candidates[0]?.content.parts ?? [],
  );

test('words come a few at a time, calls whole, the first one signed, and STOP with an empty text', () => {
  const script = scriptOf([
    thinking('a', 'b'),
    speech('1', '2', '3', '4', '5'),
    toolCall('f', '{"a"', ':1}'),
    toolCall('g', '{}'),
  ]);
  const data = dataOf(googleWriter.stream(script, open));
  expect(partsOf(data)).toEqual([
    { text: 'ab', thought: true },
    { text: '1234' },
    { text: '5' },
    { functionCall: { name: 'f', args: { a: 1 }, id: 'call-0' }, thoughtSignature: 'opaque(first call)' },
    { functionCall: { name: 'g', args: {}, id: 'call-1' } },
    { text: '' },
  ]);
  expect(data.at(-1)).toMatchObject({ candidates: [{ finishReason: 'STOP', index: 0 }], modelVersion: 'model-x' });
});

test('events are data lines with CR LF and nothing else', () => {
  for (const { text } of googleWriter.stream(scriptOf([speech('a')]), open)) {
    expect(text).toMatch(/^data: \{.*\}\r\n\r\n$/);
  }
});

test('usage grows from chunk to chunk, counts thoughts apart, and is right at the end', () => {
  const words = Array.from({ length: 15 }, (_, index) => String(index));
  const data = dataOf(googleWriter.stream(scriptOf([thinking('a', 'b', 'c', 'd', 'e'), speech(...words)]), open));
  const counts = data.map((chunk) => {
    const metadata = chunk['usageMetadata'] as Record<string, number>;
    return [metadata['candidatesTokenCount'], metadata['thoughtsTokenCount'] ?? 0, metadata['totalTokenCount']];
  });
  expect(counts).toEqual([
    [0, 4, 104],
    [0, 5, 105],
    [4, 5, 109],
    [8, 5, 113],
    [12, 5, 117],
    [15, 5, 120],
    [15, 5, 120],
  ]);
  expect(data.at(-1)?.['usageMetadata']).toMatchObject({ promptTokenCount: 100, cachedContentTokenCount: 30 });
});

test('thoughts are kept from a client that did not ask for them, but take their time', () => {
  const script = scriptOf([thinking('a', 'b', 'c'), speech('x')]);
  const events = googleWriter.stream(script, contextOf());
  expect(partsOf(dataOf(events))).toEqual([{ text: 'x' }, { text: '', thoughtSignature: 'opaque(last part)' }]);
  expect(events.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(4);
});

test('a pause is kept where it stands, also inside a run of words', () => {
  const parts = {
    kind: 'text',
    pieces: [
      { text: 'a', pauseMs: 0 },
      { text: 'b', pauseMs: 70 },
    ],
  } as const;
  expect(googleWriter.stream(scriptOf([parts]), open).map(({ pauseMs }) => pauseMs)).toEqual([0, 70, 0]);
});

test('calls have ids from Gemini 3 on', () => {
  const script = scriptOf([toolCall('f', '{}')]);
  const [old] = partsOf(dataOf(googleWriter.stream(script, contextOf(thoughts, 'gemini-2.5-flash'))));
  expect(old).toMatchObject({ functionCall: { name: 'f', args: {} } });
  expect(old).not.toHaveProperty('functionCall.id');
});

test('without a stream all parts are in one answer', () => {
  const script = scriptOf([thinking('Hm'), speech('Go', 'od.')]);
  expect(googleWriter.whole(script, open)).toMatchObject({
    candidates: [
      {
        content: {
          role: 'model',
          parts: [
            { text: 'Hm', thought: true },
            { text: 'Good.', thoughtSignature: 'opaque(last part)' },
          ],
        },
        finishReason: 'STOP',
      },
    ],
    usageMetadata: { candidatesTokenCount: 15, thoughtsTokenCount: 5, totalTokenCount: 120 },
  });
});

test.each([
  ['end', 'STOP'],
  ['max_tokens', 'MAX_TOKENS'],
  ['content_filter', 'SAFETY'],
  ['refusal', 'PROHIBITED_CONTENT'],
] as const)('%s is called %s', (finish, word) => {
  expect(dataOf(googleWriter.stream(scriptOf([speech('a')], finish), open)).at(-1)).toMatchObject({
    candidates: [{ finishReason: word }],
  });
});

test.each([
  [400, 'INVALID_ARGUMENT'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [429, 'RESOURCE_EXHAUSTED'],
  [500, 'INTERNAL'],
  [503, 'UNAVAILABLE'],
])('a %s has the status %s, as a body and in a stream', (code, status) => {
  const error = { status: code, message: 'Own words.', code: null };
  const expected = { error: { code, message: 'Own words.', status } };
  expect(googleWriter.errorBody(error, open)).toEqual(expected);
  expect(dataOf(googleWriter.errorEvents(error, open).map((text) => ({ text })))).toEqual([expected]);
});
