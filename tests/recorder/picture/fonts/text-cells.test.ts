import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBeginning, fitEnd, widthOf } from '../../../../src/recorder/picture/fonts/text-cells.ts';

const said = (cells: ReturnType<typeof fitEnd>): string => cells.map(({ text }) => text).join('');

test('ideographs, emoji and families take two cells, marks none of their own', () => {
  expect(fitBeginning('a日👩‍💻e\u0301', 20)).toEqual([
    { text: 'a', cells: 1 },
    { text: '日', cells: 2 },
    { text: '👩‍💻', cells: 2 },
    { text: 'e\u0301', cells: 1 },
  ]);
});

test('what does not fit is cut between characters, with a mark', () => {
  expect([said(fitBeginning('Ctrl+C', 6)), said(fitEnd('Ctrl+C', 6))]).toEqual(['Ctrl+C', 'Ctrl+C']);
  expect([said(fitBeginning('Ctrl+C', 4)), said(fitEnd('Ctrl+C', 4))]).toEqual(['Ctr…', '…l+C']);
  expect([said(fitBeginning('日本語', 4)), said(fitEnd('日本語', 4))]).toEqual(['日…', '…語']);
});

test('no text is ever wider than its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, room) => {
      expect(widthOf(fitBeginning(text, room))).toBeLessThanOrEqual(room);
      expect(widthOf(fitEnd(text, room))).toBeLessThanOrEqual(room);
    }),
  );
});
