import { expect, test } from 'vitest';
import { createColourTable } from '../../../../src/recorder/encode/colour-table.ts';
import { fillPlaces, MOST_COLOURS, mostWanted, wholePalette } from '../../../../src/recorder/encode/gif/palette.ts';
import { plainColours } from '../../../../src/recorder/encode/gif/plain-colours.ts';
import { PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../../src/recorder/terminal/grid.ts';
import { gridOf, THEME } from '../film-world.ts';

/** A table of these colours with how many pixels have them. */
function tableOf(counts: readonly (readonly [number, number])[]) {
  const table = createColourTable();
  for (const [colour, pixels] of counts) table.count(table.numberOf(colour), pixels);
  return table;
}

const many = Array.from({ length: 300 }, (_, index): readonly [number, number] => [index * 0x100, 300 - (index % 100)]);

test('few colours are all there, in the order they come', () => {
  expect(
    wholePalette(
      tableOf([
        [9, 1],
        [3, 5],
        [7, 2],
      ]),
    ),
  ).toEqual([9, 3, 7]);
});

test('of too many, text and paper come first, then what most pixels have, then the lower value', () => {
  const table = tableOf([...many, [0xabcdef, 1]]);
  const colours = mostWanted(table, new Set([0xabcdef]));
  expect(colours).toHaveLength(MOST_COLOURS);
  expect(colours.slice(0, 5)).toEqual([0xabcdef, 0, 0x6400, 0xc800, 0x100]);
});

test('a colour without a place gets the nearest, the more wanted of two equally near', () => {
  const table = tableOf([
    [0x101010, 1],
    [0x121212, 1],
    [0xffffff, 1],
  ]);
  const places = new Uint8Array(3);
  const colours = new Map([
    [0x141414, 0],
    [0x101010, 1],
    [0xf0f0f0, 2],
  ]);
  expect(fillPlaces(table, colours, places, false)).toBe(true);
  expect([...places]).toEqual([1, 0, 2]);
});

test('where only exact colours will do, one that is missing is told', () => {
  const table = tableOf([
    [1, 1],
    [2, 1],
  ]);
  expect(fillPlaces(table, new Map([[1, 0]]), new Uint8Array(2), true)).toBe(false);
  expect(
    fillPlaces(
      table,
      new Map([
        [2, 0],
        [1, 1],
      ]),
      new Uint8Array(2),
      true,
    ),
  ).toBe(true);
});

test('the plain colours of a screen are those its cells are drawn with', () => {
  const grid = gridOf(['ab'], 2, { foreground: PALETTE_COLOUR | 1, background: 0x112233 });
  grid.style[1] = STYLE.inverse;
  grid.foreground[1] = 0x445566;
  grid.style[0] = 1 << UNDERLINE_SHIFT;
  grid.underlineColour[0] = 0x778899;
  const colours = plainColours(grid, THEME);
  for (const colour of [0xd74e6f, 0x112233, 0x445566, 0x778899, THEME.background, THEME.cursor])
    expect(colours).toContain(colour);
});
