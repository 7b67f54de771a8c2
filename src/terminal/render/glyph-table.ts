import type { Capabilities } from '../capabilities.ts';
import { asciiSign, withAsciiSigns } from '../text/ascii-signs.ts';
import { CLASS, pointClass, pointWidth } from '../text/code-points.ts';
import { degrade, needsBase } from '../text/degrade.ts';
import { CLUSTER_BIT } from './cell-grid.ts';

/** The parts of the capabilities that decide how a glyph is sent. Signs are Unicode and one cell wide unless it says otherwise. */
export type WidthRules = Pick<Capabilities, 'widths' | 'emojiCells'> &
  Partial<Pick<Capabilities, 'ambiguousCells' | 'signs'>>;

/** Clusters of several code points, numbered, with the bytes that draw them on this terminal. */
export interface GlyphTable {
  /** The glyph of a cluster that takes `width` cells. */
  glyph(cluster: string, width: number): number;
  /** The text a glyph stands for. */
  text(glyph: number): string;
  /** What the terminal is sent for it. */
  bytes(glyph: number): string;
  /** The glyph that is sent for it: itself, or the ASCII character that stands in for a sign. */
  drawnAs(glyph: number): number;
  /** True when every terminal is known to advance by exactly the width of this glyph. */
  trusted(glyph: number): boolean;
  setRules(rules: WidthRules): void;
  /** Forgets all clusters; every cell that holds one must be painted again. */
  clear(): void;
  readonly size: number;
}

const ASCII = Array.from({ length: 0x7f }, (_, code) => String.fromCharCode(code));
const ERASE_BOTH = '\x1b[2X'; // without moving the cursor

/** Kana, Han and Hangul. */
const isWideLetter = (point: number): boolean =>
  (point >= 0x3041 && point <= 0x3096) ||
  (point >= 0x309b && point <= 0x33ff) ||
  (point >= 0x4e00 && point <= 0x9fff) ||
  (point >= 0xac00 && point <= 0xd7a3);

const isTrusted = (point: number): boolean =>
  point < 0x300 ||
  (point >= 0x370 && point < 0x483) || // Greek, Cyrillic
  (point >= 0x2010 && point <= 0x2027) || // dashes, quotes, bullets, ellipsis
  (point >= 0x2190 && point <= 0x2193) ||
  (point >= 0x2500 && point <= 0x259f) || // box drawing, blocks
  isWideLetter(point);

/** Emoji, flags and pictures with a selector are two cells wherever clusters are known; other wide clusters may not be. */
const isPicture = (cluster: string): boolean => /[\p{Emoji_Presentation}\p{Regional_Indicator}\ufe0f]/u.test(cluster);

/**
 * False for clusters that terminals with clusters still disagree about: marks without a base, letters after a prepended
 * sign, a picture's selector on something that is no picture. Real text has none of them.
 */
function isOrdinary(cluster: string, width: number): boolean {
  const base = cluster.codePointAt(0) ?? 0;
  if (needsBase(base) || pointClass(base) === CLASS.prepend) return false;
  return width === 2 || !/[\ufe0f\u200c]/.test(cluster);
}

export function createGlyphTable(initial: WidthRules): GlyphTable {
  let rules = initial;
  let isAscii = initial.signs === 'ascii';
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const widths: number[] = [];
  const sent: string[] = [];

  const drawnAs = (glyph: number): number => (isAscii && glyph < CLUSTER_BIT ? asciiSign(glyph) : glyph);

  const withStandIns = (text: string): string => (isAscii ? withAsciiSigns(text) : text);

  /** Without a UTF-8 locale only ASCII is sure to come out as it should; where signs may be wide, so are wide letters. */
  const trusts = (point: number): boolean =>
    isAscii ? point < 0x7f || (rules.ambiguousCells === 2 && isWideLetter(point)) : isTrusted(point);

  function encode(cluster: string, width: number): string {
    const base = cluster.codePointAt(0) ?? 0;
    const isWhole = rules.widths === 'grapheme' && isOrdinary(cluster, width) && drawnAs(base) === base;
    const bytes = isWhole ? cluster : withStandIns(degrade(cluster, width));
    const surelyWide = rules.emojiCells === 2 && (rules.widths === 'codepoint' || isPicture(cluster));
    return width === 2 && !surelyWide ? ERASE_BOTH + bytes : bytes;
  }

  return {
    glyph(cluster, width) {
      let number = numbers.get(cluster);
      if (number === undefined) {
        number = texts.length;
        numbers.set(cluster, number);
        texts.push(cluster);
        widths.push(width);
        sent.push(encode(cluster, width));
      }
      return (CLUSTER_BIT | number) >>> 0;
    },
    text: (glyph) => (glyph >= CLUSTER_BIT ? (texts[glyph - CLUSTER_BIT] ?? '') : String.fromCodePoint(glyph)),
    bytes(glyph) {
      if (glyph < 0x7f) return ASCII[glyph] ?? ' ';
      if (glyph >= CLUSTER_BIT) return sent[glyph - CLUSTER_BIT] ?? ' ';
      const text = String.fromCodePoint(drawnAs(glyph));
      if (trusts(glyph)) return text;
      if (needsBase(glyph)) return ' '.repeat(pointWidth(glyph));
      const mayBeNarrow = rules.emojiCells === 1 || rules.ambiguousCells === 2;
      return mayBeNarrow && pointWidth(glyph) === 2 ? ERASE_BOTH + text : text;
    },
    drawnAs,
    trusted: (glyph) => glyph < CLUSTER_BIT && trusts(glyph),
    setRules(next) {
      rules = next;
      isAscii = next.signs === 'ascii';
      texts.forEach((text, number) => (sent[number] = encode(text, widths[number] ?? 1)));
    },
    clear() {
      numbers.clear();
      texts.length = 0;
      widths.length = 0;
      sent.length = 0;
    },
    get size() {
      return texts.length;
    },
  };
}
