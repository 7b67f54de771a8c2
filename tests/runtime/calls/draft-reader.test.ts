import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDraftReader } from '../../../src/runtime/calls/draft-reader.ts';

const read = (pieces: readonly string[]): string => {
  const reader = createDraftReader();
  return pieces.map((piece) => reader.push(piece)).join('');
};

test('the text of content is the same, however the arguments are cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(400)), fc.boolean(), (content, cuts, ascii) => {
      const json = JSON.stringify({ content });
      const text = ascii
        ? json.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
        : json;
      const edges = [0, ...cuts.map((cut) => Math.min(cut, text.length)).toSorted((a, b) => a - b), text.length];
      const pieces = edges.slice(1).map((edge, index) => text.slice(edges[index], edge));
      expect(read(pieces)).toBe(content);
    }),
  );
});

test('text is given as soon as it has come, not when the object is whole', () => {
  const reader = createDraftReader();
  expect(reader.push('{"con')).toBe('');
  expect(reader.push('tent": "Hel')).toBe('Hel');
  expect(reader.push('lo\\')).toBe('lo');
  expect(reader.push('n')).toBe('\n');
});

test('what follows the text is not shown', () => {
  expect(read(['{"content":"done","note":"secret"}', 'more'])).toBe('done');
});

test('arguments without content show nothing, however long', () => {
  expect(read(['{"other":"', 'x'.repeat(10_000), '","content":"late"}'])).toBe('');
});
