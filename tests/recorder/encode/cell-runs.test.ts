import { expect, test } from 'vitest';
import { cellRuns, createRowNumbers } from '../../../src/recorder/encode/cell-runs.ts';
import { STYLE } from '../../../src/recorder/terminal/grid.ts';
import { gridOf } from './film-world.ts';

test('a row is cut where the look or the width changes', () => {
  const grid = gridOf(['ab 日本c'], 10);
  grid.style[1] = STYLE.bold;
  expect(
    cellRuns(grid, 0).map(({ column, cells, clusters, isWide, style }) => [column, cells, clusters, isWide, style]),
  ).toEqual([
    [0, 1, ['a'], false, 0],
    [1, 1, ['b'], false, STYLE.bold],
    [2, 1, [' '], false, 0],
    [3, 4, ['日', '本'], true, 0],
    [7, 3, ['c', ' ', ' '], false, 0],
  ]);
});

test('the right half of a wide character that has lost its left is passed over', () => {
  const grid = gridOf(['abc'], 3);
  grid.width[1] = 0;
  expect(cellRuns(grid, 0).map(({ column, clusters }) => [column, clusters])).toEqual([
    [0, ['a']],
    [2, ['c']],
  ]);
});

test('rows that look alike have one number, whatever screen they are on', () => {
  const numbers = createRowNumbers();
  const [one, two] = [gridOf(['same', 'other'], 6), gridOf(['', 'same'], 6)];
  expect(numbers.numberOf(one, 0)).toEqual({ number: 0, isNew: true });
  expect(numbers.numberOf(one, 1)).toEqual({ number: 1, isNew: true });
  expect(numbers.numberOf(two, 1)).toEqual({ number: 0, isNew: false });
});

test.each([
  ['colour', gridOf(['x'], 3, { foreground: 0xff0000 })],
  ['paper', gridOf(['x'], 3, { background: 0xff0000 })],
  ['style', gridOf(['x'], 3, { style: STYLE.dim })],
  ['text', gridOf(['y'], 3)],
  ['length', gridOf(['x'], 4)],
  ['wide characters', gridOf(['日'], 3)],
])('rows that differ in %s have two', (_name, other) => {
  const numbers = createRowNumbers();
  numbers.numberOf(gridOf(['x'], 3), 0);
  expect(numbers.numberOf(other, 0).isNew).toBe(true);
});
