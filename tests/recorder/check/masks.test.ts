import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Mask } from '../../../src/recorder/check/masks.ts';
import { applyMasks } from '../../../src/recorder/check/masks.ts';
import { screenText } from '../../../src/recorder/encode/text-golden.ts';
import { DEFAULT_COLOUR } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { screenOf } from './views.ts';

function masked(grid: CellGrid, ...masks: readonly Mask[]): CellGrid {
  const result = applyMasks(grid, masks);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

const textOf = async (line: string, pattern: string, as: string | null, columns = 20): Promise<string> =>
  screenText(masked(await screenOf(line, columns, 1), { pattern, as }));

describe('a mask', () => {
  test('without a text keeps every column', async () => {
    expect(await textOf('took 123 ms │', '[0-9]+', null)).toBe('took *** ms │');
    expect(await textOf('日本 ok', '日', null)).toBe('**本 ok');
  });

  test.each([
    ['shorter texts leave blanks', 'a 12345 │', 'N', 'a N     │'],
    ['longer ones take the blanks behind', 'a 12    │', 'NUMBER', 'a NUMBER│'],
    ['and move what follows only when there are none', 'a 12│', 'NUMBER', 'a NUMBER│'],
    ['wide texts take two columns', 'a 12  │', '数', 'a 数  │'],
  ])('with a text: %s', async (_name, line, as, expected) => {
    expect(await textOf(line, '[0-9]+', as)).toBe(expected);
  });

  test('makes a column of a table equal, however long the text in it was', async () => {
    const lines = ['time 9s    │ a', 'time 12s   │ a', 'time 1234s │ a'];
    const all = await Promise.all(lines.map((line) => textOf(line, '[0-9]+s', 'N s')));
    expect(new Set(all)).toEqual(new Set(['time N s   │ a']));
  });

  test('never lets a row grow, and never leaves half a character', async () => {
    expect(await textOf('ab 日', 'a', 'long', 5)).toBe('longb');
    expect(await textOf('ab 日', 'a', 'xyz', 5)).toBe('xyzb');
    const grid = masked(await screenOf('abc日', 5, 1), { pattern: 'a', as: 'xy' });
    expect(Array.from(grid.width)).toEqual([1, 1, 1, 1, 1]);
  });

  test('replaces all matches in all rows, one mask after the other', async () => {
    const grid = await screenOf('1 a 2\r\n3 b 4', 5, 2);
    const twice = masked(grid, { pattern: '[0-9]', as: '#' }, { pattern: '#', as: '$' });
    expect(screenText(twice)).toBe('$ a $\n$ b $');
  });

  test('gives the cells of a match one look', async () => {
    const grid = await screenOf('\u001b[31m1\u001b[32m2\u001b[m3', 5, 1);
    const { foreground } = masked(grid, { pattern: '[0-9]+', as: null });
    expect(new Set(foreground.slice(0, 3))).toEqual(new Set([grid.foreground[0]]));
    expect(foreground[3]).toBe(DEFAULT_COLOUR);
  });

  test('leaves the lent screen as it was', async () => {
    const grid = await screenOf('secret', 8, 1);
    masked(grid, { pattern: 'secret', as: null });
    expect(screenText(grid)).toBe('secret');
  });

  test('that finds nothing, or only nothing at all, changes nothing', async () => {
    expect(await textOf('abc', 'x*', 'X')).toBe('abc');
    expect(await textOf('abc', 'z', 'X')).toBe('abc');
  });

  test('that is no pattern is named', async () => {
    const result = applyMasks(await screenOf('a'), [{ pattern: '(', as: null }]);
    expect(result).toEqual({ ok: false, error: expect.stringContaining('mask /(/ cannot be used') });
  });

  test('applied to anything gives whole characters in as many columns', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '1', '日', ' ', '│', '👍🏽', 'é'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, text, async (line, as) => {
        const { width, columns } = masked(await screenOf(line, 12, 2), { pattern: '[a1日]+', as });
        for (let at = 0; at < width.length; at += 1) {
          expect(width[at] === 2).toBe(width[at + 1] === 0 && (at + 1) % columns !== 0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
