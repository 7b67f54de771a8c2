import { expect, test } from 'vitest';
import { createJsonEncoder, jsonScreen, writeJsonScreen } from '../../../src/recorder/encode/json.ts';
import type { JsonRun } from '../../../src/recorder/encode/json.ts';
import { PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import { fileOf, filmInfo, gridOf } from './film-world.ts';

const PIXELS = new Uint32Array(1);

test('a row is runs of cells that look alike; wide characters are runs of their own', () => {
  const grid = gridOf(['ab cd日本x', '', '   '], 12);
  grid.foreground.set([PALETTE_COLOUR | 1, 0xff8000], 0);
  grid.style[4] = STYLE.bold;
  expect(jsonScreen(grid)).toEqual({
    size: [12, 3],
    palette: ['1', 'default', '#ff8000'],
    cursor: null,
    rows: [
      [
        ['a', 0, 1, 0],
        ['b', 2, 1, 0],
        [' c', 1, 1, 0],
        ['d', 1, 1, STYLE.bold],
        ['日本', 1, 1, 0, 2],
        ['x', 1, 1, 0],
      ],
      [],
      [],
    ],
  });
});

test('the colour of an underline is told where it has one, behind the width', () => {
  const grid = gridOf(['ab日'], 4, { style: 3 << UNDERLINE_SHIFT });
  grid.underlineColour.set([0xff0000], 1);
  grid.underlineColour.set([PALETTE_COLOUR | 4], 2);
  const style = 3 << UNDERLINE_SHIFT;
  expect(jsonScreen(grid)).toMatchObject({
    palette: ['default', '#ff0000', '4'],
    rows: [
      [
        ['a', 0, 0, style],
        ['b', 0, 0, style, 1, 1],
        ['日', 0, 0, style, 2, 2],
      ],
    ],
  });
});

test('blank cells that can be seen stay', () => {
  const { rows } = jsonScreen(gridOf([''], 3, { background: 0x00ff00 }));
  expect(rows).toEqual([[['   ', 0, 1, 0]]]);
  expect(jsonScreen(gridOf(['x'], 3, { style: STYLE.inverse })).rows).toEqual([[['x  ', 0, 0, STYLE.inverse]]]);
});

test('the cursor is told where and how it stands, or not at all', () => {
  const cursor = { row: 1, column: 2, visible: true, shape: 'bar' } as const;
  expect(jsonScreen(gridOf(['', ''], 4, {}, cursor)).cursor).toEqual([1, 2, 'bar']);
});

test('the file of a screen has one row on each line and says the same', () => {
  const grid = gridOf(['"one"', '', 'two\\'], 8);
  const text = writeJsonScreen(grid);
  expect(JSON.parse(text)).toEqual(jsonScreen(grid));
  expect(text.split('\n').slice(5, 8)).toEqual(['    [["\\"one\\"",0,0,0]],', '    [],', '    [["two\\\\",0,0,0]]']);
});

interface JsonFrame {
  readonly at: number;
  readonly size?: readonly number[];
  readonly rows: Readonly<Record<string, readonly JsonRun[]>>;
}

test('a film tells each row once until it changes, and the size when it does', () => {
  const screens = [gridOf(['a', 'b'], 3), gridOf(['a', 'c'], 3), gridOf(['a', 'c'], 3), gridOf(['a'], 5)];
  const shots = screens.map((grid, index) => ({ atMs: index * 100, pixels: PIXELS, grid }));
  const info = filmInfo(1, 1, { title: '</script>' });
  const film = JSON.parse(new TextDecoder().decode(fileOf(createJsonEncoder(), info, shots))) as {
    readonly title: string;
    readonly duration: number;
    readonly frames: readonly JsonFrame[];
  };
  expect([film.title, film.duration]).toEqual(['</script>', 1000]);
  expect(film.frames.map(({ at, size, rows }) => [at, size, Object.keys(rows)])).toEqual([
    [0, [3, 2], ['0', '1']],
    [100, undefined, ['1']],
    [200, undefined, []],
    [300, [5, 1], ['0']],
  ]);
});

test('a film without frames is still JSON', () => {
  const text = new TextDecoder().decode(fileOf(createJsonEncoder(), filmInfo(1, 1), []));
  expect(JSON.parse(text)).toMatchObject({ version: 1, frames: [] });
});
