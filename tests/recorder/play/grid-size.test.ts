import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridSize } from '../../../src/recorder/play/grid-size.ts';
import { settingsWith } from './settings.ts';

const sized = (more: Parameters<typeof settingsWith>[0]): unknown => {
  const size = gridSize(settingsWith({ cells: null, ...more }));
  return size.ok ? [size.value.columns, size.value.rows] : size.error;
};

describe('the cells of a tape', () => {
  test('are its own when it names them', () => {
    expect(sized({ cells: { columns: 120, rows: 36 }, width: 10 })).toEqual([120, 36]);
  });

  test('follow from the picture, the font and what stands around', () => {
    expect(sized({})).toEqual([76, 15]);
    expect(sized({ fontSize: 16, width: 800, height: 400 })).toEqual([67, 12]);
    expect(sized({ windowBar: 'Rings', windowBarSize: 40, margin: 20, padding: 30 })).toEqual([77, 15]);
    expect(sized({ lineHeight: 1.5, letterSpacing: 3 })).toEqual([66, 10]);
  });

  test('have the rows of a plain Linux machine when nothing but text is written', () => {
    const size = { fontSize: 16, width: 800, height: 400 };
    const text = { kind: 'txt', path: 'a.txt' } as const;
    expect(sized({ ...size, outputs: [text] })).toEqual([67, 14]);
    expect(sized({ ...size, outputs: [text, { kind: 'gif', path: 'a.gif' }] })).toEqual([67, 12]);
    expect(sized({ ...size, outputs: [text], fontFamily: 'JetBrains Mono' })).toEqual([67, 12]);
    expect(sized({ ...size, outputs: [text], cells: { columns: 80, rows: 24 } })).toEqual([80, 24]);
  });

  test('are refused with both numbers when nothing is left', () => {
    expect(sized({ width: 100, height: 100, padding: 60 })).toBe(
      'This size leaves no cells to play in: the picture must be at least 120 x 120 pixels to hold its padding, margin and bar.',
    );
    expect(sized({ width: 130, height: 400 })).toContain('130 x 400 pixels leave no cell; the least is 144 x 160');
    expect(sized({ cells: { columns: 0, rows: 24 } })).toContain('0×24');
    expect(sized({ cells: { columns: 80, rows: 100_000 } })).toContain('80×100000');
  });

  test('are at least one by one or an error, for any numbers', () => {
    const pixels = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(pixels, pixels, pixels, fc.integer({ min: 1, max: 500 }), (width, height, padding, fontSize) => {
        const size = gridSize(settingsWith({ cells: null, width, height, padding, fontSize }));
        expect(!size.ok || (size.value.columns >= 1 && size.value.rows >= 1 && size.value.columns <= 1000)).toBe(true);
      }),
    );
  });
});
