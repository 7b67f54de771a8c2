import { afterEach, describe, expect, test } from 'vitest';
import { asciiSign, withAsciiSigns } from '../../../src/terminal/text/ascii-signs.ts';
import { textWidth } from '../../../src/terminal/text/clusters.ts';
import { measureAmbiguous } from '../../../src/terminal/text/code-points.ts';
import { createLineStore } from '../../../src/terminal/text/line-store.ts';
import { UNICODE_GLYPHS } from '../../../src/views/glyphs.ts';

const signsOf = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(signsOf);
const ALL = signsOf(UNICODE_GLYPHS);

afterEach(() => measureAmbiguous(1));

describe('a stand-in', () => {
  test('is there for every sign a screen is drawn with, and takes one cell like the sign', () => {
    expect(ALL.length).toBeGreaterThan(40);
    for (const sign of ALL) expect(withAsciiSigns(sign)).toMatch(/^[\x20-\x7e]$/);
    for (const sign of ALL) expect(textWidth(sign)).toBe(1);
  });

  test('is there for all that boxes are drawn with', () => {
    for (let point = 0x2500; point <= 0x257f; point += 1)
      expect(String.fromCodePoint(asciiSign(point))).toMatch(/^[-=|+x/\\]$/);
  });

  test.each([
    ['┌─┬─┐', '+-+-+'],
    ['┏━▸1━┓', '+=>1=+'],
    ['✓→1.2', 'v>1.2'],
    ['◦ ◆ ★ ✗ ⊘ ↻ ■', '. # * x c @ ='],
    ['⠋⠙⠹⠸', '|/-\\'],
    ['“so”, he’d say – well…', '"so", he\'d say - well~'],
    ['Привет, naïve 漢字 🚀', 'Привет, naïve 漢字 🚀'],
  ])('%s is shown as %s', (text, shown) => {
    expect(withAsciiSigns(text)).toBe(shown);
  });
});

describe('where ambiguous characters are wide', () => {
  test('letters take two cells, and signs keep their one', () => {
    expect([textWidth('Привет'), textWidth('αβγ'), textWidth('é±'), textWidth('漢'), textWidth('abc')]).toEqual([
      6, 3, 2, 2, 3,
    ]);
    measureAmbiguous(2);
    expect([textWidth('Привет'), textWidth('αβγ'), textWidth('é±'), textWidth('漢'), textWidth('abc')]).toEqual([
      12, 6, 4, 2, 3,
    ]);
    for (const sign of ALL) expect(textWidth(sign)).toBe(1);
    expect(textWidth('┌─┐│└┘…–')).toBe(8);
  });

  test('text that was wrapped before is wrapped anew at the same width', () => {
    const store = createLineStore({ cols: 6 });
    store.append('Привет', 0);
    store.resize(6);
    expect(store.rows).toBe(1);
    measureAmbiguous(2);
    store.resize(6);
    expect(store.rows).toBe(2);
    measureAmbiguous(1);
    store.resize(6);
    expect(store.rows).toBe(1);
  });
});
