import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { PictureOptions, Rectangle } from './picture.ts';

/** Pixels that VHS's terminal page keeps free around the cells, both sides together. */
const PAGE_PADDING = 10;

export interface TextSettings {
  /** Pixels. */
  readonly fontSize: number;
  /** Pixels. */
  readonly letterSpacing: number;
  /** A factor. */
  readonly lineHeight: number;
}

export interface FrameSettings extends TextSettings {
  readonly padding: number;
  readonly margin: number;
  readonly windowBar: string;
  readonly windowBarSize: number;
}

/** Whole pixels of one cell at scale 1 with the bundled font. Never less than 1 × 1. */
export function cellSize({ fontSize, letterSpacing, lineHeight }: TextSettings): { width: number; height: number } {
  return {
    width: Math.max(1, Math.floor((fontSize * 6) / 10) + Math.round(letterSpacing)),
    height: Math.max(1, Math.floor(Math.ceil((fontSize * 132) / 100) * lineHeight)),
  };
}

/** How many cells a picture of `width` × `height` pixels holds; says what is too small when there is no room for one. */
export function cellsOf(
  width: number,
  height: number,
  settings: FrameSettings,
): Result<{ readonly columns: number; readonly rows: number }, string> {
  const around = 2 * (settings.padding + settings.margin);
  const bar = settings.windowBar === '' ? 0 : settings.windowBarSize;
  if (width < around || height < around + bar) {
    return fail(`the picture must be at least ${around} x ${around + bar} pixels to hold its padding, margin and bar`);
  }
  const cell = cellSize(settings);
  const columns = Math.floor((width - around - PAGE_PADDING) / cell.width);
  const rows = Math.floor((height - around - bar - PAGE_PADDING) / cell.height);
  if (columns < 1 || rows < 1) {
    const leastWidth = around + PAGE_PADDING + cell.width;
    const leastHeight = around + bar + PAGE_PADDING + cell.height;
    return fail(`${width} x ${height} pixels leave no cell; the least is ${leastWidth} x ${leastHeight}`);
  }
  return ok({ columns, rows });
}

/** Where everything lies in a picture; pixels of the picture itself, so scale is included. */
export interface PictureGeometry {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Upper left corner of the first cell. */
  readonly originX: number;
  readonly originY: number;
  /** The window inside its margin: bar, padding and cells. */
  readonly window: Rectangle;
  /** Height of the window bar; 0 for none. */
  readonly barHeight: number;
  readonly radius: number;
  /** Pixels per em of the text. */
  readonly fontSize: number;
}

/** A picture is never smaller than its cells and window, whatever `size` says; what is left over goes to both sides. */
export function pictureGeometry(options: PictureOptions): PictureGeometry {
  const { columns, rows, scale, size, window: frame } = options;
  const cell = cellSize(options);
  const bar = frame.bar === '' ? 0 : frame.barSize;
  const around = 2 * (frame.padding + frame.margin);
  const least = { width: columns * cell.width + around, height: rows * cell.height + around + bar };
  const width = Math.max(least.width, size?.width ?? 0);
  const height = Math.max(least.height, size?.height ?? 0);
  const edge = frame.margin + frame.padding;
  const originX = edge + Math.floor((width - least.width) / 2);
  const originY = edge + bar + Math.floor((height - least.height) / 2);
  const windowWidth = width - 2 * frame.margin;
  const windowHeight = height - 2 * frame.margin;
  return {
    width: width * scale,
    height: height * scale,
    cellWidth: cell.width * scale,
    cellHeight: cell.height * scale,
    originX: originX * scale,
    originY: originY * scale,
    window: {
      x: frame.margin * scale,
      y: frame.margin * scale,
      width: windowWidth * scale,
      height: windowHeight * scale,
    },
    barHeight: bar * scale,
    radius: Math.min(frame.radius, Math.floor(windowWidth / 2), Math.floor(windowHeight / 2)) * scale,
    fontSize: options.fontSize * scale,
  };
}
