import { createFontSet } from './fonts/font-set.ts';
import type { FontStyle } from './fonts/font-set.ts';
import { createGlyphCache } from './glyph-cache.ts';
import type { GlyphCache } from './glyph-cache.ts';
import type { FontFiles } from './picture.ts';

/** Whether a font has a character does not depend on the size it is drawn in. */
const SMALL = { cellWidth: 6, cellHeight: 12, fontSize: 9, levels: 2 };
const PLAIN: FontStyle = { bold: false, italic: false };

/**
 * Tells whether no bundled font has a character (a whole grapheme cluster), without a picture being drawn. Fonts are read
 * when the first character asks for them; throws when one of their files is missing.
 */
export function createMissingGlyphs(files: FontFiles): (cluster: string) => boolean {
  let glyphs: GlyphCache | null = null;
  return (cluster) => {
    glyphs ??= createGlyphCache(SMALL, createFontSet(files));
    // Some are drawn only where they have two cells, as emoji.
    return glyphs.get(cluster, 1, PLAIN).isMissing && glyphs.get(cluster, 2, PLAIN).isMissing;
  };
}
