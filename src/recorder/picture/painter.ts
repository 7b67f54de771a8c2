import { DEFAULT_COLOUR, STYLE, UNDERLINE_MASK, UNDERLINE_SHIFT } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { createBlender } from './blend.ts';
import { drawInk, EMPTY, fillRectangle, union } from './canvas.ts';
import type { Canvas } from './canvas.ts';
import { cellColours, underlineInk } from './cell-colours.ts';
import type { CellColours } from './cell-colours.ts';
import { findChangedCells } from './changed-cells.ts';
import { createCellLines } from './cell-decorations.ts';
import { createFontSet } from './fonts/font-set.ts';
import { pictureGeometry } from './geometry.ts';
import type { Ink } from './glyph-ink.ts';
import { createGlyphCache } from './glyph-cache.ts';
import { createKeyOverlay } from './key-overlay.ts';
import type { FontFiles, Painter, PictureOptions, Rectangle } from './picture.ts';
import { cellLines } from './shapes/shape.ts';
import { createWindowPainter } from './window-frame.ts';

/** Different missing characters that are told apart; the rest of a hostile screen counts together. */
const MOST_MISSING = 500;
const OTHERS = '\ufffd';

/**
 * Draws grids with the bundled fonts. Equal grids give equal pixels on every machine: nothing but + − × ÷ and square
 * roots is used. Throws when a font file is missing. Blinking is up to whoever makes the frames: the painter shows the
 * cursor whenever the grid says that it is visible.
 */
