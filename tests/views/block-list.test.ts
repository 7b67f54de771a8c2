import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBlockList } from '../../src/views/panes/block-list.ts';

const text = (characters: number) => ({ kind: 'text', text: 'x'.repeat(characters), open: false }) as const;

test('the oldest blocks go when there are too many characters, and the others keep their numbers', () => {
  const list = createBlockList(1000);
  for (const characters of [400, 400, 400]) list.add(text(characters));
  expect([list.first, list.blocks.length]).toEqual([1, 2]);
});

test('one block stays, however long it is', () => {
  const list = createBlockList(1000);
  list.add(text(5000));
  expect(list.blocks).toHaveLength(1);
});

test('a change is told once, by the number of the first block it reaches', () => {
  const list = createBlockList(10_000);
  for (let count = 0; count < 4; count += 1) list.add(text(1));
  expect(list.takeChange()).toBe(0);
  expect(list.takeChange()).toBeNull();
  list.remove(2, 1);
  list.add(text(1));
  expect(list.takeChange()).toBe(2);
});

test('what was taken out makes room again, whatever happened before', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 30 }), (sizes) => {
      const list = createBlockList(1000);
      for (const size of sizes) list.add(text(size));
      list.remove(0);
      const { first } = list;
      for (const size of [200, 200, 200]) list.add(text(size));
      expect([list.first, list.blocks.length]).toEqual([first, 3]);
    }),
  );
});
