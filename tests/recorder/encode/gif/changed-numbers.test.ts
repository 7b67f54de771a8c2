import { expect, test } from 'vitest';
import { createColourTable } from '../../../../src/recorder/encode/colour-table.ts';
import { countNumbers, createChangeReader, UNCHANGED } from '../../../../src/recorder/encode/gif/changed-numbers.ts';
import { numbersFrom } from '../film-world.ts';

const opaque = (colour: number): number => (0xff000000 | colour) >>> 0;

/** Reads a change from one picture to another; gives rows of colours, `null` for a pixel that stays. */
function read(
  before: Uint32Array,
  pixels: Uint32Array,
  width: number,
  within: { x: number; y: number; w: number; h: number },
) {
  const table = createColourTable();
  const rectangle = { x: within.x, y: within.y, width: within.w, height: within.h };
  const { numbers, area } = createChangeReader(table)({ pixels, before, within: rectangle, isFirst: false }, width);
  const colours = Array.from(numbers.subarray(0, area.width * area.height), (number) =>
    number === UNCHANGED ? null : table.colourAt(number),
  );
  return { area, colours, table, numbers };
}

test('only the rectangle that really changed is given, row by row', () => {
  const before = new Uint32Array(50 * 4).fill(opaque(1));
  const pixels = before.slice();
  pixels[50 + 3] = opaque(7);
  pixels[100 + 4] = opaque(8);
  const { area, colours } = read(before, pixels, 50, { x: 0, y: 0, w: 50, h: 4 });
  expect(area).toEqual({ x: 3, y: 1, width: 2, height: 2 });
  expect(colours).toEqual([7, null, null, 8]);
});

test('the picture before is brought up to date, inside the rectangle only', () => {
  const before = new Uint32Array(6).fill(opaque(1));
  const pixels = new Uint32Array(6).fill(opaque(2));
  read(before, pixels, 3, { x: 1, y: 0, w: 2, h: 1 });
  expect([...before].map((pixel) => pixel & 0xff)).toEqual([1, 2, 2, 1, 1, 1]);
});

test('short stretches between changes are drawn again, long ones are not', () => {
  const width = 60;
  const before = new Uint32Array(width).fill(opaque(1));
  const pixels = before.slice();
  for (const at of [0, 10, 59]) pixels[at] = opaque(9);
  const { colours } = read(before, pixels, width, { x: 0, y: 0, w: width, h: 1 });
  expect(colours.slice(0, 12)).toEqual([9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, null]);
  expect(colours.slice(-2)).toEqual([null, 9]);
});

test('nothing changed is one pixel that stays', () => {
  const before = new Uint32Array(6).fill(opaque(1));
  const { area, colours } = read(before, before.slice(), 3, { x: 1, y: 1, w: 2, h: 1 });
  expect([area, colours]).toEqual([{ x: 1, y: 1, width: 1, height: 1 }, [null]]);
});

test('see-through pixels count as unchanged', () => {
  const { colours } = read(new Uint32Array(3), Uint32Array.of(opaque(5), 0x30ffffff, opaque(6)), 3, {
    x: 0,
    y: 0,
    w: 3,
    h: 1,
  });
  expect(colours).toEqual([5, null, 6]);
});

test('more colours than numbers are taken together by eighths, and every pixel keeps nearly its own', () => {
  const next = numbersFrom(11);
  const pixels = Uint32Array.from({ length: 120_000 }, () => opaque(next() & 0xffffff));
  const { colours, table } = read(new Uint32Array(pixels.length), pixels, 400, { x: 0, y: 0, w: 400, h: 300 });
  expect(table.size).toBeLessThan(UNCHANGED);
  const worst = colours.reduce<number>((most, colour, index) => {
    const wanted = pixels[index] ?? 0;
    const far = [16, 8, 0].map((shift) => Math.abs((((colour ?? 0) >> shift) & 0xff) - ((wanted >> shift) & 0xff)));
    return Math.max(most, ...far);
  }, 0);
  expect(worst).toBeLessThan(8);
});

test('the pixels of each colour are counted', () => {
  const pixels = Uint32Array.of(opaque(5), opaque(5), opaque(6), 0);
  const { area, numbers, table } = read(new Uint32Array(4), pixels, 4, { x: 0, y: 0, w: 4, h: 1 });
  countNumbers({ numbers, area }, table);
  expect([table.countAt(table.find(5)), table.countAt(table.find(6))]).toEqual([2, 1]);
});
