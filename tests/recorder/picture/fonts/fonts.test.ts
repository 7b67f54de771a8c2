import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packBitmaps, unpackBitmaps } from '../../../../src/recorder/picture/fonts/bitmap-font.ts';
import { bitmapPolygons } from '../../../../src/recorder/picture/fonts/bitmap-polygons.ts';
import { createFontSet, FONT_FILES } from '../../../../src/recorder/picture/fonts/font-set.ts';
import { fontFilesIn } from '../../../../src/recorder/picture/font-folder.ts';
import { DATA_FOLDER, FILES } from '../picture-fixture.ts';

const fonts = createFontSet(FILES);
const PLAIN = { bold: false, italic: false };
const codeOf = (text: string): number => text.codePointAt(0) ?? 0;

describe('the bundled fonts', () => {
  test('lie beside their licences and stay small', () => {
    const files = readdirSync(join(DATA_FOLDER, 'fonts'));
    const families = files.filter((name) => !name.endsWith('.txt')).map((name) => name.replace(/[-.].*$/, ''));
    expect([...new Set(families)].toSorted()).toEqual(['DejaVuSansMono', 'JetBrainsMono', 'Twemoji', 'unifont']);
    for (const family of new Set(families)) expect(files).toContain(`${family}.LICENSE.txt`);
    expect(readFileSync(join(DATA_FOLDER, 'vhs-themes.LICENSE.txt'), 'utf8')).toContain('MIT License');
    const bytes = files.reduce((sum, name) => sum + statSync(join(DATA_FOLDER, 'fonts', name)).size, 0);
    expect(bytes).toBeLessThan(3_500_000);
  });

  test('are all there', () => {
    for (const name of Object.values(FONT_FILES)) expect(FILES.read(name).length).toBeGreaterThan(0);
  });

  test('are missed with a clear message', () => {
    expect(() => fontFilesIn('/nowhere').read('fonts/x.ttf')).toThrow(/x\.ttf is missing: the package is incomplete/);
  });

  test('are not read before a character needs them', () => {
    const read: string[] = [];
    const counted = createFontSet({
      read: (name) => {
        read.push(name);
        return FILES.read(name);
      },
    });
    counted.find(codeOf('a'), PLAIN);
    expect(read).toEqual([FONT_FILES.regular]);
    counted.find(codeOf('漢'), { bold: true, italic: true });
    expect(read).toEqual([FONT_FILES.regular, FONT_FILES.boldItalic, FONT_FILES.symbols, FONT_FILES.bitmaps]);
  });

  test('have their own bold and italic letters', () => {
    for (const bold of [false, true]) {
      for (const italic of [false, true]) {
        const found = fonts.find(codeOf('g'), { bold, italic });
        expect(found).toMatchObject({ kind: 'outline', madeBold: false, madeItalic: false });
      }
    }
  });

  test('ask the regular style before the next family, and say what must be made up', () => {
    const inRegular = Array.from({ length: 0x2000 }, (_, code) => code + 0x20).filter(
      (code) => fonts.text.glyphOf(code) > 0,
    );
    for (const code of inRegular) {
      const found = fonts.find(code, { bold: true, italic: true });
      expect([code, found?.kind === 'outline' && found.font.unitsPerEm]).toEqual([code, 1000]);
    }
    expect(fonts.find(codeOf('⚙'), { bold: true, italic: false })).toMatchObject({ madeBold: true, madeItalic: false });
  });

  test('cover the writing systems and symbols that programs show', () => {
    const text = 'AzÄßőĞŁΩλЖя←→⇒∞≠≤✓✗✔★☆●○■▲▶◆…–—•€£日本語漢字かなカナ한국어ก๊अعשไทย☃♥♪⌘⏎①';
    for (const character of text) {
      const found = fonts.find(codeOf(character), PLAIN);
      expect([character, found !== null]).toEqual([character, true]);
    }
  });

  test('draw mathematical letters as the letters they stand for', () => {
    expect(fonts.find(codeOf('𝒜'), PLAIN)).toEqual(fonts.find(codeOf('A'), PLAIN));
    expect(fonts.find(codeOf('𝟙'), PLAIN)).toEqual(fonts.find(codeOf('1'), PLAIN));
  });

  test('have no private and no control characters', () => {
    for (const code of [0x00, 0x1b, 0x7f, 0xe000, 0xf8fe, 0xffff]) expect(fonts.find(code, PLAIN)).toBeNull();
  });
});

