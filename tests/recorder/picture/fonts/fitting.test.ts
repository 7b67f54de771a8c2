import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusterParts } from '../../../../src/recorder/picture/fonts/cluster.ts';
import { createFontSet } from '../../../../src/recorder/picture/fonts/font-set.ts';
import { heightFit } from '../../../../src/recorder/picture/fonts/height-fit.ts';
import { placeMark } from '../../../../src/recorder/picture/fonts/mark-placement.ts';
import { sharpest } from '../../../../src/recorder/picture/fonts/sideways-fit.ts';
import { FILES } from '../picture-fixture.ts';

const font = createFontSet(FILES).text;
const outlineOf = (character: string) => font.outline(font.glyphOf(character.codePointAt(0) ?? 0));
const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=+-_@#%&{}[]()');

describe('fitting heights to pixels', () => {
  test('never turns a letter over: what was higher stays higher', () => {
    const size = fc.integer({ min: 8, max: 60 });
    fc.assert(
      fc.property(fc.constantFrom(...LETTERS), size, (letter, fontSize) => {
        const fit = heightFit(font, outlineOf(letter), fontSize / font.unitsPerEm);
        for (let y = -300; y < 1000; y += 10) expect(fit(y + 10)).toBeGreaterThanOrEqual(fit(y) - 1e-6);
      }),
    );
  });

  test('moves nothing by more than a pixel and a half', () => {
    for (const letter of LETTERS) {
      for (const fontSize of [12, 15, 22, 30, 44]) {
        const scale = fontSize / font.unitsPerEm;
        const fit = heightFit(font, outlineOf(letter), scale);
        for (let y = -250; y < 1000; y += 25) expect(Math.abs(fit(y) - y) * scale).toBeLessThan(1.5);
      }
    }
  });

  test('puts baseline, x-height and capitals on whole pixels', () => {
    const scale = 15 / font.unitsPerEm;
    const isWhole = (y: number): boolean => Math.abs(y * scale - Math.round(y * scale)) < 0.03;
    for (const letter of ['x', 'z', 'u'])
      expect(isWhole(heightFit(font, outlineOf(letter), scale)(font.xHeight))).toBe(true);
    for (const letter of ['E', 'H', 'T', 'Z']) {
      const fit = heightFit(font, outlineOf(letter), scale);
      expect([isWhole(fit(0)), isWhole(fit(font.capHeight))]).toEqual([true, true]);
    }
  });

  test('leaves an outline without flat strokes as it is', () => {
    const fit = heightFit(font, [], 0.015);
    expect([fit(-100), fit(0), fit(333)]).toEqual([-100, 0, 333]);
  });
});

describe('fitting sideways', () => {
  test('moves a stem onto whole pixels', () => {
    const [moved] = sharpest([[2.25, 0, 3.25, 0, 3.25, 9, 2.25, 9]], 8, 10);
    expect(moved).toEqual([2, 0, 3, 0, 3, 9, 2, 9]);
  });

  test('leaves what is sharp already', () => {
    const glyph = [[2, 0, 4, 0, 4, 9, 2, 9]];
    expect(sharpest(glyph, 8, 10)).toBe(glyph);
  });
});

describe('marks', () => {
  const base = [[2, 8, 8, 8, 8, 15, 2, 15]];

  test('above go over the middle of the letter and never into it', () => {
    const [mark] = placeMark(base, [[0, 6, 2, 6, 2, 7.9, 0, 7.9]], 15, 15);
    expect(mark?.filter((_, at) => at % 2 === 0)).toEqual([4, 6, 6, 4]);
    expect(Math.max(...(mark ?? []).filter((_, at) => at % 2 === 1))).toBeLessThan(8);
  });

  test('below go under it', () => {
    const [mark] = placeMark(base, [[0, 15, 2, 15, 2, 17, 0, 17]], 15, 15);
    expect(Math.min(...(mark ?? []).filter((_, at) => at % 2 === 1))).toBeGreaterThan(15);
  });

  test('through it stay at their height', () => {
    const [mark] = placeMark(base, [[0, 10, 10, 10, 10, 11, 0, 11]], 15, 15);
    expect(mark).toEqual([0, 10, 10, 10, 10, 11, 0, 11]);
  });
});

describe('clusters', () => {
  test('are emoji when they say so, or when the terminal gives them two cells', () => {
    expect(clusterParts('✔', 1).prefersEmoji).toBe(false);
    expect(clusterParts('✔️', 2).prefersEmoji).toBe(true);
    expect(clusterParts('⚡', 2).prefersEmoji).toBe(true);
    expect(clusterParts('⚡\ufe0e', 2).prefersEmoji).toBe(false);
    expect(clusterParts('漢', 2).prefersEmoji).toBe(false);
    expect(clusterParts('1', 1).prefersEmoji).toBe(false);
  });

  test('lose what has no picture, and are empty when nothing is left', () => {
    expect(clusterParts('a\u200d\ufe0e', 1).codePoints).toEqual([0x61]);
    expect(clusterParts('\u200b', 1).codePoints).toEqual([]);
    expect(clusterParts('\u00a0', 1).codePoints).toEqual([]);
    expect(clusterParts('', 1).codePoints).toEqual([]);
  });

  test('compose letters and marks where a letter for both exists', () => {
    expect(clusterParts('e\u0301', 1).codePoints).toEqual([0xe9]);
    expect(clusterParts('x\u0302', 1).codePoints).toEqual([0x78, 0x302]);
  });
});
