import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { CELLS } from '../../src/dashboard/board.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import { inputView, wrapInput } from '../../src/views/input-view.ts';
import { lineWidth } from '../../src/views/line.ts';
import { plainText } from '../../src/views/span.ts';

const draw = (text: string, caret: number, columns = 10, rows = 3) =>
  inputView({ text, caret }, columns, rows, UNICODE_GLYPHS, 'hint', CELLS);

test('an empty line shows its hint behind the prompt', () => {
  const view = draw('', 0);
  expect(view.lines.map(plainText)).toEqual(['> hint']);
  expect(view.caret).toEqual({ x: 2, y: 0 });
});

test('the caret stands behind wide characters where the terminal will draw next', () => {
  expect(draw('你好', 2).caret).toEqual({ x: 6, y: 0 });
});

test('a long line goes on in the next row, and new lines begin one', () => {
  const view = draw('abcdefghij\nx', 12);
  expect(view.lines.map(plainText)).toEqual(['> abcdefg', '  hij', '  x']);
  expect(view.caret).toEqual({ x: 3, y: 2 });
});

test('the row of the caret stays in view when there are more rows than room, and signs tell of the others', () => {
  const view = draw('1\n2\n3\n4\n5', 9, 10, 2);
  expect(view.lines.map(plainText)).toEqual(['▲ 4', '  5']);
  expect(view.wanted).toBe(5);
  expect(draw('1\n2\n3\n4\n5', 0, 10, 2).lines.map(plainText)).toEqual(['> 1', '▼ 2']);
});

test('whatever is typed, rows fit and the caret stands inside', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.integer({ min: 5, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
      (text, columns, rows) => {
        const view = inputView({ text, caret: text.length }, columns, rows, UNICODE_GLYPHS, '', CELLS);
        expect(view.lines.length).toBeLessThanOrEqual(rows);
        expect(view.caret.y).toBeLessThan(Math.max(1, view.lines.length));
        for (const line of view.lines) expect(lineWidth(line, CELLS)).toBeLessThanOrEqual(columns);
        expect(view.caret.x).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

test('a text wrapped after another is wrapped as if there had been none', () => {
  const text = fc.array(fc.constantFrom('a', 'longer line', '', '你好世界你好'), { maxLength: 6 });
  const columns = fc.integer({ min: 5, max: 12 });
  fc.assert(
    fc.property(text, text, columns, columns, (before, after, oldColumns, newColumns) => {
      const last = wrapInput(before.join('\n'), oldColumns, CELLS);
      const joined = after.join('\n');
      expect(wrapInput(joined, newColumns, CELLS, last)).toEqual(wrapInput(joined, newColumns, CELLS));
    }),
  );
});

test('a key in a long draft wraps its own line only', () => {
  const fitted: string[] = [];
  const cells = {
    ...CELLS,
    fit: (line: string, width: number): string => {
      fitted.push(line);
      return CELLS.fit(line, width);
    },
  };
  const lines = Array.from({ length: 1000 }, (_, n) => `line ${n}`);
  const last = wrapInput(lines.join('\n'), 40, cells);
  fitted.length = 0;
  const typed = lines.with(500, 'line 500x').join('\n');
  expect(wrapInput(typed, 40, cells, last).rows).toHaveLength(1000);
  expect(fitted).toEqual(['line 500x']);
});
