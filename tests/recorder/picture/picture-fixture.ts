import { fileURLToPath } from 'node:url';
import { fontFilesIn } from '../../../src/recorder/picture/font-folder.ts';
import { createPainter } from '../../../src/recorder/picture/painter.ts';
import type { PictureOptions, WindowFrame } from '../../../src/recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../src/recorder/picture/themes.ts';
import { DEFAULT_COLOUR } from '../../../src/recorder/terminal/grid.ts';
import type { CellGrid, Cursor } from '../../../src/recorder/terminal/grid.ts';

export const DATA_FOLDER = fileURLToPath(new URL('../../../src/recorder/data', import.meta.url));
export const FILES = fontFilesIn(DATA_FOLDER);

export const PLAIN_WINDOW: WindowFrame = {
  padding: 0,
  margin: 0,
  marginFill: 0,
  bar: '',
  barSize: 30,
  radius: 0,
  title: '',
};

/** Cells of 10 × 20 pixels without anything around them. */
export function optionsFor(columns: number, rows: number, change: Partial<PictureOptions> = {}): PictureOptions {
  return {
    theme: DEFAULT_THEME,
    fontSize: 15,
    letterSpacing: 1,
    lineHeight: 1,
    columns,
    rows,
    size: null,
    window: PLAIN_WINDOW,
    scale: 1,
    aliasLevels: 256,
    cursorBlink: false,
    ...change,
  };
}

/** One cell of a grid under construction; what is left out is a plain blank. */
export interface CellSpec {
  readonly text?: string;
  readonly width?: 0 | 1 | 2;
  readonly foreground?: number;
  readonly background?: number;
  readonly style?: number;
  readonly underlineColour?: number;
}

const HIDDEN_CURSOR: Cursor = { row: 0, column: 0, visible: false, shape: 'block', blinks: false };

export function gridOf(
  columns: number,
  rows: number,
  cells: readonly CellSpec[],
  cursor: Partial<Cursor> = {},
): CellGrid {
  const all = Array.from({ length: columns * rows }, (_, at): CellSpec => cells[at] ?? {});
  return {
    columns,
    rows,
    text: all.map(({ text }) => text ?? ''),
    width: Uint8Array.from(all, ({ width }) => width ?? 1),
    foreground: Uint32Array.from(all, ({ foreground }) => foreground ?? DEFAULT_COLOUR),
    background: Uint32Array.from(all, ({ background }) => background ?? DEFAULT_COLOUR),
    style: Uint16Array.from(all, ({ style }) => style ?? 0),
    underlineColour: Uint32Array.from(all, ({ underlineColour }) => underlineColour ?? DEFAULT_COLOUR),
    link: new Uint16Array(columns * rows),
    links: [],
    cursor: { ...HIDDEN_CURSOR, ...cursor },
    title: '',
    modes: {
      altScreen: false,
      mouse: false,
      bracketedPaste: false,
      focusReports: false,
      applicationCursor: false,
      synchronized: false,
    },
  };
}

/** Lines of narrow characters. */
export function gridOfLines(lines: readonly string[], cell: CellSpec = {}, cursor: Partial<Cursor> = {}): CellGrid {
  const columns = Math.max(...lines.map((line) => Array.from(line).length));
  const cells = lines.flatMap((line) =>
    Array.from({ length: columns }, (_, at): CellSpec => ({ ...cell, text: Array.from(line)[at] ?? '' })),
  );
  return gridOf(columns, lines.length, cells, cursor);
}

/** `0xrrggbb` of one pixel. */
export const colourAt = (pixels: Uint32Array, width: number, x: number, y: number): number =>
  (pixels[y * width + x] ?? 0) & 0xffffff;

/** A grid painted by a new painter, and the colour of each of its pixels. */
export function painted(grid: CellGrid, change: Partial<PictureOptions> = {}) {
  const painter = createPainter(optionsFor(grid.columns, grid.rows, change), FILES);
  const pixels = new Uint32Array(painter.width * painter.height);
  const area = painter.paint(grid, null, pixels);
  return { painter, pixels, area, at: (x: number, y: number) => colourAt(pixels, painter.width, x, y) };
}
