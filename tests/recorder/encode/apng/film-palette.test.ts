import { expect, test } from 'vitest';
import { createFilmPalette } from '../../../../src/recorder/encode/apng/film-palette.ts';

const [RED, GREEN, GLASS] = [0xffff0000, 0xff00ff00, 0x40000000];

test('colours are numbered as they come, each row behind a filter byte', () => {
  const palette = createFilmPalette();
  expect(palette.rows(Uint32Array.of(RED, GREEN, GREEN, RED), 2)).toEqual(Uint8Array.of(0, 0, 1, 0, 1, 0));
  expect(palette.rows(Uint32Array.of(GLASS, GREEN), 2)).toEqual(Uint8Array.of(0, 2, 1));
});

test('rows become pixels again, whatever their width', () => {
  const palette = createFilmPalette();
  const pixels = Uint32Array.of(RED, GREEN, GLASS, RED, RED, GLASS);
  for (const width of [1, 2, 3, 6]) {
    const rows = palette.rows(pixels, width);
    expect(palette.pixels(rows ?? new Uint8Array(), width)).toEqual(pixels);
  }
});

test('the 257th colour has no number, and those before keep theirs', () => {
  const palette = createFilmPalette();
  const all = Uint32Array.from({ length: 256 }, (_, index) => 0xff000000 + index);
  const rows = palette.rows(all, 256)?.slice() ?? new Uint8Array();
  expect(palette.rows(Uint32Array.of(0xff000100), 1)).toBeNull();
  expect(palette.pixels(rows, 256)).toEqual(all);
  expect(palette.chunks()[0]?.length).toBe(12 + 3 * 256);
});

test('transparency is told up to the last colour that has any', () => {
  const palette = createFilmPalette();
  palette.rows(Uint32Array.of(RED, GLASS, GREEN), 3);
  const [colours, alphas, ...more] = palette.chunks();
  expect(colours?.subarray(8, -4)).toEqual(Uint8Array.of(255, 0, 0, 0, 0, 0, 0, 255, 0));
  expect(alphas?.subarray(8, -4)).toEqual(Uint8Array.of(255, 0x40));
  expect(more).toEqual([]);
});

test('a palette without glass has no transparency', () => {
  const palette = createFilmPalette();
  palette.rows(Uint32Array.of(RED), 1);
  expect(palette.chunks()).toHaveLength(1);
});
