import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  MAX_COMPARED_TOKENS,
  NOVELTY_LIMITS,
  similarity,
  tooSimilar,
  words,
} from '../../../src/coordination/rules/novelty.ts';
import { duplicateOf } from '../../../src/coordination/rules/duplicate.ts';

const text = (from: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `w${from + index}`).join(' ');

describe('words', () => {
  test('case, punctuation and Unicode forms do not make a word another word', () => {
    expect([...words('Hello, HELLO! (hello) ﬁne — fine')]).toEqual(['hello', 'fine']);
  });

  test('a text of punctuation alone has no words', () => {
    expect(words(' … !? — ').size).toBe(0);
  });

  test('only the first twenty thousand tokens are compared', () => {
    expect(words(text(0, MAX_COMPARED_TOKENS + 5)).size).toBe(MAX_COMPARED_TOKENS);
  });
});

describe('similarity', () => {
  test.each([
    ['two empty texts are the same', '', '', 1],
    ['an empty text is like no other', '', 'word', 0],
    ['the words in common over the words in either', 'a b c', 'b c d', 0.5],
    ['order and repetition do not count', 'a b a b', 'b a', 1],
  ])('%s', (_name, left, right, expected) => {
    expect(similarity(words(left), words(right))).toBe(expected);
  });

  test('it does not matter which text comes first', () => {
    const some = fc.array(fc.constantFrom('a', 'b', 'c', 'd')).map((list) => list.join(' '));
    fc.assert(
      fc.property(some, some, (left, right) => {
        expect(similarity(words(left), words(right))).toBe(similarity(words(right), words(left)));
      }),
    );
  });
});

describe('too similar', () => {
  const known = [{ content: text(0, 100) }];

  test.each([
    ['strict', 50, false],
    ['strict', 51, true],
    ['balanced', 70, false],
    ['balanced', 71, true],
    ['lenient', 100, false],
  ] as const)('%s: %i of 100 words in common rejects: %s', (requirement, common, isRejected) => {
    expect(tooSimilar(text(0, common), known, requirement) !== null).toBe(isRejected);
  });

  test('the limit itself is never crossed, whatever the sizes of the texts', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
    );
    fc.assert(
      fc.property(sizes, fc.constantFrom('strict', 'balanced'), ([common, left, right], requirement) => {
        const found = tooSimilar(
          text(0, common + left),
          [{ content: `${text(0, common)} ${text(1000, right)}` }],
          requirement,
        );
        const limit = NOVELTY_LIMITS[requirement];
        // exact arithmetic: strictly more than half, or seven tenths
        const isOver = common * 10 > (common + left + right) * limit * 10;
        expect(found !== null).toBe(isOver);
      }),
    );
  });

  test('the nearest answer is named with its measure', () => {
    const found = tooSimilar('a b c', [{ content: 'a b c d' }, { content: 'a b c' }], 'strict');
    expect(found).toEqual({ nearest: { content: 'a b c' }, similarity: 1 });
  });
});

describe('duplicates', () => {
  const known = [{ content: 'see /work/one/index.html', path: '/work/one' }];

  test('answers that differ only in where their files lie are identical', () => {
    const both = [...known, { content: 'x', path: '/work/two' }];
    expect(duplicateOf('  see /work/two/index.html\n', both)).toBe(both[0]);
  });

  test('any other difference makes a new answer', () => {
    expect(duplicateOf('see /work/one/index.htm', known)).toBeNull();
  });

  test('an answer without files is compared as it is', () => {
    expect(duplicateOf('same', [{ content: 'same ', path: null }])).not.toBeNull();
    expect(duplicateOf('same', [{ content: 'other', path: '' }])).toBeNull();
  });
});
