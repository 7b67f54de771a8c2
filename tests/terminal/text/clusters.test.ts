import { eastAsianWidth } from 'get-east-asian-width';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createCluster,
  fitColumns,
  nextCluster,
  splitClusters,
  textWidth,
} from '../../../src/terminal/text/clusters.ts';
import { pointWidth } from '../../../src/terminal/text/code-points.ts';
import { degrade } from '../../../src/terminal/text/degrade.ts';
import { clusterText } from './hostile-text.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const reference = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

describe('clusters', () => {
  test('are those of Intl.Segmenter for any mixture of marks, joiners, flags, jamo and conjuncts', () => {
    fc.assert(
      fc.property(clusterText, (text) => {
        expect(splitClusters(text)).toEqual(reference(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('are those of Intl.Segmenter for arbitrary Unicode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(splitClusters(text)).toEqual(reference(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('keep an Indic conjunct together (rule GB9c)', () => {
    expect(splitClusters('क्ष त्र्य')).toEqual(['क्ष', ' ', 'त्र्य']);
  });

  test('starting again at any boundary gives the same clusters', () => {
    fc.assert(
      fc.property(clusterText, fc.nat(), (text, pick) => {
        const all = reference(text);
        const skipped = all.slice(0, pick % (all.length + 1)).join('').length;
        expect(splitClusters(text.slice(skipped))).toEqual(all.slice(pick % (all.length + 1)));
      }),
    );
  });

  test('never reach past the limit', () => {
    const out = createCluster();
    nextCluster('e\u0301\u0301', 0, out, 2);
    expect(out).toEqual({ end: 2, width: 1, codePoints: 2, base: 0x65 });
  });
});

describe('widths', () => {
  test.each([
    ['plain text', 'abc', 3],
    ['Chinese', '你好', 4],
    ['an emoji of the basic plane', '✅', 2],
    ['an emoji beyond it', '🚀', 2],
    ['a joined family', '👨‍👩‍👧‍👦', 2],
    ['a skin tone', '👍🏽', 2],
    ['a flag', '🇯🇵', 2],
    ['half a flag', '🇯', 1],
    ['a heart by selector', '❤️', 2],
    ['a heart as text', '❤', 1],
    ['a keycap', '1️⃣', 2],
    ['accents on a letter', 'e\u0301\u0323', 1],
    ['jamo of one syllable', '한', 2],
    ['a conjunct of two letters', 'क्ष', 2],
    ['control characters', '\u0007\u001b', 0],
  ])('%s', (_name, text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  test('a single printable code point is as wide as the reference table says, marks and joiners nothing', () => {
    const wrong: string[] = [];
    for (let point = 0x20; point < 0x3_0000; point += 1) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const text = String.fromCodePoint(point);
      if (/[\p{M}\p{C}\p{Zl}\p{Zp}\p{Grapheme_Extend}]/u.test(text) || (point >= 0x1160 && point <= 0x11ff)) continue;
      if (pointWidth(point) !== eastAsianWidth(point)) wrong.push(point.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('are never more than two cells per cluster', () => {
    fc.assert(
      fc.property(clusterText, (text) => {
        expect(splitClusters(text).every((cluster) => textWidth(cluster) <= 2)).toBe(true);
      }),
    );
  });

  test('fitting keeps whole clusters and fits', () => {
    fc.assert(
      fc.property(clusterText, fc.integer({ min: 0, max: 30 }), (text, cols) => {
        const fitted = fitColumns(text, cols);
        expect(text.startsWith(fitted)).toBe(true);
        expect(textWidth(fitted)).toBeLessThanOrEqual(cols);
      }),
    );
  });
});

describe('degrading for terminals that add up code points', () => {
  test.each([
    ['a family becomes its first member', '👨‍👩‍👧', '👨'],
    ['a skin tone is dropped', '👍🏽', '👍'],
    ['a flag becomes its letters', '🇯🇵', 'JP'],
    ['a heart by selector is padded', '❤️', '❤ '],
    ['a keycap becomes its digit, padded', '1️⃣', '1 '],
    ['accents stay', 'e\u0301', 'e\u0301'],
    ['a conjunct keeps both letters', 'क्ष', 'क्ष'],
  ])('%s', (_name, cluster, expected) => {
    expect(degrade(cluster, textWidth(cluster))).toBe(expected);
  });

  test('always advances by exactly the layout width', () => {
    fc.assert(
      fc.property(clusterText, (text) => {
        for (const cluster of splitClusters(text)) {
          const width = textWidth(cluster);
          if (width === 0) continue;
          const advance = Array.from(degrade(cluster, width), (c) => pointWidth(c.codePointAt(0) ?? 0));
          expect(advance.reduce((sum, cells) => sum + cells, 0)).toBe(width);
        }
      }),
    );
  });
});
