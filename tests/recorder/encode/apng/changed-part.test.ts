import { expect, test } from 'vitest';
import { BLEND, createPartReader } from '../../../../src/recorder/encode/apng/changed-part.ts';

const opaque = (colour: number): number => (0xff000000 | colour) >>> 0;

function read(before: Uint32Array, pixels: Uint32Array, width: number, isFirst = false) {
  const within = { x: 0, y: 0, width, height: pixels.length / width };
  const { area, pixels: part, blend } = createPartReader(width)({ pixels, before, within, isFirst });
  return { area, part: [...part], blend };
}

test('the first picture is given whole, and replaces what was there', () => {
  const pixels = new Uint32Array(6).fill(opaque(5));
  const before = new Uint32Array(6);
  expect(read(before, pixels, 3, true)).toEqual({
    area: { x: 0, y: 0, width: 3, height: 2 },
    part: [...pixels],
    blend: BLEND.replace,
  });
  expect(before).toEqual(pixels);
});

test('later pictures are the smallest rectangle that differs, laid over', () => {
  const before = new Uint32Array(5 * 4).fill(opaque(1));
  const pixels = before.slice();
  pixels[5 + 3] = opaque(7);
  pixels[10 + 1] = opaque(8);
  expect(read(before, pixels, 5)).toEqual({
    area: { x: 1, y: 1, width: 3, height: 2 },
    part: [1, 1, 7, 8, 1, 1].map(opaque),
    blend: BLEND.over,
  });
  expect(before).toEqual(pixels);
});

test('long stretches that stayed are clear, short ones are drawn again', () => {
  const before = new Uint32Array(80).fill(opaque(1));
  const pixels = before.slice();
  for (const at of [0, 10, 79]) pixels[at] = opaque(2);
  const { part } = read(before, pixels, 80);
  expect(part.slice(0, 11)).toEqual([2, ...Array.from({ length: 9 }, () => 1), 2].map(opaque));
  expect(part.slice(11, 79).every((pixel) => pixel === 0)).toBe(true);
});

test('a stretch with glass in it is clear however short it is', () => {
  const before = Uint32Array.of(opaque(1), 0x80808080, opaque(1));
  expect(read(before, Uint32Array.of(opaque(2), 0x80808080, opaque(3)), 3)).toMatchObject({
    part: [opaque(2), 0, opaque(3)],
    blend: BLEND.over,
  });
});

test('where glass itself changes the whole part is replaced', () => {
  const before = Uint32Array.of(opaque(1), opaque(1), opaque(1));
  const pixels = Uint32Array.of(opaque(2), opaque(1), 0x40ffffff);
  expect(read(before, pixels, 3)).toMatchObject({ part: [...pixels], blend: BLEND.replace });
});

test('a picture like the one before is one pixel', () => {
  const before = new Uint32Array(12).fill(opaque(1));
  expect(read(before, before.slice(), 4).area).toEqual({ x: 0, y: 0, width: 1, height: 1 });
});
