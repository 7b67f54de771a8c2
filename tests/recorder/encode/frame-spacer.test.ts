import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockPieces, createFrameSpacer } from '../../../src/recorder/encode/frame-spacer.ts';
import { filmInfo, gridOf } from './film-world.ts';

const GRID = gridOf([''], 1);
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** What the film shows: each picture by its number, and for how long. */
function spaced(times: readonly number[], durationMs: number, minimum = 2): readonly (readonly [number, number])[] {
  const shown: [number, number][] = [];
  const spacer = createFrameSpacer(
    filmInfo(1, 1, { durationMs }),
    { unitMs: 10, minimum },
    {
      take: ({ pixels, before }) => {
        before.set(pixels);
        shown.push([pixels[0] ?? 0, 0]);
      },
      close: (length) => {
        const last = shown.at(-1);
        if (last !== undefined) last[1] = length;
      },
    },
  );
  const pixels = new Uint32Array(1);
  for (const [index, atMs] of times.entries()) {
    pixels[0] = index + 1;
    spacer.frame({ atMs, pixels, grid: GRID, changed: WHOLE });
  }
  pixels[0] = 999;
  spacer.end();
  return shown;
}

test.each([
  [
    'far apart',
    [0, 100, 250],
    500,
    [
      [1, 10],
      [2, 15],
      [3, 25],
    ],
  ],
  [
    'the first is shown from the start',
    [300, 400],
    500,
    [
      [1, 40],
      [2, 10],
    ],
  ],
  [
    'one too soon waits for the minimum',
    [0, 100, 105, 500],
    900,
    [
      [1, 10],
      [2, 2],
      [3, 38],
      [4, 40],
    ],
  ],
  [
    'of many too soon the newest is shown',
    [0, 3, 6, 9, 500],
    900,
    [
      [1, 2],
      [4, 48],
      [5, 40],
    ],
  ],
  [
    'none is put off for ever',
    [0, 5, 15, 25, 35, 45, 55, 500],
    900,
    [
      [1, 2],
      [4, 2],
      [5, 2],
      [7, 44],
      [8, 40],
    ],
  ],
  [
    'one at the very end has its minimum',
    [0, 500, 899],
    900,
    [
      [1, 50],
      [2, 38],
      [3, 2],
    ],
  ],
  [
    'of several at the end the last',
    [0, 500, 870, 880, 890, 899],
    900,
    [
      [1, 50],
      [2, 37],
      [6, 3],
    ],
  ],
  [
    'one after the end too',
    [0, 2000],
    900,
    [
      [1, 88],
      [2, 2],
    ],
  ],
  ['a film too short for two shows the last', [0, 10, 20], 30, [[3, 3]]],
  ['a film of no length', [0], 0, [[1, 2]]],
] satisfies [string, number[], number, [number, number][]][])('%s', (_name, times, durationMs, shown) => {
  expect(spaced(times, durationMs)).toEqual(shown);
});

test('whatever comes when, the film has its length, no picture is too short, and the last is shown', () => {
  const films = fc.tuple(
    fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1 }),
    fc.integer({ min: 0, max: 6000 }),
  );
  fc.assert(
    fc.property(films, fc.integer({ min: 1, max: 5 }), ([gaps, durationMs], minimum) => {
      let now = 0;
      const times = gaps.map((gap) => (now += gap));
      const shown = spaced(times, durationMs, minimum);
      const lengths = shown.map(([, length]) => length);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(Math.max(Math.round(durationMs / 10), minimum));
      expect(Math.min(...lengths)).toBeGreaterThanOrEqual(minimum);
      expect(shown.at(-1)?.[0]).toBe(times.length);
      expect(shown.map(([picture]) => picture)).toEqual(shown.map(([picture]) => picture).toSorted((a, b) => a - b));
    }),
  );
});

test('a long time is cut into pieces that a clock can carry', () => {
  expect([...clockPieces(10, 100, 2)]).toEqual([10]);
  expect([...clockPieces(250, 100, 2)]).toEqual([100, 100, 50]);
  expect([...clockPieces(201, 100, 2)]).toEqual([100, 98, 3]);
});
