import { bitmapPolygons, BITMAP_ASCENT } from './fonts/bitmap-polygons.ts';
import { clusterParts } from './fonts/cluster.ts';
import type { FontSet, FontStyle, FoundGlyph } from './fonts/font-set.ts';
import { heightFit } from './fonts/height-fit.ts';
import { flattenOutline } from './fonts/outline-font.ts';
import type { Polygons } from './fonts/outline-font.ts';
import { sharpest } from './fonts/sideways-fit.ts';
import { placeMark } from './fonts/mark-placement.ts';
import { geometryShapes } from './geometry-glyphs.ts';
import { BLANK, colourInk, fillAll, maskInk, shapesInk } from './glyph-ink.ts';
import type { Ink } from './glyph-ink.ts';
import { createRaster } from './raster.ts';
import { cellLines, rectangle } from './shapes/shape.ts';
import type { Shape } from './shapes/shape.ts';

export interface CellMetrics {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly fontSize: number;
  readonly levels: number;
}

export interface GlyphCache {
  /** `width` in cells, 1 or 2. */
  get(text: string, width: number, style: FontStyle): Drawn;
  /** Pixels from the top of a cell. */
  readonly baseline: number;
}

/** A drawn character; `isMissing` when no font had it and a box stands in its place. */
interface Drawn {
  readonly ink: Ink;
  readonly isMissing: boolean;
}

/** Pixels of kept characters: more than a session shows, a bound all the same, because programs may print anything. */
const MOST_PIXELS = 16_000_000;
/** Marks drawn over one letter; what a language needs is three. */
const MOST_MARKS = 6;

const MADE_ITALIC_SLANT = 0.2;
const MADE_BOLD_EM = 0.05;
/** Pixels per em up to which a part of a pixel makes a letter visibly sharper. */
const LARGEST_SHIFTED = 32;

