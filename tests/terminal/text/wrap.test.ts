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
