import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createColourTable } from '../../../src/recorder/encode/colour-table.ts';

test('colours are numbered in the order they are first seen, and found again', () => {
  const table = createColourTable();
  expect([0xff0000, 0, 0xff0000, 0xffffffff, 0].map((colour) => table.numberOf(colour))).toEqual([0, 1, 0, 2, 1]);
  expect([table.size, table.find(0xffffffff), table.find(7)]).toEqual([3, 2, -1]);
  expect([0, 1, 2].map((number) => table.colourAt(number))).toEqual([0xff0000, 0, 0xffffffff]);
});

test('pixels are counted, and forgotten with their colours', () => {
  const table = createColourTable();
  const number = table.numberOf(5);
  table.count(number, 3);
  table.count(number, 4);
  expect(table.countAt(number)).toBe(7);
  table.clear();
  expect([table.size, table.find(5)]).toEqual([0, -1]);
  expect(table.countAt(table.numberOf(6))).toBe(0);
});

test('it agrees with a plain map, however many colours there are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { maxLength: 4000 }), fc.integer(), (picks, seed) => {
      const table = createColourTable();
      const map = new Map<number, number>();
      for (const pick of picks) {
        const colour = Math.imul(pick + 1, seed | 1) >>> 0;
        const known = map.get(colour) ?? map.size;
        map.set(colour, known);
        expect(table.numberOf(colour)).toBe(known);
        table.count(known, 1);
      }
      expect(table.size).toBe(map.size);
      for (const [colour, number] of map)
        expect([table.find(colour), table.colourAt(number)]).toEqual([number, colour]);
    }),
    { numRuns: 20 },
  );
});
