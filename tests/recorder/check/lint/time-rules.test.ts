import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLEAN_EXIT } from '../../../../src/recorder/check/lint/clean-exit.ts';
import { FLICKER } from '../../../../src/recorder/check/lint/flicker.ts';
import { LATENCY } from '../../../../src/recorder/check/lint/latency.ts';
import { REPAINT, utf8Length } from '../../../../src/recorder/check/lint/repaint.ts';
import { screenOf, ENDED } from '../views.ts';
import { basis, drawn, findings, layoutOf, messages } from './frames.ts';

const FULL = 'a full row of text';

describe('flicker', () => {
  test('finds a nearly empty picture between two full ones, and tells it of that picture', async () => {
    const [full, empty] = [await drawn([FULL]), await drawn(['x'])];
    const shots = [full, empty, full, full, empty, full].map((grid, index) => ({ atMs: index * 20, grid }));
    const found = findings(FLICKER, shots);
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual({
      message: 'the screen was nearly empty between two full pictures',
      rows: null,
      about: 'before',
    });
    expect(findings(FLICKER, shots, { limit: 1 })).toHaveLength(1);
  });

  test('accepts a screen that is emptied and filled again bit by bit', async () => {
    const [full, empty] = [await drawn([FULL]), await drawn([''])];
    const slowly = [full, empty, await drawn(['']), empty, full];
    expect(
      messages(
        FLICKER,
        slowly.map((grid, index) => ({ atMs: index * 20, grid })),
      ),
    ).toEqual([]);
  });

  test('finds an empty picture however long it is shown, but not the last one', async () => {
    const [full, empty] = [await drawn([FULL]), await drawn([''])];
    const long = [0, 20, 5000].map((atMs, index) => ({ atMs, grid: index === 1 ? empty : full }));
    expect(messages(FLICKER, long)).toEqual(['the screen was nearly empty between two full pictures']);
    expect(messages(FLICKER, long.slice(0, 2))).toEqual([]);
  });

  test('accepts a change of size, and the way to the other screen', async () => {
    const [full, narrow] = [await drawn([FULL]), await drawn([''], 20)];
    expect(
      messages(
        FLICKER,
        [full, narrow, full].map((grid, index) => ({ atMs: index * 20, grid })),
      ),
    ).toEqual([]);
    const shell = await screenOf(FULL, 30, 1);
    const opening = [shell, await drawn(['']), full];
    expect(
      messages(
        FLICKER,
        opening.map((grid, index) => ({ atMs: index * 20, grid })),
      ),
    ).toEqual([]);
  });
});

describe('repaint', () => {
  const exact = { context: { hasLayouts: true } };

  test('with a layout finds an update that prints far more than changed', async () => {
    const [before, after] = [await drawn(['abc']), await drawn(['abd'])];
    const judge = (bytes: number, outputsMs = [20], limit?: number): string[] =>
      messages(
        REPAINT,
        [
          { atMs: 0, grid: before, layout: layoutOf([]) },
          { atMs: 20, grid: after, layout: layoutOf([]), output: 'x'.repeat(bytes), outputsMs },
        ],
        limit === undefined ? exact : { ...exact, limit },
      );
    expect(judge(403)).toEqual([]);
    expect(judge(404)).toEqual(['an update printed far more than what changed']);
    expect(judge(803, [10, 20])).toEqual([]);
    expect(judge(404, [20], 500)).toEqual([]);
    expect(basis(REPAINT, { hasLayouts: true })).toEqual({ how: 'exact', severity: 'warning' });
  });

  test('a new screen may be printed whole', async () => {
    const grid = await drawn([FULL, FULL]);
    const shots = [{ atMs: 0, grid, layout: layoutOf([]), output: 'x'.repeat(grid.text.length * 3 + 400) }];
    expect(messages(REPAINT, shots, exact)).toEqual([]);
  });

  test('without one finds a second full of output', async () => {
    const grid = await drawn(['x']);
    const flood = (bytes: number, everyMs: number): string[] =>
      messages(
        REPAINT,
        Array.from({ length: 12 }, (_, index) => ({ atMs: index * everyMs, grid, output: 'x'.repeat(bytes) })),
      );
    expect(flood(19_000, 100)).toEqual([]);
    expect(new Set(flood(30_000, 100))).toEqual(
      new Set(['the program printed more in a second than a screen can show']),
    );
    expect(flood(150_000, 1000)).toEqual([]);
  });

  test('counts bytes as a terminal gets them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect(utf8Length('\ud800x')).toBe(4);
  });
});

const judgeKeys = async (
  inputsMs: readonly number[],
  outputsMs: readonly number[],
  limit?: number,
): Promise<string[]> => {
  const [before, after] = [await drawn(['a']), await drawn(['b'])];
  const shots = [
    { atMs: 0, grid: before },
    { atMs: 2000, grid: after, inputsMs, outputsMs },
  ];
  return messages(LATENCY, shots, limit === undefined ? {} : { limit });
};

describe('latency', () => {
  test('finds a key that is answered late', async () => {
    expect(await judgeKeys([100], [151])).toEqual(['a key was answered after more than 50 ms']);
    expect(await judgeKeys([100], [150])).toEqual([]);
    expect(await judgeKeys([100], [120, 900])).toEqual([]);
    expect(await judgeKeys([100, 700], [120, 900])).toHaveLength(1);
    expect(await judgeKeys([100], [131], 30)).toEqual(['a key was answered after more than 30 ms']);
  });

  test('takes what comes much later, or came before, for something else', async () => {
    expect(await judgeKeys([100], [1200])).toEqual([]);
    expect(await judgeKeys([100], [90])).toEqual([]);
  });

  test('waits for a picture that changes', async () => {
    const [same, other] = [await drawn(['a']), await drawn(['b'])];
    const shots = [
      { atMs: 0, grid: same },
      { atMs: 20, grid: same, inputsMs: [10], outputsMs: [20] },
      { atMs: 100, grid: other, outputsMs: [100] },
    ];
    expect(messages(LATENCY, shots)).toHaveLength(1);
  });

  test('is not judged without keys', () => {
    expect(basis(LATENCY)).toMatchObject({ how: 'not judged' });
    expect(basis(LATENCY, { hasInputs: true })).toMatchObject({ how: 'exact' });
  });
});

describe('clean-exit', () => {
  test('finds what was not put back, also when the output comes in pieces', async () => {
    const output = ['\u001b[?1049', 'h\u001b[31mx\u001b[?25l', '\u001b[?1049l\u001b[3', '1m'];
    const grid = await screenOf(output.join(''));
    const shots = output.map((piece, index) => ({ atMs: index, grid, output: piece }));
    expect(messages(CLEAN_EXIT, shots, { context: { exit: ENDED } })).toEqual([
      'the cursor is hidden',
      'text is still printed with foreground set',
    ]);
    expect(messages(CLEAN_EXIT, shots, { context: { exit: ENDED }, limit: 2 })).toEqual([]);
  });

  test('is not judged of a program that did not end', () => {
    expect(basis(CLEAN_EXIT)).toMatchObject({ how: 'not judged' });
  });
});
