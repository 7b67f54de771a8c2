import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThinkSplitter } from '../../../src/providers/openai-chat/think-tag.ts';

function split(pieces: readonly string[]): { text: string; reasoning: string } {
  const splitter = createThinkSplitter();
  const told = { text: '', reasoning: '' };
  for (const { type, text } of [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()])
    told[type] += text;
  return told;
}

test.each([
  ['<think>why</think>because', { reasoning: 'why', text: 'because' }],
  ['\n<think>why</think>\n\nbecause', { reasoning: 'why', text: 'because' }],
  ['<think></think>x', { reasoning: '', text: 'x' }],
  ['<think>never closed', { reasoning: 'never closed', text: '' }],
  ['no tag <think>here</think>', { reasoning: '', text: 'no tag <think>here</think>' }],
  ['<thin air', { reasoning: '', text: '<thin air' }],
  ['', { reasoning: '', text: '' }],
  ['<think>a</think>b</think>c', { reasoning: 'a', text: 'b</think>c' }],
])('%j is told apart', (whole, expected) => {
  expect(split([whole])).toEqual(expected);
});

test('a text is told apart the same however it is cut, and nothing of it is lost', () => {
  const word = fc.constantFrom('<think>', '</think>', '<', 'think>', '/think>', 'so ', '\n', 'x');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 8 }), (words) => {
      const whole = words.join('');
      const told = split([whole]);
      expect(split(words)).toEqual(told);
      expect(split(whole.split(''))).toEqual(told);
      const [, reasoning, text = ''] = /^\s*<think>([^]*?)(?:<\/think>\s*([^]*))?$/.exec(whole) ?? ['', '', whole];
      expect(told).toEqual({ reasoning, text });
    }),
  );
});
