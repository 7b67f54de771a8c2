import { describe, expect, test } from 'vitest';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { DEFAULT_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';
import type { Cursor } from '../../../src/recorder/terminal/grid.ts';
import { gridOf, gridOfLines, painted } from './picture-fixture.ts';
import type { CellSpec } from './picture-fixture.ts';

const PAPER = DEFAULT_THEME.background;
const INK = DEFAULT_THEME.foreground;

const inkIn = (pixels: Uint32Array): number => pixels.filter((pixel) => (pixel & 0xffffff) !== PAPER).length;
const brightest = (pixels: Uint32Array): number => Math.max(...pixels.map((pixel) => pixel & 0xff));
const lineIn = (text: string, style: number) => painted(gridOfLines([text], { style })).pixels;
const coloursIn = (spec: CellSpec, at: Partial<Cursor> = {}): readonly number[] => {
  const { pixels } = painted(gridOf(1, 1, [spec], at));
  return Array.from(new Set(Array.from(pixels, (pixel) => pixel & 0xffffff))).toSorted((a, b) => a - b);
};
const emoji = (text: string) => painted(gridOf(2, 1, [{ text, width: 2 }, { width: 0 }]));
const cursor = (shape: Cursor['shape'], change: Partial<Cursor> = {}) =>
  painted(gridOfLines(['██'], {}, { visible: true, shape, ...change }));

describe('a picture of a grid', () => {
  test('is as large as its cells, times the scale', () => {
    const { painter, area } = painted(gridOfLines(['abc', 'def']), { scale: 2 });
    expect([painter.width, painter.height]).toEqual([60, 80]);
    expect(area).toEqual({ x: 0, y: 0, width: 60, height: 80 });
  });

  test('is opaque everywhere when nothing is rounded', () => {
    const { pixels } = painted(gridOfLines(['äß漢│▒']));
    expect(pixels.every((pixel) => pixel >>> 24 === 255)).toBe(true);
  });

  test('shows the text in its colour and the paper in its own', () => {
    const { at } = painted(gridOfLines(['█ '], { foreground: 0x123456, background: 0xfedcba }));
    expect(at(5, 10)).toBe(0x123456);
    expect(at(15, 10)).toBe(0xfedcba);
  });

  test('knows as many steps between ink and paper as it was told', () => {
    const grid = gridOfLines(['The quick brown fox', 'jumps over 0123456789']);
    const shades = (aliasLevels: 8 | 16 | 256): number => new Set(painted(grid, { aliasLevels }).pixels).size;
    expect(shades(8)).toBe(8);
    expect(shades(16)).toBe(16);
    expect(shades(256)).toBeGreaterThan(60);
  });

  test('draws bold with more ink, italic with other ink, dim with weaker ink', () => {
    const plain = lineIn('E', 0);
    expect(inkIn(lineIn('E', STYLE.bold))).toBeGreaterThan(inkIn(plain));
    expect(lineIn('E', STYLE.italic)).not.toEqual(plain);
    expect(brightest(lineIn('E', STYLE.dim))).toBeLessThan(brightest(plain));
  });

  test('makes up bold where only a regular glyph exists', () => {
    expect(inkIn(lineIn('⚙', STYLE.bold))).toBeGreaterThan(inkIn(lineIn('⚙', 0)));
  });

  test('swaps the colours of inverse text and hides hidden text', () => {
    expect(painted(gridOfLines([' '], { style: STYLE.inverse })).at(5, 10)).toBe(INK);
    expect(inkIn(painted(gridOfLines(['E'], { style: STYLE.hidden })).pixels)).toBe(0);
  });

  test('draws every kind of line, each its own way', () => {
    const kinds = [1, 2, 3, 4, 5].map((kind) => kind << UNDERLINE_SHIFT);
    const pictures = [...kinds, STYLE.strike, STYLE.overline].map((style) => {
      const { pixels } = painted(gridOfLines(['  '], { style }));
      expect(inkIn(pixels)).toBeGreaterThan(0);
      return pixels.join();
    });
    expect(new Set(pictures).size).toBe(7);
  });

  test('draws an underline in its own colour, and other lines in that of the text', () => {
    const style = STYLE.strike | STYLE.overline | (1 << UNDERLINE_SHIFT);
    const cell = { style, foreground: 0x0000ff, background: 0x000000, underlineColour: 0xff0000 };
    expect(coloursIn(cell)).toEqual([0x000000, 0x0000ff, 0xff0000]);
    expect(coloursIn({ ...cell, underlineColour: DEFAULT_COLOUR })).toEqual([0x000000, 0x0000ff]);
    expect(coloursIn({ ...cell, style: style | STYLE.inverse })).toEqual([0x000000, 0x0000ff, 0xff0000]);
    expect(coloursIn({ ...cell, style: style | STYLE.hidden })).toEqual([0x000000]);
    expect(coloursIn(cell, { visible: true, shape: 'block' })).not.toContain(0xff0000);
  });

  test('continues an underline over both halves of a wide character', () => {
    const style = 1 << UNDERLINE_SHIFT;
    const { pixels } = painted(
      gridOf(2, 1, [
        { text: '漢', width: 2, style },
        { width: 0, style },
      ]),
    );
    const rows = Array.from({ length: 20 }, (_, y) => pixels.subarray(y * 20, y * 20 + 20));
    expect(rows.some((row) => row.every((pixel) => (pixel & 0xffffff) === INK))).toBe(true);
  });

  test('stretches wide characters over two cells', () => {
    for (const text of ['漢', '🚀', '한']) {
      const { at } = painted(gridOf(2, 1, [{ text, width: 2 }, { width: 0 }]));
      const columns = Array.from({ length: 20 }, (_, x) => x).filter((x) =>
        Array.from({ length: 20 }, (__, y) => y).some((y) => at(x, y) !== PAPER),
      );
      expect(Math.min(...columns)).toBeLessThan(8);
      expect(Math.max(...columns)).toBeGreaterThan(12);
    }
  });

  test('draws emoji in their own colours and families, flags and skin tones as one picture', () => {
    expect(emoji('🔥').at(10, 14)).not.toBe(PAPER);
    const pictures = ['👍', '👍🏽', '👩', '👩‍💻', '👨‍👩‍👧‍👦', '🇩🇪', '🇯🇵', '🏳️‍🌈', '❤️', '1️⃣'].map((text) => {
      const { painter, pixels } = emoji(text);
      expect(painter.missingGlyphs.size).toBe(0);
      expect(new Set(pixels).size).toBeGreaterThan(2);
      return pixels.join();
    });
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test('draws emoji that are nothing but black figures in the colour of the text', () => {
    for (const text of ['✔️', '©️', '®️', '➕', '🐜']) {
      const { pixels } = painted(gridOf(2, 1, [{ text, width: 2, foreground: 0x00ff00 }, { width: 0 }]));
      expect(pixels.some((pixel) => (pixel & 0xffffff) === 0x00ff00)).toBe(true);
    }
  });

  test('leaves black what is named for being black', () => {
    for (const text of ['⚫', '⬛', '◼️', '🖤']) {
      const { pixels, painter } = painted(gridOf(2, 1, [{ text, width: 2, foreground: 0x00ff00 }, { width: 0 }]));
      expect(pixels.some((pixel) => (pixel & 0xffffff) === 0x00ff00)).toBe(false);
      expect([new Set(pixels).size > 1, painter.missingGlyphs.size]).toEqual([true, 0]);
    }
  });

  test('draws marks over their letters', () => {
    const plain = inkIn(painted(gridOfLines(['x'])).pixels);
    for (const text of ['x\u0302', 'x\u0323', 'x\u0338']) {
      const { pixels, painter } = painted(gridOf(1, 1, [{ text }]));
      expect(inkIn(pixels)).toBeGreaterThan(plain);
      expect(painter.missingGlyphs.size).toBe(0);
    }
    expect(painted(gridOf(1, 1, [{ text: 'e\u0301' }])).pixels).toEqual(painted(gridOfLines(['é'])).pixels);
  });

  test('shows a box for a character no font has, and counts it', () => {
    const { painter, pixels } = painted(gridOfLines(['\uf013a\uf013']));
    expect([...painter.missingGlyphs]).toEqual([['\uf013', 2]]);
    expect(inkIn(pixels)).toBeGreaterThan(50);
  });

  test('counts a flood of different missing characters without keeping them all', () => {
    const flood = Array.from({ length: 6000 }, (_, at) => String.fromCodePoint(0xf0000 + at));
    const { painter } = painted(
      gridOf(
        100,
        60,
        flood.map((text) => ({ text })),
      ),
    );
    expect(painter.missingGlyphs.size).toBeLessThan(600);
    expect([...painter.missingGlyphs.values()].reduce((sum, count) => sum + count, 0)).toBe(6000);
  });

  test('draws a letter under a tower of marks, not the whole tower', () => {
    const few = painted(gridOf(1, 1, [{ text: `x${'\u0302'.repeat(6)}` }]));
    const many = painted(gridOf(1, 1, [{ text: `x${'\u0302'.repeat(5000)}` }]));
    expect(many.pixels).toEqual(few.pixels);
  });

  test('leaves nothing in cells of blanks of any kind', () => {
    const { painter, pixels } = painted(gridOfLines([' \u00a0\u2003\u200b\u3000\u2800']));
    expect(inkIn(pixels)).toBe(0);
    expect(painter.missingGlyphs.size).toBe(0);
  });

  test('takes a lone half of a wide character for a blank', () => {
    const { pixels } = painted(gridOf(2, 1, [{ width: 0 }, { text: '漢', width: 2 }]));
    expect(pixels).toHaveLength(400);
    expect(inkIn(pixels.filter((_, at) => at % 20 < 10))).toBe(0);
  });
});

describe('the cursor', () => {
  test('as a block takes the theme’s cursor colour for its paper and the accent for the text', () => {
    const { at } = cursor('block');
    expect(at(5, 10)).toBe(DEFAULT_THEME.cursorAccent);
    expect(at(15, 10)).toBe(INK);
  });

  test('as a bar stands at the left, as an underline at the foot', () => {
    const theme = { ...DEFAULT_THEME, cursor: 0xff0000 };
    const bar = painted(gridOfLines([' '], {}, { visible: true, shape: 'bar' }), { theme });
    expect([bar.at(0, 10), bar.at(5, 10)]).toEqual([0xff0000, PAPER]);
    const underline = painted(gridOfLines([' '], {}, { visible: true, shape: 'underline' }), { theme });
    expect([underline.at(5, 19), underline.at(5, 10)]).toEqual([0xff0000, PAPER]);
  });

  test('covers both halves of a wide character', () => {
    const cells: CellSpec[] = [{ text: '漢', width: 2 }, { width: 0 }];
    const { at } = painted(gridOf(2, 1, cells, { visible: true, column: 1 }));
    expect([at(0, 0), at(19, 0)]).toEqual([DEFAULT_THEME.cursor, DEFAULT_THEME.cursor]);
  });

  test('is not drawn when the grid hides it', () => {
    expect(cursor('block', { visible: false }).at(5, 10)).toBe(INK);
  });
});
