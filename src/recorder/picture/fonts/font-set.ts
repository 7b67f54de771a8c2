import { inflateSync } from 'fflate';
import type { FontFiles } from '../picture.ts';
import { unpackBitmaps } from './bitmap-font.ts';
import type { BitmapFont } from './bitmap-font.ts';
import { parseEmojiFont } from './colour-emoji.ts';
import type { EmojiFont } from './colour-emoji.ts';
import { parseOutlineFont } from './outline-font.ts';
import type { OutlineFont } from './outline-font.ts';

/** Which of a family's four files. */
export interface FontStyle {
  readonly bold: boolean;
  readonly italic: boolean;
}

/** One character in one font, and what of the wanted style has to be made up. */
export type FoundGlyph =
  | {
      readonly kind: 'outline';
      readonly font: OutlineFont;
      readonly glyph: number;
      readonly madeBold: boolean;
      readonly madeItalic: boolean;
    }
  | {
      readonly kind: 'bitmap';
      readonly width: 8 | 16;
      readonly rows: readonly number[];
      readonly madeBold: boolean;
      readonly madeItalic: boolean;
    };

/** The bundled fonts in the order they are asked; each is read when the first character needs it. */
export interface FontSet {
  find(codePoint: number, style: FontStyle): FoundGlyph | null;
  readonly text: OutlineFont;
  readonly emoji: EmojiFont;
}

export const FONT_FILES = {
  regular: 'fonts/JetBrainsMono-Regular.ttf',
  bold: 'fonts/JetBrainsMono-Bold.ttf',
  italic: 'fonts/JetBrainsMono-Italic.ttf',
  boldItalic: 'fonts/JetBrainsMono-BoldItalic.ttf',
  symbols: 'fonts/DejaVuSansMono.ttf',
  emoji: 'fonts/Twemoji.ttf',
  bitmaps: 'fonts/unifont.pack',
} as const;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Throws, at the first character that needs it, when a font file is missing. */
export function createFontSet(files: FontFiles): FontSet {
  const outline = (name: string): (() => OutlineFont) => once(() => parseOutlineFont(files.read(name)));
  const regular = outline(FONT_FILES.regular);
  const bold = outline(FONT_FILES.bold);
  const italic = outline(FONT_FILES.italic);
  const boldItalic = outline(FONT_FILES.boldItalic);
  const symbols = outline(FONT_FILES.symbols);
  const emoji = once(() => parseEmojiFont(files.read(FONT_FILES.emoji)));
  const bitmaps = once((): BitmapFont => unpackBitmaps(inflateSync(files.read(FONT_FILES.bitmaps))));

  const styled = (style: FontStyle): (() => OutlineFont) => {
    if (style.bold) return style.italic ? boldItalic : bold;
    return style.italic ? italic : regular;
  };

  const find = (codePoint: number, style: FontStyle): FoundGlyph | null => {
    const plain = { madeBold: style.bold, madeItalic: style.italic };
    const wanted = styled(style)();
    const own = wanted.glyphOf(codePoint);
    if (own !== 0) return { kind: 'outline', font: wanted, glyph: own, madeBold: false, madeItalic: false };
    for (const next of [regular, symbols]) {
      const font = next();
      const glyph = font.glyphOf(codePoint);
      if (glyph !== 0) return { kind: 'outline', font, glyph, ...plain };
    }
    const bitmap = bitmaps().glyph(codePoint);
    return bitmap === null ? null : { kind: 'bitmap', ...bitmap, ...plain };
  };

  return {
    find: (codePoint, style) => find(codePoint, style) ?? find(plainLetter(codePoint), style),
    get text() {
      return regular();
    },
    get emoji() {
      return emoji();
    },
  };
}

/** 𝐀, 𝒜 and 𝔸 are A to anyone who has no mathematical letters; other characters are nobody but themselves. */
const plainLetter = (codePoint: number): number =>
  codePoint >= 0x1d400 && codePoint <= 0x1d7ff
    ? (String.fromCodePoint(codePoint).normalize('NFKC').codePointAt(0) ?? codePoint)
    : codePoint;
