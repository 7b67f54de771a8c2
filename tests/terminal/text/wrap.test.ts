import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { textWidth } from '../../../src/terminal/text/clusters.ts';
import { gutterOf, hangOf, wrapOn } from '../../../src/terminal/text/wrap.ts';

const ASCII = /^[\x20-\x7e]*$/;

function rowsOf(text: string, cols: number): readonly string[] {
  const starts: number[] = [];
  wrapOn(text, ASCII.test(text), cols, starts);
  return [0, ...starts].map((start, at) => text.slice(start, starts[at]).trimEnd());
}

const left = (text: string, cols: number): number => wrapOn(text, ASCII.test(text), cols, []);

describe('what the last row has left', () => {
  test('columns, counted as they are drawn', () => {
    expect(left('', 10)).toBe(10);
    expect(left('four', 10)).toBe(6);
    expect(left('漢字', 10)).toBe(6);
    expect(left('1\ufe0f\u20e3', 10)).toBe(8);
  });

  test('less in the rows below a mark', () => {
    expect(left('- aaaa bbbb cccc dddd eeee ffff', 24)).toBe(24 - 2 - 'eeee ffff'.length);
    expect(left('- aaaa bbbb cccc dddd eeee été', 24)).toBe(24 - 2 - 'eeee été'.length);
  });

  test('less than nothing when a blank hangs', () => {
    expect(left('0123456789 ', 10)).toBe(-1);
    expect(left('012345漢字 ', 10)).toBe(-1);
  });
});

describe('rows after the first', () => {
  test('they start below the first word of a list item, and are so much narrower', () => {
    expect(hangOf('- one two', 30)).toBe(2);
    expect(hangOf('12. one two', 30)).toBe(4);
    expect(hangOf('  • one two', 30)).toBe(4);
    expect(hangOf('plain words', 30)).toBe(0);
    expect(rowsOf('- aaaa bbbb cccc dddd eeee ffff', 24)).toEqual(['- aaaa bbbb cccc dddd', 'eeee ffff']);
  });

  test('code goes on below itself, behind the bar of its frame', () => {
    expect(hangOf('│   if (a) b();', 40)).toBe(4);
    expect(gutterOf('│   if (a) b();')).toBe('│ ');
    expect(gutterOf('plain │ words')).toBe('');
  });

  test('they take no more than a quarter of the width, and nothing of a narrow window', () => {
    expect(hangOf(`${' '.repeat(40)}x`, 40)).toBe(10);
    expect(hangOf('- one', 20)).toBe(0);
  });

  test('a mark never stands alone before a long word', () => {
    expect(rowsOf(`- ${'x'.repeat(40)}`, 24)[0]).toBe(`- ${'x'.repeat(22)}`);
    expect(rowsOf(`- ${'é'.repeat(40)}`, 24)[0]).toBe(`- ${'é'.repeat(22)}`);
  });

  test('no row with its indentation is wider than the window', () => {
    const texts = fc.tuple(
      fc.constantFrom('', '- ', '  ', '    • ', '1. ', '│ ', '│       '),
      fc.array(fc.constantFrom('word', '漢字', 'extraordinarily', '🚀', 'a'), { maxLength: 20 }),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 60 }), ([lead, words], cols) => {
        const text = lead + words.join(' ');
        const tooWide = rowsOf(text, cols).filter(
          (row, at) => textWidth(row) + (at === 0 ? 0 : hangOf(text, cols)) > cols,
        );
        expect(tooWide).toEqual([]);
      }),
    );
  });
});
