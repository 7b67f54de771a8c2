import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { installTrueColour } from '../../../src/terminal/host/true-colour.ts';
import { DEFAULT_COLOUR, paletteColour } from '../../../src/terminal/render/colour.ts';

const run = promisify(execFile);

interface Report {
  readonly open: readonly string[];
  readonly streamedUnder: readonly string[];
  readonly moved: readonly string[];
  readonly closed: readonly string[];
  readonly [name: string]: unknown;
}

/** Each package in a process of its own: two copies in one would answer each other's signals. */
async function report(base: string): Promise<Report> {
  const script = 'tests/terminal/host/widgets-program.ts';
  const { stdout, stderr } = await run(process.execPath, ['--expose-gc', '--throw-deprecation', script, base]);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

const STREAM = 'stream '.repeat(6).slice(0, 40).trimEnd();

describe.each(['neo-blessed', 'blessed'])('the widget layer on %s', async (base) => {
  const seen = await report(base);

  test('draws a stock list over streaming panes, wide letters in place', () => {
    expect(seen.open.slice(1, 6)).toEqual([
      STREAM,
      'strea┌──────────────────────┐tream strea',
      'strea│alpha 你好            │tream strea',
      'strea│beta                  │tream strea',
      'strea│gamma                 │tream strea',
    ]);
  });

  test('streaming below it touches none of its cells', () => {
    expect(seen.streamedUnder).toEqual(seen.open);
  });

  test('gives its colours exactly', () => {
    expect(seen['colours']).toEqual([
      [0xffffff, 0xc86432],
      [0x123456, 0x1e1e2e],
      [0x89b4fa, DEFAULT_COLOUR],
    ]);
  });

  test('takes keys while it has the focus, Ctrl-C never, and clicks only on its own cells', () => {
    expect(seen['taken']).toEqual({
      active: true,
      down: true,
      letter: true,
      cancel: false,
      clickInside: true,
      clickOutside: false,
    });
  });

  test('moves and selects as the stock widget does', () => {
    expect(seen['selections']).toEqual(['beta']);
    expect(seen['selectedRow']).toBe(0xc86432);
  });

  test('follows the size of the screen', () => {
    expect(seen['resized']).toEqual([30, 10, 10]);
  });

  test('leaves the panes as they were when it is closed', () => {
    expect(seen.closed.every((row) => row === STREAM.slice(0, 30).trimEnd())).toBe(true);
  });

  test('three hundred lists leave nothing behind', () => {
    expect(seen['leaks']).toEqual({ before: [0, 0, 0], after: [0, 0, 0], retained: 'under a kilobyte' });
  });

  test('leaves signals, crashes and exits to us', () => {
    expect(seen['listeners']).toEqual([0, 0, 0, 0, 0]);
  });

  test('has the internals we reach into', () => {
    expect(seen['internals']).toEqual({ readTerminfo: 'function', lines: true, cell: 2, colours: 256, focused: true });
  });
});

describe('exact colours through unused indices', () => {
  test('every colour keeps its index, and the last ones fall back to the nearest of 256', () => {
    const module = { match: (): number => 42 };
    const colours = installTrueColour(module);
    const match = module.match as (red: string | number, green?: number, blue?: number) => number;
    expect(match('#123456')).toBe(256);
    expect(match('#abc')).toBe(257);
    expect(match(0x12, 0x34, 0x56)).toBe(256);
    expect(match('red')).toBe(-1);
    expect([256, 257, 5, 511].map((index) => colours.colour(index))).toEqual([
      0x123456,
      0xaabbcc,
      paletteColour(5),
      DEFAULT_COLOUR,
    ]);
    for (let index = 0; index < 400; index += 1) match(0, 1, index & 255);
    expect(match(9, 9, 9)).toBe(42);
  });
});
