import { describe, expect, test } from 'vitest';
import { cellsOf, cellSize, pictureGeometry } from '../../../src/recorder/picture/geometry.ts';
import { optionsFor, PLAIN_WINDOW } from './picture-fixture.ts';

const VHS = {
  fontSize: 22,
  letterSpacing: 1,
  lineHeight: 1,
  padding: 60,
  margin: 0,
  windowBar: '',
  windowBarSize: 30,
};

describe('cells', () => {
  test.each([
    [22, 1, 1, 14, 30],
    [15, 1, 1, 10, 20],
    [15, 0, 1.5, 9, 30],
    [46, 1, 1, 28, 61],
    [25, 2.5, 0.9, 18, 29],
  ])(
    'of a font of %i px, spacing %d and line height %d measure %i × %i',
    (fontSize, letterSpacing, lineHeight, width, height) => {
      expect(cellSize({ fontSize, letterSpacing, lineHeight })).toEqual({ width, height });
    },
  );

  test('never vanish', () => {
    expect(cellSize({ fontSize: 1, letterSpacing: -9, lineHeight: 0 })).toEqual({ width: 1, height: 1 });
  });
});

describe('a picture of given pixels', () => {
  test('holds at VHS’s default size what the formula says', () => {
    expect(cellsOf(1200, 600, VHS)).toEqual({ ok: true, value: { columns: 76, rows: 15 } });
  });

  test('loses rows to a bar and both to margins', () => {
    const settings = { ...VHS, margin: 20, windowBar: 'Colorful', windowBarSize: 40 };
    expect(cellsOf(1200, 600, settings)).toEqual({ ok: true, value: { columns: 73, rows: 13 } });
  });

  test('says both numbers when its padding alone is too large', () => {
    const told = cellsOf(100, 100, { ...VHS, padding: 100, margin: 10 });
    expect(told).toEqual({ ok: false, error: expect.stringContaining('220 x 220') });
  });

  test('says the least size when no cell is left', () => {
    expect(cellsOf(130, 130, VHS)).toEqual({ ok: false, error: expect.stringContaining('144 x 160') });
  });
});

describe('the layout of a picture', () => {
  const window = { ...PLAIN_WINDOW, padding: 6, margin: 4, bar: 'Rings', barSize: 30, radius: 9 } as const;

  test('follows from its cells when no size is given', () => {
    const geometry = pictureGeometry(optionsFor(10, 5, { window }));
    expect(geometry).toMatchObject({ width: 120, height: 150, originX: 10, originY: 40, barHeight: 30, radius: 9 });
    expect(geometry.window).toEqual({ x: 4, y: 4, width: 112, height: 142 });
  });

  test('doubles everything at scale 2', () => {
    const geometry = pictureGeometry(optionsFor(10, 5, { window, scale: 2 }));
    expect(geometry).toMatchObject({ width: 240, height: 300, originX: 20, originY: 80, cellWidth: 20, fontSize: 30 });
  });

  test('keeps a given size and puts what is left over on both sides', () => {
    const geometry = pictureGeometry(optionsFor(10, 5, { window, size: { width: 131, height: 160 } }));
    expect(geometry).toMatchObject({ width: 131, height: 160, originX: 15, originY: 45 });
  });

  test('grows beyond a given size rather than cut cells off', () => {
    const geometry = pictureGeometry(optionsFor(10, 5, { size: { width: 50, height: 50 } }));
    expect(geometry).toMatchObject({ width: 100, height: 100, originX: 0, originY: 0 });
  });

  test('never rounds more than the window has', () => {
    const geometry = pictureGeometry(optionsFor(2, 1, { window: { ...PLAIN_WINDOW, radius: 500 } }));
    expect(geometry.radius).toBe(10);
  });
});
