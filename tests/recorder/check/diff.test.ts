import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffPicture } from '../../../src/recorder/check/diff-picture.ts';
import { describeChange, diffScreens } from '../../../src/recorder/check/diff-screens.ts';
import { unifiedDiff } from '../../../src/recorder/check/golden/diff-lines.ts';
import { readJsonScreen } from '../../../src/recorder/check/golden/read-json-screen.ts';
import { writeJsonScreen } from '../../../src/recorder/encode/json.ts';
import type { Painter } from '../../../src/recorder/picture/picture.ts';
import { screenOf } from './views.ts';

const NAMES = ['expected', 'now'] as const;

describe('a unified diff', () => {
  test('shows what went and what came, with two lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\n';
    expect(unifiedDiff(before, before.replace('d', 'D'), NAMES)).toBe(
      '--- expected\n+++ now\n@@ -2,5 +2,5 @@\n b\n c\n-d\n+D\n e\n f',
    );
  });

  test('is in parts where changes are far from each other', () => {
    const before = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    const diff = unifiedDiff(before, before.replace('line 3\n', '').replace('line 25', 'LINE 25'), NAMES);
    expect(diff.match(/^@@ .*@@$/gm)).toEqual(['@@ -2,5 +2,4 @@', '@@ -24,5 +23,5 @@']);
  });

  test('is empty for equal texts, whatever system wrote their line ends', () => {
    expect(unifiedDiff('a\r\nb\r\n', 'a\nb\n', NAMES)).toBe('');
  });

  test('leads from the one text to the other', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = unifiedDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`, NAMES);
        const body = diff
          .split('\n')
          .slice(2)
          .filter((line) => !line.startsWith('@@'));
        const kept = (sign: string): string[] =>
          body
            .filter((line) => line.startsWith(sign))
            .map((line) => line.slice(1))
            .toSorted();
        // Each text is what it shares with the other and its own lines.
        const gone = before.length - kept('-').length;
        expect(after.length - kept('+').length).toBe(gone);
        expect(diff === '').toBe(before.join('\n') === after.join('\n'));
      }),
    );
  });
});

describe('the difference of two screens', () => {
  test('is runs of cells, in text or only in look', async () => {
    const before = await screenOf('one two\r\nsame', 8, 2);
    const after = await screenOf('one TWO\r\n\u001b[31msa\u001b[mme', 8, 2);
    const changes = diffScreens(before, after);
    expect(changes).toEqual([
      { row: 0, from: 4, to: 7, isText: true },
      { row: 1, from: 0, to: 2, isText: false },
    ]);
    expect(changes.map((change) => describeChange(change, before, after))).toEqual([
      'row 1, columns 5–7: "two" → "TWO"',
      'row 2, columns 1–2: "sa" looks different: default on default → colour 1 on default',
    ]);
  });

  test('names styles and true colours', async () => {
    const [before, after] = [await screenOf('x', 2, 1), await screenOf('\u001b[1;4:3;38;2;1;2;3mx', 2, 1)];
    const [change] = diffScreens(before, after);
    expect(change && describeChange(change, before, after)).toBe(
      'row 1, column 1: "x" looks different: default on default → #010203 on default bold curly underlined',
    );
  });

  test('takes a wide character as a whole', async () => {
    const [before, after] = [await screenOf('日本語 x', 9, 1), await screenOf('日木\u001b[31m語\u001b[m y', 9, 1)];
    const changes = diffScreens(before, after);
    expect(changes.map((change) => describeChange(change, before, after))).toEqual([
      'row 1, columns 3–6: "本語" → "木語"',
      'row 1, column 8: "x" → "y"',
    ]);
    const narrow = await screenOf('日ab語 x', 9, 1);
    expect(diffScreens(before, narrow)).toEqual([{ row: 0, from: 2, to: 4, isText: true }]);
    expect(diffScreens(narrow, before)).toEqual([{ row: 0, from: 2, to: 4, isText: true }]);
  });

  test('counts cells that only one of them has', async () => {
    const [small, large] = [await screenOf('ab', 2, 1), await screenOf('ab', 3, 2)];
    expect(diffScreens(small, large)).toEqual([
      { row: 0, from: 2, to: 3, isText: true },
      { row: 1, from: 0, to: 3, isText: true },
    ]);
    expect(diffScreens(large, small)).toHaveLength(2);
  });

  test('is none for a screen and its own stored cells', async () => {
    const unit = fc.constantFrom(
      'a',
      ' ',
      '日',
      '👍🏽',
      '\u001b[1;31m',
      '\u001b[48;5;20m',
      '\u001b[4:3;58;5;9m',
      '\u001b[59m',
      '\u001b[m',
      '\r\n',
      'é',
      '│',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 40 }), async (parts) => {
        const grid = await screenOf(parts.join(''), 11, 4);
        const read = readJsonScreen(writeJsonScreen(grid));
        expect(read.ok ? [diffScreens(grid, read.value), read.value.cursor.row] : read).toEqual([[], grid.cursor.row]);
      }),
      { numRuns: 100 },
    );
  });
});

test('a screen stored before underlines had colours is read, and differs only where there is one now', async () => {
  const old = '{"size":[3,1],"palette":["default"],"cursor":null,"rows":[[["a",0,0,256],["日",0,0,256,2]]]}';
  const before = readJsonScreen(old);
  if (!before.ok) throw new Error(before.error);
  expect(diffScreens(before.value, await screenOf('\u001b[4ma日', 3, 1))).toEqual([]);
  const now = await screenOf('\u001b[4;58;5;1ma\u001b[59m日', 3, 1);
  const [change, ...more] = diffScreens(before.value, now);
  expect(more).toEqual([]);
  expect(change && describeChange(change, before.value, now)).toBe(
    'row 1, column 1: "a" looks different: default on default underlined → default on default underlined in colour 1',
  );
});

describe('a stored screen that is damaged', () => {
  test.each([
    ['<<<<<<< ours', 'it is not JSON'],
    ['[]', 'its "size" is not columns and rows'],
    ['null', 'it is not an object'],
    ['{"size":[1e9,1e9],"palette":[],"rows":[]}', 'its "size" is not columns and rows'],
    ['{"size":[2,1],"palette":["default"],"rows":[]}', 'it has no "palette", or not 1 "rows"'],
    ['{"size":[2,1],"palette":["blue"],"rows":[[]]}', 'its "palette" has something that is no colour'],
    ['{"size":[2,1],"palette":["default"],"rows":[[["abc",0,0,0]]]}', 'its row 1 is not made of runs'],
    ['{"size":[2,1],"palette":["default"],"rows":[[["a",7,0,0]]]}', 'its row 1 is not made of runs'],
    ['{"size":[2,1],"palette":["default"],"rows":[[["a",0,0,256,1,7]]]}', 'its row 1 is not made of runs'],
    ['{"size":[2,1],"palette":["default"],"rows":[[["a","0",0,0]]]}', 'its row 1 is not made of runs'],
  ])('%j is told: %s', (json, problem) => {
    const read = readJsonScreen(json);
    expect(read.ok ? 'read' : read.error).toContain(problem);
  });

  test('never throws, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof readJsonScreen(JSON.stringify(value)).ok).toBe('boolean');
      }),
    );
  });
});

const painterFor = (
  columns: number,
  rows: number,
): { painter: Painter; cellWidth: number; cellHeight: number; originX: number; originY: number } => ({
  cellWidth: 10,
  cellHeight: 20,
  originX: 4,
  originY: 4,
  painter: {
    width: columns * 10 + 8,
    height: rows * 20 + 8,
    missingGlyphs: new Map(),
    paint: (grid, _previous, into) => {
      into.fill(0xff000000 + grid.text.filter((text) => text !== '').length);
      return { x: 0, y: 0, width: 0, height: 0 };
    },
  },
});

describe('the picture of a difference', () => {
  const [RED, GAP] = [0xffff3b30, 0xff808080];
  test('shows both screens under their words, and outlines what differs in both', async () => {
    const [before, after] = [await screenOf('abc', 12, 2), await screenOf('aXc', 12, 2)];
    const picture = diffPicture(before, after, painterFor);
    expect([picture.width, picture.height]).toEqual([128 + 12 + 128, 68]);
    const at = (x: number, y: number): number | undefined => picture.pixels[y * picture.width + x];
    for (const left of [0, 140]) {
      expect(at(left + 13, 30)).toBe(RED); // left of cell 2 of the first row, which the word moves down
      expect(at(left + 24, 30)).toBe(RED);
      expect(at(left + 18, 23)).toBe(RED);
      expect(at(left + 18, 34)).not.toBe(RED);
      expect(at(left + 40, 30)).not.toBe(RED);
    }
    expect(at(130, 10)).toBe(GAP);
    expect([at(0, 0), at(140, 0)]).toEqual([0xff000000 + 3 + 'expected'.length, 0xff000000 + 3 + 'now'.length]);
  });

  test('takes screens of different sizes', async () => {
    const picture = diffPicture(await screenOf('a', 3, 1), await screenOf('a', 5, 4), painterFor);
    expect([picture.width, picture.height]).toEqual([38 + 12 + 58, 108]);
    expect(picture.pixels[100 * picture.width + 10]).toBe(GAP);
  });

  test('of equal screens has no outline', async () => {
    const grid = await screenOf('same', 6, 2);
    expect(diffPicture(grid, grid, painterFor).pixels.includes(RED)).toBe(false);
  });
});
