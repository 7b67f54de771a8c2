import * as opentype from 'opentype.js';
import type { Font, ParseOptions, PathCommand } from 'opentype.js';

/** Closed polygons, each x0, y0, x1, y1, …, in pixels. */
export type Polygons = readonly (readonly number[])[];

/** How a glyph of a font is laid into a cell. */
export interface Placement {
  /** Pixels per font unit. */
  readonly scale: number;
  /** Pixels: where the glyph's origin lies. */
  readonly originX: number;
  readonly baseline: number;
  /** Pixels to the right for each pixel above the baseline: 0, or a slant made up for a style the font lacks. */
  readonly slant: number;
  /** Moves a height above the baseline (font units) to where it looks sharp. */
  readonly fit: (y: number) => number;
}

export interface OutlineFont {
  readonly unitsPerEm: number;
  readonly ascender: number;
  /** Below the baseline, so negative. */
  readonly descender: number;
  readonly xHeight: number;
  readonly capHeight: number;
  /** 0 when the font lacks the character. */
  glyphOf(codePoint: number): number;
  advance(glyph: number): number;
  outline(glyph: number): readonly PathCommand[];
  /** For tables that only emoji need. */
  readonly tables: Font['tables'];
}

/** Node finds the package's CommonJS build, which has only a default; bundlers find its module, which has none. */
interface Reader {
  parse(file: ArrayBuffer, options: ParseOptions): Font;
}

/** Reads a TrueType font. Throws when the bytes are none. */
export function parseOutlineFont(bytes: Uint8Array): OutlineFont {
  const reader = 'parse' in opentype ? opentype : (opentype as { default: Reader }).default;
  const font = reader.parse(new Uint8Array(bytes).buffer, { lowMemory: true });
  const characters = font.tables.cmap.glyphIndexMap;
  return {
    unitsPerEm: font.unitsPerEm,
    ascender: font.ascender,
    descender: font.descender,
    xHeight: font.tables.os2?.sxHeight ?? font.unitsPerEm / 2,
    capHeight: font.tables.os2?.sCapHeight ?? font.unitsPerEm * 0.7,
    glyphOf: (codePoint) => characters[codePoint] ?? 0,
    advance: (glyph) => font.glyphs.get(glyph).advanceWidth,
    outline: (glyph) => font.glyphs.get(glyph).path.commands,
    tables: font.tables,
  };
}

/** An outline as polygons, curves cut into straight pieces no eye can tell from them. */
export function flattenOutline(commands: readonly PathCommand[], placement: Placement): Polygons {
  const { scale, originX, baseline, slant, fit } = placement;
  const polygons: number[][] = [];
  let points: number[] = [];
  let lastX = 0;
  let lastY = 0;
  const place = (x: number, y: number): void => {
    const height = fit(y) * scale;
    points.push(originX + x * scale + height * slant, baseline - height);
  };
  const finish = (): void => {
    if (points.length >= 6) polygons.push(points);
    points = [];
  };
  for (const command of commands) {
    if (command.type === 'Z') {
      finish();
      continue;
    }
    if (command.type === 'M') finish();
    if (command.type === 'Q') {
      const steps = curveSteps([lastX, lastY, command.x1, command.y1, command.x, command.y], scale);
      for (let step = 1; step < steps; step += 1) {
        const t = step / steps;
        const u = 1 - t;
        place(
          u * u * lastX + 2 * u * t * command.x1 + t * t * command.x,
          u * u * lastY + 2 * u * t * command.y1 + t * t * command.y,
        );
      }
    }
    if (command.type === 'C') {
      const { x1, y1, x2, y2 } = command;
      const steps = curveSteps([lastX, lastY, x1, y1, x2, y2, command.x, command.y], scale);
      for (let step = 1; step < steps; step += 1) {
        const t = step / steps;
        const u = 1 - t;
        place(
          u * u * u * lastX + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * command.x,
          u * u * u * lastY + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * command.y,
        );
      }
    }
    place(command.x, command.y);
    lastX = command.x;
    lastY = command.y;
  }
  finish();
  return polygons;
}

/** As many straight pieces as keep a curve within a small part of a pixel. */
function curveSteps(points: readonly number[], scale: number): number {
  let length = 0;
  for (let at = 2; at < points.length; at += 2) {
    const dx = (points[at] ?? 0) - (points[at - 2] ?? 0);
    const dy = (points[at + 1] ?? 0) - (points[at - 1] ?? 0);
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return Math.min(12, Math.max(2, Math.ceil(Math.sqrt(length * scale) * 1.5)));
}
