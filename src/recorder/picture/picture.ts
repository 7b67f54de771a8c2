import type { CellGrid } from '../terminal/grid.ts';

/** Colours of a terminal, `0xrrggbb`. Field names and values come from the theme files that VHS ships. */
export interface Theme {
  readonly name: string;
  readonly background: number;
  readonly foreground: number;
  readonly cursor: number;
  readonly cursorAccent: number;
  readonly selection: number;
  /** black, red, green, yellow, blue, magenta, cyan, white, then the eight bright ones. */
  readonly palette: readonly number[];
}

export type WindowBar = '' | 'Colorful' | 'ColorfulRight' | 'Rings' | 'RingsRight';

/** What stands around the cells; pixels at scale 1. */
export interface WindowFrame {
  readonly padding: number;
  readonly margin: number;
  /** `0xrrggbb`; null for the theme's background. */
  readonly marginFill: number | null;
  /** A picture that fills the margin instead: as large as it has to be to cover everything, cut evenly. */
  readonly marginImage?: MarginImage | null;
  readonly bar: WindowBar;
  readonly barSize: number;
  readonly radius: number;
  /** Written in the bar; empty for none. */
  readonly title: string;
}

export interface MarginImage {
  readonly width: number;
  readonly height: number;
  /** `0xAARRGGBB`; what shines through shows `marginFill`. */
  readonly pixels: Uint32Array;
}

export interface PictureOptions {
  readonly theme: Theme;
  readonly fontSize: number;
  readonly letterSpacing: number;
  readonly lineHeight: number;
  readonly columns: number;
  readonly rows: number;
  /**
   * The whole picture in pixels at scale 1, as `Set Width` and `Set Height` say; null: as large as the cells and the
   * window need.
   */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly window: WindowFrame;
  readonly scale: 1 | 2;
  /** Steps between ink and paper; 8 for palette pictures, 256 for `--quality high`. */
  readonly aliasLevels: 8 | 16 | 256;
  readonly cursorBlink: boolean;
}

/** Pixels; empty when `width` is 0. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws grids. Pixels are `0xAARRGGBB` numbers row by row, opaque but for rounded corners without a margin. */
export interface Painter {
  readonly width: number;
  readonly height: number;
  /**
   * Draws `grid` over what `previous` left in `into`, and gives what changed; without `previous` everything is drawn.
   * `overlay` is a short text in the lower right corner (pressed keys), null for none.
   */
  paint(grid: CellGrid, previous: CellGrid | null, into: Uint32Array, overlay?: string | null): Rectangle;
  /** Characters no font had, with how often they were drawn. */
  readonly missingGlyphs: ReadonlyMap<string, number>;
}

/** The files of the bundled fonts, read by whoever may touch files. */
export interface FontFiles {
  /** The bytes of a file of the fonts' folder. Throws when the package is incomplete. */
  read(name: string): Uint8Array;
}
