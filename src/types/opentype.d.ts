// What the recorder uses of opentype.js 2, which brings no types along.
declare module 'opentype.js' {
  /** Font units, y upwards. */
  export type PathCommand =
    | { readonly type: 'M' | 'L'; readonly x: number; readonly y: number }
    | { readonly type: 'Q'; readonly x: number; readonly y: number; readonly x1: number; readonly y1: number }
    | {
        readonly type: 'C';
        readonly x: number;
        readonly y: number;
        readonly x1: number;
        readonly y1: number;
        readonly x2: number;
        readonly y2: number;
      }
    | { readonly type: 'Z' };

  export interface Glyph {
    readonly index: number;
    readonly advanceWidth: number;
    readonly path: { readonly commands: readonly PathCommand[] };
  }

  export interface LigatureSubtable {
    readonly coverage:
      | { readonly format: 1; readonly glyphs: readonly number[] }
      | {
          readonly format: 2;
          readonly ranges: readonly { readonly start: number; readonly end: number; readonly index: number }[];
        };
    readonly ligatureSets: readonly (readonly {
      readonly components: readonly number[];
      readonly ligGlyph: number;
    }[])[];
  }

  export interface Font {
    readonly unitsPerEm: number;
    readonly ascender: number;
    readonly descender: number;
    readonly glyphs: { get(index: number): Glyph };
    readonly tables: {
      readonly cmap: { readonly glyphIndexMap: Readonly<Record<number, number>> };
      readonly os2?: { readonly sxHeight?: number; readonly sCapHeight?: number };
      readonly colr?: {
        readonly baseGlyphRecords: readonly {
          readonly glyphID: number;
          readonly firstLayerIndex: number;
          readonly numLayers: number;
        }[];
        readonly layerRecords: readonly { readonly glyphID: number; readonly paletteIndex: number }[];
      };
      /** Colours are 0xbbggrraa. */
      readonly cpal?: { readonly colorRecords: readonly number[] };
      readonly gsub?: {
        readonly lookups: readonly { readonly lookupType: number; readonly subtables: readonly LigatureSubtable[] }[];
      };
    };
  }

  /** `lowMemory`: glyphs are read when they are asked for, which makes opening a font ten times faster. */
  export interface ParseOptions {
    readonly lowMemory?: boolean;
  }

  export function parse(bytes: ArrayBuffer, options?: ParseOptions): Font;
  /** Node sees the package's CommonJS build, bundlers its module: the one has only this, the other does not. */
  const opentype: { parse(bytes: ArrayBuffer, options?: ParseOptions): Font };
  export default opentype;
}