export function createPainter(options: PictureOptions, files: FontFiles): Painter {
  const { theme, columns, rows, aliasLevels } = options;
  const geometry = pictureGeometry(options);
  const { width, height, cellWidth, cellHeight, originX, originY, fontSize } = geometry;
  const fonts = createFontSet(files);
  const glyphs = createGlyphCache({ cellWidth, cellHeight, fontSize, levels: aliasLevels }, fonts);
  const blender = createBlender(aliasLevels);
  const lines = createCellLines(
    { width: cellWidth, height: cellHeight, baseline: glyphs.baseline, fontSize },
    aliasLevels,
  );
  const frame = createWindowPainter(options, geometry, fonts);
  const overlay = createKeyOverlay(theme, columns, rows, geometry, fonts);
  const overlayOn = new WeakMap<Uint32Array, string>();
  const missingGlyphs = new Map<string, number>();
  const changed = new Uint8Array(columns * rows);
  const thin = Math.max(1, Math.round(cellLines(cellWidth, cellHeight).light * 1.5));

  const countMissing = (text: string): void => {
    const isRoom = missingGlyphs.has(text) || missingGlyphs.size < MOST_MISSING;
    const counted = isRoom ? text : OTHERS;
    missingGlyphs.set(counted, (missingGlyphs.get(counted) ?? 0) + 1);
  };

  /** A wide character is drawn with its left half; a right half without one is blank. */
  const spanOf = (grid: CellGrid, at: number, column: number): number => {
    if (grid.width[at] === 2 && column + 1 < columns) return 2;
    return grid.width[at] === 0 && column > 0 && grid.width[at - 1] === 2 ? 0 : 1;
  };

  const paintCell = (canvas: Canvas, grid: CellGrid, row: number, column: number, isFresh: boolean): number => {
    const at = row * columns + column;
    const span = spanOf(grid, at, column);
    if (span === 0) return 0;
    const style = grid.style[at] ?? 0;
    const shape = cursorAt(grid, row, column, span);
    const own = cellColours(theme, grid.foreground[at] ?? 0, grid.background[at] ?? 0, style);
    const colours: CellColours = shape === 'block' ? { foreground: theme.cursorAccent, background: theme.cursor } : own;
    const area = {
      x: originX + column * cellWidth,
      y: originY + row * cellHeight,
      width: span * cellWidth,
      height: cellHeight,
    };
    if (!isFresh || colours.background !== theme.background) fillRectangle(canvas, area, colours.background);
    if ((style & STYLE.hidden) === 0) {
      paintText(canvas, grid.text[at] ?? '', span, style, area, colours);
      const underline = shape === 'block' ? DEFAULT_COLOUR : (grid.underlineColour[at] ?? DEFAULT_COLOUR);
      paintLines(canvas, span, style, area, colours, underline);
    }
    if (shape === 'bar') fillRectangle(canvas, { ...area, width: thin }, theme.cursor);
    if (shape === 'underline') {
      fillRectangle(canvas, { ...area, y: area.y + cellHeight - thin, height: thin }, theme.cursor);
    }
    if (!isFresh) frame.cutCorners(canvas, area);
    return span;
  };

  const paintText = (
    canvas: Canvas,
    text: string,
    span: number,
    style: number,
    area: Rectangle,
    { foreground, background }: CellColours,
  ): void => {
    if (text !== '' && text !== ' ') {
      const fontStyle = { bold: (style & STYLE.bold) !== 0, italic: (style & STYLE.italic) !== 0 };
      const { ink, isMissing } = glyphs.get(text, span, fontStyle);
      if (isMissing) countMissing(text);
      const isText = ink.kind === 'mask' && ink.isText;
      drawInk(canvas, area.x, area.y, ink, blender(foreground, background, isText), background);
    }
  };

  const paintLines = (
    canvas: Canvas,
    span: number,
    style: number,
    area: Rectangle,
    colours: CellColours,
    underlineColour: number,
  ): void => {
    if ((style & (UNDERLINE_MASK | STYLE.strike | STYLE.overline)) === 0) return;
    const { foreground, background } = colours;
    const draw = (ink: Ink, colour: number): void => {
      const table = blender(colour, background, false);
      for (let cell = 0; cell < span; cell += 1) {
        drawInk(canvas, area.x + cell * cellWidth, area.y, ink, table, background);
      }
    };
    const under = lines.under((style & UNDERLINE_MASK) >> UNDERLINE_SHIFT);
    if (under !== null) draw(under, underlineInk(theme, underlineColour, style, colours));
    if ((style & STYLE.strike) !== 0) draw(lines.strike, foreground);
    if ((style & STYLE.overline) !== 0) draw(lines.over, foreground);
  };

  const paintAll = (canvas: Canvas, grid: CellGrid): Rectangle => {
    frame.paint(canvas);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) paintCell(canvas, grid, row, column, true);
    }
    const whole = { x: 0, y: 0, width, height };
    frame.cutCorners(canvas, whole);
    return whole;
  };

  const paintChanged = (canvas: Canvas, grid: CellGrid): Rectangle => {
    let painted: Rectangle = EMPTY;
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        if (changed[row * columns + column] === 0) continue;
        const span = paintCell(canvas, grid, row, column, false);
        if (span === 0) continue;
        painted = union(painted, {
          x: originX + column * cellWidth,
          y: originY + row * cellHeight,
          width: span * cellWidth,
          height: cellHeight,
        });
      }
    }
    return painted;
  };

  /** Whatever lies under a badge is painted again before the badge is. */
  const markUnder = (area: Rectangle): void => {
    if (area.width === 0) return;
    const firstColumn = Math.max(0, Math.floor((area.x - originX) / cellWidth));
    const lastColumn = Math.min(columns - 1, Math.floor((area.x + area.width - 1 - originX) / cellWidth));
    const firstRow = Math.max(0, Math.floor((area.y - originY) / cellHeight));
    const lastRow = Math.min(rows - 1, Math.floor((area.y + area.height - 1 - originY) / cellHeight));
    for (let row = firstRow; row <= lastRow; row += 1) {
      // One more on the left: the right half of a wide character is painted by its left half.
      changed.fill(1, row * columns + Math.max(0, firstColumn - 1), row * columns + lastColumn + 1);
    }
  };

  return {
    width,
    height,
    missingGlyphs,
    paint(grid, previous, into, text = null) {
      const canvas: Canvas = { width, height, pixels: into };
      const shown = text === '' ? null : text;
      const before = overlayOn.get(into) ?? null;
      if (shown === null) overlayOn.delete(into);
      else overlayOn.set(into, shown);
      const isSameSize = previous !== null && previous.columns === columns && previous.rows === rows;
      if (!isSameSize) {
        const whole = paintAll(canvas, grid);
        if (shown !== null) overlay.draw(canvas, shown);
        return whole;
      }
      const hasChanges = findChangedCells(grid, previous, changed);
      if (shown === null && before === null) return hasChanges ? paintChanged(canvas, grid) : EMPTY;
      if (!hasChanges && shown === before) return EMPTY;
      if (before !== null) markUnder(overlay.area(before));
      if (shown !== null) markUnder(overlay.area(shown));
      const painted = paintChanged(canvas, grid);
      if (shown !== null) overlay.draw(canvas, shown);
      return painted;
    },
  };
}

/** The cursor's shape when it stands on this cell, or on the right half of this wide one. */
function cursorAt(
  { cursor }: CellGrid,
  row: number,
  column: number,
  span: number,
): 'block' | 'bar' | 'underline' | null {
  if (!cursor.visible || cursor.row !== row || cursor.column < column || cursor.column >= column + span) return null;
  return cursor.shape;
}
