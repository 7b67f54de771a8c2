import { describe, expect, test } from 'vitest';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import type { WindowFrame } from '../../../src/recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { colourAt, FILES, gridOf, optionsFor, PLAIN_WINDOW } from './picture-fixture.ts';

const COLUMNS = 30;

function framed(window: Partial<WindowFrame>, keys: string | null = null) {
  const painter = createPainter(optionsFor(COLUMNS, 5, { window: { ...PLAIN_WINDOW, ...window } }), FILES);
  const pixels = new Uint32Array(painter.width * painter.height);
  painter.paint(gridOf(COLUMNS, 5, []), null, pixels, keys);
  return { ...painter, pixels, at: (x: number, y: number) => colourAt(pixels, painter.width, x, y) };
}

const PAPER = DEFAULT_THEME.background;

describe('the window', () => {
  test('lies in its margin', () => {
    const { at, width, height } = framed({ margin: 10, marginFill: 0x6b50ff, padding: 5 });
    expect([width, height]).toEqual([330, 130]);
    expect([at(0, 0), at(9, 60), at(10, 10), at(319, 119), at(320, 60)]).toEqual([
      0x6b50ff,
      0x6b50ff,
      PAPER,
      PAPER,
      0x6b50ff,
    ]);
  });

  test('has round corners over its margin, smooth at the edge', () => {
    const { at, pixels } = framed({ margin: 10, marginFill: 0xffffff, radius: 12 });
    expect([at(10, 10), at(22, 10), at(10, 22), at(16, 16)]).toEqual([0xffffff, PAPER, PAPER, PAPER]);
    expect(new Set(pixels).size).toBeGreaterThan(6);
    expect(pixels.every((pixel) => pixel >>> 24 === 255)).toBe(true);
  });

  test('has transparent corners when there is no margin, all four alike', () => {
    const { pixels, width, height } = framed({ radius: 12 });
    const alpha = (x: number, y: number): number => (pixels[y * width + x] ?? 0) >>> 24;
    for (let y = 0; y < 12; y += 1) {
      for (let x = 0; x < 12; x += 1) {
        const corners = [
          alpha(x, y),
          alpha(width - 1 - x, y),
          alpha(x, height - 1 - y),
          alpha(width - 1 - x, height - 1 - y),
        ];
        expect(new Set(corners).size).toBe(1);
      }
    }
    expect([alpha(0, 0), alpha(20, 0), alpha(12, 12)]).toEqual([0, 255, 255]);
  });

  test('fills its margin with an image, covered and centred', () => {
    const image = { width: 2, height: 1, pixels: Uint32Array.of(0xffff0000, 0xff0000ff) };
    const { at, width } = framed({ margin: 10, marginImage: image });
    expect([at(0, 5), at(width - 1, 5)]).toEqual([0xff0000, 0x0000ff]);
    expect(at(width / 2, 5)).not.toBe(PAPER);
  });

  test('shows the margin’s colour through an image’s holes', () => {
    const image = { width: 1, height: 1, pixels: Uint32Array.of(0) };
    expect(framed({ margin: 10, marginFill: 0x445566, marginImage: image }).at(3, 3)).toBe(0x445566);
  });
});

describe('the bar', () => {
  const dots = [0xff4f4d, 0xfebb00, 0x00cc1d];
  const placesOf = (bar: WindowFrame['bar']): number[] => {
    const { at } = framed({ bar });
    return dots.map((dot) => Array.from({ length: 300 }, (_, x) => at(x, 15)).indexOf(dot));
  };

  test('has red, yellow and green buttons, at the left or at the right', () => {
    const left = placesOf('Colorful');
    const right = placesOf('ColorfulRight');
    for (const places of [left, right]) {
      expect(places.every((place) => place >= 0)).toBe(true);
      expect(places.toSorted((a, b) => a - b)).toEqual(places);
    }
    expect(Math.max(...left)).toBeLessThan(60);
    expect(Math.min(...right)).toBeGreaterThan(240);
  });

  test('has rings that are empty inside', () => {
    const { at } = framed({ bar: 'Rings' });
    expect(at(15, 15)).toBe(PAPER);
    const row = Array.from({ length: 30 }, (_, x) => at(x, 15));
    expect(row.some((colour) => colour !== PAPER)).toBe(true);
    const fromTheRight = framed({ bar: 'RingsRight' });
    expect(Array.from({ length: 30 }, (_, x) => fromTheRight.at(299 - x, 15)).some((colour) => colour !== PAPER)).toBe(
      true,
    );
  });

  test('pushes the cells down by its height', () => {
    expect(framed({ bar: 'Colorful', barSize: 44 }).height).toBe(144);
  });

  test('writes the title in its middle and cuts a long one', () => {
    const inked = (title: string): number[] => {
      const { at } = framed({ bar: 'Colorful', title });
      return Array.from({ length: 180 }, (_, at60) => at60 + 60).filter((x) =>
        Array.from({ length: 30 }, (_row, y) => y).some((y) => at(x, y) !== PAPER),
      );
    };
    expect(inked('')).toEqual([]);
    const short = inked('vote');
    expect((Math.min(...short) + Math.max(...short)) / 2).toBeCloseTo(150, -1);
    expect(inked('word '.repeat(40)).length).toBeGreaterThan(short.length);
    const { at } = framed({ bar: 'Colorful', title: 'word '.repeat(40) });
    expect(at(15, 15)).toBe(0xff4f4d);
  });
});

describe('pressed keys', () => {
  test('stand on a badge in the lower right corner', () => {
    const { pixels, width } = framed({}, 'Ctrl+C');
    const places = [...pixels].flatMap((pixel, at) =>
      (pixel & 0xffffff) === PAPER ? [] : [[at % width, Math.floor(at / width)]],
    );
    expect(Math.min(...places.map(([x = 0]) => x))).toBeGreaterThan(180);
    expect(Math.min(...places.map(([, y = 0]) => y))).toBeGreaterThan(50);
    expect(Math.max(...places.map(([x = 0]) => x))).toBeLessThan(299);
  });

  test('keep to the picture however many they are', () => {
    const { pixels, width } = framed({}, 'x'.repeat(500));
    expect(pixels.filter((pixel, at) => at % width < 5 && (pixel & 0xffffff) !== PAPER)).toHaveLength(0);
  });

  test('are left out where there is no room for them', () => {
    const painter = createPainter(optionsFor(2, 1), FILES);
    const pixels = new Uint32Array(painter.width * painter.height);
    painter.paint(gridOf(2, 1, []), null, pixels, 'Enter');
    expect(pixels.every((pixel) => (pixel & 0xffffff) === PAPER)).toBe(true);
  });
});
