import { describe, expect, test } from 'vitest';
import { geometryShapes } from '../../../../src/recorder/picture/geometry-glyphs.ts';
import { shapesInk } from '../../../../src/recorder/picture/glyph-ink.ts';

const WIDTH = 16;
const HEIGHT = 32;

/** Coverage 0…1 of each pixel. */
function drawn(character: string | number, width = WIDTH, height = HEIGHT): number[] {
  const code = typeof character === 'number' ? character : (character.codePointAt(0) ?? 0);
  const shapes = geometryShapes(code, width, height);
  if (shapes === null) throw new Error(`no figures for ${character}`);
  const ink = shapesInk(shapes, width, height, 256);
  return ink.kind === 'mask'
    ? [...ink.steps].map((step) => step / 255)
    : Array.from({ length: width * height }, () => 0);
}

const share = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const quarters = (character: string): number[] => {
  const values = drawn(character);
  const at = (x: number, y: number): number => values[y * WIDTH + x] ?? 0;
  return [at(4, 8), at(12, 8), at(4, 24), at(12, 24)];
};
const bits = (value: number): number => value.toString(2).replaceAll('0', '').length;
const mirrored = (values: readonly number[]): number[] =>
  values.map((_, at) => values[Math.floor(at / WIDTH) * WIDTH + (WIDTH - 1 - (at % WIDTH))] ?? 0);

describe('blocks', () => {
  test('fill as many eighths as they are named after', () => {
    Array.from('▁▂▃▄▅▆▇█').forEach((character, at) => expect(share(drawn(character))).toBeCloseTo((at + 1) / 8, 5));
    Array.from('▏▎▍▌▋▊▉█').forEach((character, at) => expect(share(drawn(character))).toBeCloseTo((at + 1) / 8, 5));
    expect([share(drawn('▀')), share(drawn('▐')), share(drawn('▔')), share(drawn('▕'))]).toEqual([
      0.5, 0.5, 0.125, 0.125,
    ]);
  });

  test('shade evenly', () => {
    for (const [character, shade] of [
      ['░', 0.25],
      ['▒', 0.5],
      ['▓', 0.75],
    ] as const) {
      const values = drawn(character);
      expect(new Set(values).size).toBe(1);
      expect(values[0]).toBeCloseTo(shade, 2);
    }
  });

  test.each([
    ['▀', '▄'],
    ['▌', '▐'],
    ['▖', '▜'],
    ['▗', '▛'],
    ['▘', '▟'],
    ['▝', '▙'],
    ['▚', '▞'],
  ])('%s and %s fill a cell together, in odd sizes too', (one, other) => {
    for (const [width, height] of [
      [10, 20],
      [9, 17],
      [7, 13],
    ] as const) {
      const [first, second] = [drawn(one, width, height), drawn(other, width, height)];
      expect(first.map((value, at) => value + (second[at] ?? 0)).every((sum) => sum === 1)).toBe(true);
    }
  });

  test('put quadrants where their names say', () => {
    expect(Array.from('▖▗▘▙▚▛▜▝▞▟').map((character) => quarters(character).join(''))).toEqual([
      '0010',
      '0001',
      '1000',
      '1011',
      '1001',
      '1110',
      '1101',
      '0100',
      '0110',
      '0111',
    ]);
  });

  test('all 32 have figures', () => {
    for (let code = 0x2580; code <= 0x259f; code += 1) expect(share(drawn(code))).toBeGreaterThan(0);
  });
});

describe('sextants', () => {
  test('are sixty different patterns, none of which an older block has', () => {
    const patterns = Array.from({ length: 60 }, (_, at) => drawn(0x1fb00 + at, 12, 24).join(''));
    const older = Array.from(' ▌▐█', (character) => (character === ' ' ? [] : drawn(character, 12, 24)).join(''));
    expect(new Set([...patterns, ...older]).size).toBe(64);
  });

  test('begin at the upper left', () => {
    const values = drawn(0x1fb00, 12, 24);
    expect(share(values)).toBeCloseTo(1 / 6, 5);
    expect([values[0], values.at(-1)]).toEqual([1, 0]);
  });
});

describe('Braille', () => {
  test('has as many dots as its code has bits, all of one size', () => {
    const dot = share(drawn(0x2801));
    for (let code = 0x2800; code <= 0x28ff; code += 1) {
      expect(share(drawn(code))).toBeCloseTo(bits(code - 0x2800) * dot, 5);
    }
  });

  test('counts its dots down the left column first', () => {
    const rowOf = (code: number): number => Math.floor(drawn(code).indexOf(1) / WIDTH);
    expect([0x2801, 0x2802, 0x2804, 0x2840].map(rowOf)).toEqual([0x2808, 0x2810, 0x2820, 0x2880].map(rowOf));
    expect(rowOf(0x2801)).toBeLessThan(rowOf(0x2802));
    expect(drawn(0x2801).indexOf(1) % WIDTH).toBeLessThan(drawn(0x2808).indexOf(1) % WIDTH);
  });
});

describe('Powerline', () => {
  test.each([
    [0xe0b0, 0xe0b2],
    [0xe0b1, 0xe0b3],
    [0xe0b4, 0xe0b6],
    [0xe0b5, 0xe0b7],
    [0xe0b8, 0xe0ba],
    [0xe0bc, 0xe0be],
  ])('%i seen in a mirror is %i', (one, other) => {
    const [first, second] = [mirrored(drawn(one)), drawn(other)];
    first.forEach((value, at) => expect(value).toBeCloseTo(second[at] ?? 0, 1));
  });

  test('reaches from edge to edge of its cell', () => {
    const values = drawn(0xe0b0);
    const column = (x: number): number[] => values.filter((_, at) => at % WIDTH === x);
    expect(share(values)).toBeCloseTo(0.5, 2);
    expect(share(column(0))).toBeGreaterThan(0.9);
    expect(Math.max(...column(WIDTH - 1))).toBeGreaterThan(0.4);
  });

  test('has figures for all sixteen', () => {
    for (let code = 0xe0b0; code <= 0xe0bf; code += 1) expect(share(drawn(code))).toBeGreaterThan(0.02);
  });
});

test('prompts are angles, one the mirror image of the other', () => {
  const [right, left] = [drawn('❯'), mirrored(drawn('❮'))];
  expect(share(right)).toBeGreaterThan(0.05);
  right.forEach((value, at) => expect(value).toBeCloseTo(left[at] ?? 0, 1));
});

test('characters that fonts can draw have no geometry', () => {
  for (const character of ['a', 'é', '漢', '→', '■', '✓', '🚀', '❱']) {
    expect(geometryShapes(character.codePointAt(0) ?? 0, WIDTH, HEIGHT)).toBeNull();
  }
});
