import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editDistance, nearest } from '../../src/shared/nearest.ts';

describe('the distance of two words', () => {
  test.each([
    ['', '', 0],
    ['a', '', 1],
    ['model', 'modle', 1],
    ['model', 'mode', 1],
    ['model', 'models', 1],
    ['model', 'motel', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%s → %s is %d edits', (left, right, edits) => {
    expect(editDistance(left, right)).toBe(edits);
  });

  const word = fc.string({ maxLength: 12 });
  test('is the same both ways, zero only for equal words, and no more than the longer word', () => {
    fc.assert(
      fc.property(word, word, (left, right) => {
        const distance = editDistance(left, right);
        expect(distance).toBe(editDistance(right, left));
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });

  test('of swapped neighbours is one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, maxLength: 20 }), fc.nat(), (text, seed) => {
        const at = seed % (text.length - 1);
        const swapped = text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);
        expect(editDistance(text, swapped)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('of absurdly long words is not computed', () => {
    expect(editDistance('x'.repeat(1_000_000), 'y')).toBe(Infinity);
  });
});

describe('the nearest names', () => {
  const names = ['model', 'type', 'ui', 'api_key', 'base_url', 'voting_sensitivity'];
  test.each([
    ['modle', ['model']],
    ['MODEL', ['model']],
    ['base-url', ['base_url']],
    ['votng_sensitivty', ['voting_sensitivity']],
    ['ux', []],
    ['colour', []],
    ['', []],
  ])('of "%s" are %j', (word, expected) => expect(nearest(word, names)).toEqual(expected));

  test('come best first, as many as asked for', () => {
    expect(nearest('agent_1', ['agent_12', 'agent_1x', 'agent_2', 'agent_1'], 2)).toEqual(['agent_1', 'agent_12']);
  });
});