describe('emoji', () => {
  test('are found with and without their selectors', () => {
    for (const [marked, plain] of [
      ['❤️', '❤'],
      ['1️⃣', '1⃣'],
      ['🏳️‍🌈', '🏳‍🌈'],
    ] as const) {
      expect(fonts.emoji.find(marked)).not.toBeNull();
      expect(fonts.emoji.find(marked)).toBe(fonts.emoji.find(plain));
    }
  });

  test('know sequences as wholes only', () => {
    expect(fonts.emoji.find('👍🏽')).not.toBe(fonts.emoji.find('👍'));
    expect(fonts.emoji.find('🏴󠁧󠁢󠁳󠁣󠁴󠁿')).not.toBe(fonts.emoji.find('🏴'));
    expect(fonts.emoji.find('🚀🚀')).toBeNull();
    expect(fonts.emoji.find('a')).toBeNull();
    expect(fonts.emoji.find('')).toBeNull();
  });

  test('are layers inside the square they are given', () => {
    const layers = fonts.emoji.layers(fonts.emoji.find('😀') ?? 0, 10, 20, 40);
    expect(layers.length).toBeGreaterThan(1);
    const numbers = layers.flatMap(({ polygons }) => polygons).flat();
    const [xs, ys] = [numbers.filter((_, at) => at % 2 === 0), numbers.filter((_, at) => at % 2 === 1)];
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(9.9);
    expect(Math.max(...xs)).toBeLessThanOrEqual(50.1);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(19.9);
    expect(Math.max(...ys)).toBeLessThanOrEqual(60.1);
  });
});

const area = (polygons: readonly (readonly number[])[]): number =>
  polygons.reduce((sum, points) => {
    let twice = 0;
    for (let at = 0; at < points.length; at += 2) {
      const next = (at + 2) % points.length;
      twice += (points[at] ?? 0) * (points[next + 1] ?? 0) - (points[next] ?? 0) * (points[at + 1] ?? 0);
    }
    return sum + twice / 2;
  }, 0);

describe('packed bitmaps', () => {
  test('come out as they went in', () => {
    const glyph = fc.tuple(
      fc.nat(0xffff),
      fc.boolean().chain((isWide) => {
        const size = isWide ? 32 : 16;
        return fc.uint8Array({ minLength: size, maxLength: size });
      }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(glyph, { selector: ([code]) => code }), (glyphs) => {
        const font = unpackBitmaps(packBitmaps(glyphs.map(([codePoint, bytes]) => ({ codePoint, bytes }))));
        for (const [codePoint, bytes] of glyphs) {
          const found = font.glyph(codePoint);
          const perRow = bytes.length / 16;
          const rows = Array.from({ length: 16 }, (_, row) =>
            perRow === 1 ? bytes[row] : (bytes[row * 2] ?? 0) * 256 + (bytes[row * 2 + 1] ?? 0),
          );
          expect(found).toEqual({ width: perRow * 8, rows });
        }
      }),
    );
  });

  test('of the package hold Chinese, Japanese and Korean', () => {
    const font = unpackBitmaps(inflateSync(FILES.read(FONT_FILES.bitmaps)));
    for (const [from, to] of [
      [0x3041, 0x3096],
      [0x4e00, 0x9fff],
      [0xac00, 0xd7a3],
    ] as const) {
      for (let code = from; code <= to; code += 1) expect(font.glyph(code)).not.toBeNull();
    }
    expect(font.glyph(codeOf('a'))).toBeNull();
  });

  test('become polygons of the same area, and diagonals become lines', () => {
    const place = { scale: 2, left: 0, top: 0, slant: 0 };
    expect(area(bitmapPolygons(8, [0b11100000, 0b11100000], place))).toBe(24);
    const stairs = bitmapPolygons(8, [0b10000000, 0b01000000], place);
    expect(stairs).toHaveLength(4);
    expect(area(stairs)).toBeGreaterThan(8);
  });
});
