import { mixColours } from '../../picture/cell-colours.ts';
import { fitEnd, widthOf } from '../../picture/fonts/text-cells.ts';
import { geometryShapes } from '../../picture/geometry-glyphs.ts';
import { cellLines } from '../../picture/shapes/shape.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import type { SvgCells } from './row.ts';
import { createShapePaths } from './shape-paths.ts';
import { cssColour, shortNumber, xmlText } from './xml.ts';

/** Of an em: how wide a letter of a terminal font is. */
const LETTER = 0.6;

const isFigure = (text: string): boolean => geometryShapes(text.codePointAt(0) ?? 0, 1, 1) !== null;

/** The cursor over its cell, wide when the character there is; a block shows the character in its own colour. */
export function cursorMarkup(grid: CellGrid, { theme, metrics }: SvgCells): string {
  const { cursor } = grid;
  if (!cursor.visible || cursor.row >= grid.rows || cursor.column >= grid.columns) return '';
  const onRightHalf = cursor.column > 0 && grid.width[cursor.row * grid.columns + cursor.column] === 0;
  const column = cursor.column - (onRightHalf ? 1 : 0);
  const at = cursor.row * grid.columns + column;
  const cells = grid.width[at] === 2 ? 2 : 1;
  const [x, y] = [column * metrics.width, cursor.row * metrics.height];
  const thin = Math.max(1, Math.round(cellLines(metrics.width, metrics.height).light * 1.5));
  const paths = createShapePaths();
  if (cursor.shape === 'bar') paths.rectangle(x, y, thin, metrics.height, theme.cursor);
  else if (cursor.shape === 'underline') {
    paths.rectangle(x, y + metrics.height - thin, cells * metrics.width, thin, theme.cursor);
  } else paths.rectangle(x, y, cells * metrics.width, metrics.height, theme.cursor);
  const text = grid.text[at] ?? '';
  if (cursor.shape !== 'block' || text.trim() === '' || isFigure(text)) return paths.markup();
  const style = `fill:${cssColour(theme.cursorAccent)}`;
  return `${paths.markup()}<text x="${x}" y="${y + metrics.baseline}" style="${style}">${xmlText(text)}</text>`;
}

/** Pressed keys in the lower right corner; the newest when there is not enough room. */
export function overlayMarkup(
  text: string,
  size: { readonly width: number; readonly height: number },
  { theme, metrics }: SvgCells,
): string {
  const fontSize = Math.round(metrics.fontSize * 1.15);
  const padding = Math.round(fontSize * 0.6);
  const room = Math.floor((size.width - metrics.width - 2 * padding) / (fontSize * LETTER));
  const shown = fitEnd(text, room);
  if (shown.length === 0 || room < 2) return '';
  const width = widthOf(shown) * fontSize * LETTER + 2 * padding;
  const height = Math.ceil(fontSize * 1.76);
  const x = size.width - metrics.width / 2 - width;
  const y = size.height - metrics.height / 4 - height;
  const paper = cssColour(mixColours(theme.foreground, theme.background, 0.88));
  const badge = `<rect x="${shortNumber(x)}" y="${shortNumber(y)}" width="${shortNumber(width)}" height="${height}" rx="${Math.floor(height / 4)}" fill="${paper}"/>`;
  const place = `x="${shortNumber(x + padding)}" y="${shortNumber(y + height * 0.7)}"`;
  const style = `fill:${cssColour(theme.background)};font-size:${fontSize}px`;
  return `${badge}<text ${place} class="b" style="${style}">${xmlText(shown.map((cell) => cell.text).join(''))}</text>`;
}
