import { flattenOutline, parseOutlineFont } from './outline-font.ts';
import type { Polygons } from './outline-font.ts';
import type { LigatureSubtable } from 'opentype.js';

/** One filled outline of an emoji. */
interface EmojiLayer {
  readonly polygons: Polygons;
  /** 0xrrggbb. */
  readonly colour: number;
  /** 0…1. */
  readonly opacity: number;
}

export interface EmojiFont {
  /** The glyph of a whole cluster, flags, skin tones and families included; null when there is none. */
  find(cluster: string): number | null;
  /** Layers from back to front inside a square of `size` pixels whose upper left corner is given. */
  layers(glyph: number, left: number, top: number, size: number): readonly EmojiLayer[];
}

const VARIATION_SELECTOR = 0xfe0f;

/** Reads a font of layers (COLR version 0, CPAL, and ligatures of GSUB type 4). Throws when it has no layers. */
export function parseEmojiFont(bytes: Uint8Array): EmojiFont {
  const font = parseOutlineFont(bytes);
  const { colr, cpal, gsub } = font.tables;
  if (colr === undefined || cpal === undefined) throw new Error('the emoji font has no colour layers');
  const layersOf = new Map(colr.baseGlyphRecords.map((record) => [record.glyphID, record]));
  const selector = font.glyphOf(VARIATION_SELECTOR);
  const ligatures = new Map(
    (gsub?.lookups ?? [])
      .filter(({ lookupType }) => lookupType === 4)
      .flatMap(({ subtables }) => subtables.flatMap((subtable) => sequencesOf(subtable, selector))),
  );
  // The glyphs fill their em square, a little below the baseline.
  const descent = -64 / 512;
  return {
    find(cluster) {
      const glyphs = Array.from(cluster, (character) => font.glyphOf(character.codePointAt(0) ?? 0));
      const wanted = glyphs.filter((glyph) => glyph !== selector);
      const [first] = wanted;
      if (first === undefined || wanted.includes(0)) return null;
      const glyph = wanted.length === 1 ? first : ligatures.get(wanted.join(' '));
      return glyph !== undefined && layersOf.has(glyph) ? glyph : null;
    },
    layers(glyph, left, top, size) {
      const record = layersOf.get(glyph);
      if (record === undefined) return [];
      const placement = {
        scale: size / font.unitsPerEm,
        originX: left,
        baseline: top + size * (1 + descent),
        slant: 0,
        fit: (y: number) => y,
      };
      return colr.layerRecords
        .slice(record.firstLayerIndex, record.firstLayerIndex + record.numLayers)
        .map(({ glyphID, paletteIndex }) => {
          const bgra = cpal.colorRecords[paletteIndex] ?? 0xff;
          const [blue, green, red, alpha] = [24, 16, 8, 0].map((shift) => (bgra >>> shift) & 0xff);
          return {
            polygons: flattenOutline(font.outline(glyphID), placement),
            colour: ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0),
            opacity: (alpha ?? 255) / 255,
          };
        });
    },
  };
}

/** Every ligature as the glyphs it is made of, without variation selectors: clusters come with and without them. */
function sequencesOf({ coverage, ligatureSets }: LigatureSubtable, selector: number): [string, number][] {
  const firsts =
    coverage.format === 1
      ? coverage.glyphs
      : coverage.ranges.flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, at) => start + at));
  return ligatureSets.flatMap((set, index) =>
    set.map(({ components, ligGlyph }): [string, number] => [
      [firsts[index] ?? 0, ...components].filter((glyph) => glyph !== selector).join(' '),
      ligGlyph,
    ]),
  );
}
