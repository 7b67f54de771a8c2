import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { CELLS } from '../../src/dashboard/board.ts';
import { cutLine, joinParts, lineWidth, pad, padStart, shorten, spread, wrapText } from '../../src/views/line.ts';
import { plainText, span } from '../../src/views/span.ts';

const texts = fc.oneof(fc.string(), fc.constantFrom('漢字のテスト', '🚀🚀', 'é́', '👨‍👩‍👧 family', 'plain words here', ''));
const lines = fc.array(
  texts.map((text) => span(text.replaceAll('\n', ' '))),
  { maxLength: 6 },
);

describe('lines of spans', () => {
  test('a cut says so and never splits a wide character', () => {
    expect(shorten('日本語テスト', 5, CELLS)).toBe('日本…');
    expect(shorten('abc', 3, CELLS)).toBe('abc');
    expect(shorten('abc', 0, CELLS)).toBe('');
    expect(pad('日本', 5, CELLS)).toBe('日本 ');
    expect(padStart('7', 3, CELLS)).toBe('  7');
  });

  test('no cut line is wider than it may be', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 40 }), (line, columns) => {
        expect(lineWidth(cutLine(line, columns, CELLS), CELLS)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test('a spread line fills its row exactly, whatever stands in it', () => {
    fc.assert(
      fc.property(lines, lines, fc.integer({ min: 1, max: 60 }), (left, right, columns) => {
        expect(lineWidth(spread(left, right, columns, CELLS), CELLS)).toBe(columns);
      }),
    );
  });

  test('the right side survives when both do not fit', () => {
    expect(plainText(spread([span('a long left side')], [span('right')], 12, CELLS))).toBe('a lon… right');
  });

  test('parts leave in their order until the row fits', () => {
    const parts = [
      { line: [span('12')] },
      { line: [span('agent_a')], leaves: 2 },
      { line: [span('gpt-5-mini')], leaves: 1 },
    ];
    const join = (columns: number): string => plainText(joinParts(parts, columns, CELLS, [span(' ')]));
    expect(join(30)).toBe('12 agent_a gpt-5-mini');
    expect(join(20)).toBe('12 agent_a');
    expect(join(8)).toBe('12');
    expect(join(1)).toBe('…');
  });

  test('wrapped text keeps every word and no row is too wide', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', '漢字漢字', 'a', 'extraordinarily', '🚀'), { maxLength: 12 }),
        fc.integer({ min: 2, max: 30 }),
        (words, columns) => {
          const rows = wrapText(words.join(' '), columns, CELLS);
          for (const row of rows) expect(lineWidth(row, CELLS)).toBeLessThanOrEqual(columns);
          expect(rows.map(plainText).join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });
});