/** Draws characters once and keeps them. */
export function createGlyphCache(metrics: CellMetrics, fonts: FontSet): GlyphCache {
  const { cellWidth, cellHeight, fontSize, levels } = metrics;
  const { ascender, descender, unitsPerEm } = fonts.text;
  const lineHeight = ((ascender - descender) / unitsPerEm) * fontSize;
  const baseline = Math.round((cellHeight - lineHeight) / 2 + (ascender / unitsPerEm) * fontSize);
  const caches: readonly Map<string, Drawn>[] = Array.from({ length: 8 }, () => new Map<string, Drawn>());
  let pixels = 0;

  const rasterise = (polygons: Polygons, width: number): Ink => {
    const raster = createRaster(width, cellHeight);
    fillAll(raster, polygons);
    return maskInk(raster.coverage().values, width, levels, true);
  };

  const polygonsOf = (found: FoundGlyph, width: number): Polygons => {
    const slant = found.madeItalic ? MADE_ITALIC_SLANT : 0;
    if (found.kind === 'bitmap') {
      const scale = bitmapScale(found.width, width);
      const left = Math.max(0, Math.floor((width - found.width * scale) / 2));
      const top = baseline - BITMAP_ASCENT * scale;
      return bolder(
        bitmapPolygons(found.width, found.rows, { scale, left, top, slant }),
        found.madeBold ? scale / 2 : 0,
      );
    }
    const { font, glyph } = found;
    const scale = fontSize / font.unitsPerEm;
    const originX = (width - font.advance(glyph) * scale) / 2;
    const outline = font.outline(glyph);
    const fit = heightFit(font, outline, scale);
    const centred = flattenOutline(outline, { scale, originX, baseline, slant, fit });
    const polygons = fontSize <= LARGEST_SHIFTED ? sharpest(centred, width, cellHeight) : centred;
    return bolder(polygons, found.madeBold ? fontSize * MADE_BOLD_EM : 0);
  };

  /** Whole pixels where the em allows it, because bitmaps are sharpest then. */
  const bitmapScale = (bitmapWidth: number, width: number): number => {
    const whole = Math.round(fontSize / 16);
    const wanted = whole > 0 && Math.abs(whole * 16 - fontSize) <= fontSize * 0.13 ? whole : fontSize / 16;
    return Math.min(wanted, width / bitmapWidth, cellHeight / 16);
  };

  const emojiInk = (text: string, width: number): Ink | null => {
    const glyph = fonts.emoji.find(text) ?? fonts.emoji.find(String.fromCodePoint(text.codePointAt(0) ?? 0));
    if (glyph === null) return null;
    const size = Math.min(width, cellHeight, Math.round(fontSize * 1.25));
    const left = Math.floor((width - size) / 2);
    const top = Math.floor((cellHeight - size) / 2);
    const layers = fonts.emoji.layers(glyph, left, top, size).map(({ polygons, colour, opacity }) => {
      const raster = createRaster(width, cellHeight);
      fillAll(raster, polygons);
      return { coverage: raster.coverage().values, colour, opacity };
    });
    if (!isBlackOnPurpose(text) && layers.every(({ colour }) => isNearlyBlack(colour))) {
      return maskInk(strongest(layers.map(({ coverage }) => coverage)), width, levels, true);
    }
    return colourInk(layers, width, width * cellHeight, levels);
  };

  const textInk = (codePoints: readonly number[], width: number, style: FontStyle): Ink | null => {
    const [base = 0] = codePoints;
    if (codePoints.length === 1) {
      const shapes = geometryShapes(base, width, cellHeight);
      if (shapes !== null) return shapesInk(shapes, width, cellHeight, levels);
    }
    const found = fonts.find(base, style);
    if (found === null) return null;
    let drawn = polygonsOf(found, width);
    for (const mark of codePoints.slice(1, 1 + MOST_MARKS)) {
      const foundMark = fonts.find(mark, style);
      if (foundMark === null) return null;
      const polygons = polygonsOf(foundMark, width);
      const belongTogether = found.kind === 'bitmap' && foundMark.kind === 'bitmap';
      drawn = [...drawn, ...(belongTogether ? polygons : placeMark(drawn, polygons, baseline, fontSize))];
    }
    return rasterise(drawn, width);
  };

  const draw = (text: string, cells: number, style: FontStyle): Drawn => {
    const width = cells * cellWidth;
    const { prefersEmoji, codePoints } = clusterParts(text, cells);
    const emoji = prefersEmoji ? emojiInk(text, width) : null;
    if (emoji !== null) return { ink: emoji, isMissing: false };
    if (codePoints.length === 0) return { ink: BLANK, isMissing: false };
    const ink = textInk(codePoints, width, style) ?? ((codePoints[0] ?? 0) >= 0x1f000 ? emojiInk(text, width) : null);
    return ink === null
      ? {
          ink: shapesInk(missingBox(width, cellHeight, baseline, fontSize), width, cellHeight, levels),
          isMissing: true,
        }
      : { ink, isMissing: false };
  };

  return {
    baseline,
    get(text, width, style) {
      const cache = caches[(width === 2 ? 4 : 0) + (style.bold ? 2 : 0) + (style.italic ? 1 : 0)] ?? new Map();
      const known = cache.get(text);
      if (known !== undefined) return known;
      const drawn = draw(text, width === 2 ? 2 : 1, style);
      pixels += width * cellWidth * cellHeight;
      if (pixels > MOST_PIXELS) {
        for (const each of caches) each.clear();
        pixels = 0;
      }
      cache.set(text, drawn);
      return drawn;
    },
  };
}

/** The figures once more, a little to the right. */
function bolder(polygons: Polygons, by: number): Polygons {
  if (by === 0) return polygons;
  return [...polygons, ...polygons.map((points) => points.map((value, at) => (at % 2 === 0 ? value + by : value)))];
}

/** ✔️, ➕ and ©️ are dark figures, made for white paper; on a dark screen they must take the text's colour to be seen. */
const isNearlyBlack = (colour: number): boolean => [16, 8, 0].every((shift) => ((colour >> shift) & 0xff) < 0x50);

/** Beside ⚪ and ⬜ in the text's colour nobody could tell them apart. */
const isBlackOnPurpose = (text: string): boolean => /^[▪◼◾⚫⬛🖤]/u.test(text);

/** Layers over each other; where several have ink the strongest counts. */
function strongest([first = new Float32Array(), ...others]: readonly Float32Array[]): Float32Array {
  return first.map((value, at) => Math.max(value, ...others.map((other) => other[at] ?? 0)));
}

/** An empty frame as high as capitals: nobody takes it for a blank. */
function missingBox(width: number, height: number, baseline: number, fontSize: number): Shape[] {
  const { light } = cellLines(width, height);
  const left = Math.max(light, Math.floor(width * 0.15));
  const right = width - left;
  const top = Math.max(0, baseline - Math.round(fontSize * 0.73));
  return [
    rectangle(left, top, right, top + light),
    rectangle(left, baseline - light, right, baseline),
    rectangle(left, top, left + light, baseline),
    rectangle(right - light, top, right, baseline),
  ];
}
