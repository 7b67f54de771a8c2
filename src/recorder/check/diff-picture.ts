import type { Painter } from '../picture/picture.ts';
import type { CellGrid } from '../terminal/grid.ts';
import type { ScreenChange } from './diff-screens.ts';
import { diffScreens } from './diff-screens.ts';
import { splitClusters, textWidth } from '../../terminal/text/clusters.ts';
import { blankGrid, STYLE } from '../terminal/grid.ts';

/** A painter for screens of one size, and where the cells lie in its pictures. `pictureGeometry` has these numbers. */
interface CellPainter {
  readonly painter: Painter;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly originX: number;
  readonly originY: number;
}

/** Makes a painter for screens of this size. */
export type PainterFor = (columns: number, rows: number) => CellPainter;

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `0xAARRGGBB`. */
  readonly pixels: Uint32Array;
}

const OUTLINE = 0xffff3b30;
const GAP_FILL = 0xff808080;
const GAP = 12;
const LINE = 2;

/**
 * Two screens beside each other, each with a word above it, the cells that differ outlined in red in both. Screens of
 * different sizes may be compared.
 */
export function diffPicture(
  before: CellGrid,
  after: CellGrid,
  painterFor: PainterFor,
  labels: readonly [string, string] = ['expected', 'now'],
): Picture {
  const changes = diffScreens(before, after);
  const [left, right] = [before, after].map((grid, side) => paintSide(grid, labels[side] ?? '', changes, painterFor));
  if (left === undefined || right === undefined) throw new Error('two screens have two sides');
  const width = left.width + GAP + right.width;
  const height = Math.max(left.height, right.height);
  const pixels = new Uint32Array(width * height).fill(GAP_FILL);
  copy(left, pixels, width, 0);
  copy(right, pixels, width, left.width + GAP);
  return { width, height, pixels };
}

/** The label is a row of cells of its own, so that the painter's font writes it. */
function paintSide(grid: CellGrid, label: string, changes: readonly ScreenChange[], painterFor: PainterFor): Picture {
  const labelled = withLabel(grid, label);
  const { painter, cellWidth, cellHeight, originX, originY } = painterFor(labelled.columns, labelled.rows);
  const { width, height } = painter;
  const pixels = new Uint32Array(width * height);
  painter.paint(labelled, null, pixels);
  for (const { row, from, to } of changes) {
    if (row >= grid.rows || from >= grid.columns) continue;
    const end = Math.min(to, grid.columns);
    outline(
      { width, height, pixels },
      originX + from * cellWidth,
      originY + (row + 1) * cellHeight,
      (end - from) * cellWidth,
      cellHeight,
    );
  }
  return { width, height, pixels };
}

function withLabel(grid: CellGrid, label: string): CellGrid {
  const { columns } = grid;
  const all = { ...blankGrid(columns, grid.rows + 1), cursor: { ...grid.cursor, row: grid.cursor.row + 1 } };
  let column = 0;
  for (const cluster of splitClusters(` ${label} `)) {
    if (textWidth(cluster) !== 1 || column >= columns) continue;
    all.text[column] = cluster === ' ' ? '' : cluster;
    all.style[column] = STYLE.inverse | STYLE.bold;
    column += 1;
  }
  for (const [at, text] of grid.text.entries()) all.text[columns + at] = text;
  all.width.set(grid.width, columns);
  all.foreground.set(grid.foreground, columns);
  all.background.set(grid.background, columns);
  all.style.set(grid.style, columns);
  all.underlineColour.set(grid.underlineColour, columns);
  return all;
}

function outline({ width, height, pixels }: Picture, x: number, y: number, across: number, down: number): void {
  const fill = (left: number, top: number, right: number, bottom: number): void => {
    const [from, to] = [Math.max(0, left), Math.min(width, right)];
    for (let line = Math.max(0, top); line < Math.min(height, bottom); line += 1) {
      if (to > from) pixels.fill(OUTLINE, line * width + from, line * width + to);
    }
  };
  // Around the cells, not over them, so that what differs can be read.
  fill(x - LINE, y - LINE, x + across + LINE, y);
  fill(x - LINE, y + down, x + across + LINE, y + down + LINE);
  fill(x - LINE, y, x, y + down);
  fill(x + across, y, x + across + LINE, y + down);
}

function copy(from: Picture, into: Uint32Array, width: number, x: number): void {
  for (let y = 0; y < from.height; y += 1) {
    into.set(from.pixels.subarray(y * from.width, (y + 1) * from.width), y * width + x);
  }
}
