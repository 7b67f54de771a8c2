import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChunkMask } from '../../../src/store/secrets/chunk-mask.ts';

const KEY = 'sk-0123456789ABCDEF';
const cutAt = (text: string, cuts: readonly number[]): string[] => {
  const borders = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  return borders.slice(1).map((end, index) => text.slice(borders[index], end));
};

test('however a text is cut, no four characters of a secret that follow each other are written', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.array(fc.nat()), (before, after, cuts) => {
      const mask = createChunkMask([KEY]);
      const written = cutAt(before + KEY + after, cuts)
        .map((chunk) => mask.next('a', chunk))
        .join('');
      // Three characters at the end of a piece may be any word; the rest of the key never follows them.
      for (let at = 3; at + 4 <= KEY.length; at += 1) expect(written).not.toContain(KEY.slice(at, at + 4));
    }),
  );
});

test('text without secrets passes as it is', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.nat()), (text, cuts) => {
      fc.pre(!text.includes('sk-0'));
      const mask = createChunkMask([KEY]);
      expect(
        cutAt(text, cuts)
          .map((chunk) => mask.next('a', chunk))
          .join(''),
      ).toBe(text);
    }),
  );
});

test('streams know nothing of each other, and an ended stream begins anew', () => {
  const mask = createChunkMask([KEY]);
  expect(mask.next('a', 'sk-')).toBe('sk-');
  expect(mask.next('b', '0123456789ABCDEF')).toBe('0123456789ABCDEF');
  mask.end('a');
  expect(mask.next('a', '0123456789ABCDEF')).toBe('0123456789ABCDEF');
});
