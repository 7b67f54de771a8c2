import type { Canvas } from '../../terminal/render/canvas.ts';
import type { RowRef } from '../../terminal/text/line.ts';
import { gutterOf, hangOf } from '../../terminal/text/wrap.ts';
import { edge } from '../../views/chrome/edges.ts';
import type { Frame } from '../../views/glyphs.ts';
import type { Cells, Line, Role } from '../../views/span.ts';
import type { Area } from '../../views/tiles.ts';
import type { ScrollView } from '../panes/scroll-view.ts';
import type { Ground, Theme } from '../theme.ts';

/** Draws a line of spans over exactly `width` columns. */
export function paintLine(
  canvas: Canvas,
  theme: Theme,
  x: number,
  y: number,
  width: number,
  line: Line,
  ground: Ground = 'base',
): void {
  const end = x + width;
  let at = x;
  for (const piece of line) {
    if (at >= end) return;
    at = canvas.text(at, y, piece.text, theme.style(piece.role, ground), end - at);
  }
  if (at < end && ground !== 'base') canvas.fill(at, y, end - at, 1, theme.style('text', ground));
}

/** Draws lines in a rectangle from its top; what does not fit is left out. */
export function paintLines(
  canvas: Canvas,
  theme: Theme,
  box: Area,
  lines: readonly Line[],
  ground: Ground = 'base',
): void {
  for (let row = 0; row < box.height; row += 1) {
    paintLine(canvas, theme, box.x, box.y + row, box.width, lines[row] ?? [], ground);
  }
}

export interface Edges {
  readonly left: Line;
  readonly right: Line;
}

export const NO_EDGES: Edges = { left: [], right: [] };

export interface FrameLook {
  readonly frame: Frame;
  readonly role: Role;
  readonly top: Edges;
  readonly bottom: Edges;
  readonly cells: Cells;
  readonly ground?: Ground;
}

/** The four sides of a window around the whole canvas. */
export function paintFrame(canvas: Canvas, theme: Theme, look: FrameLook): void {
  const { frame, role, cells, ground = 'base' } = look;
  const { width, height } = canvas;
  const line = (which: 'top' | 'bottom', edges: Edges): Line =>
    edge(which, frame, edges.left, edges.right, width, role, cells);
  paintLine(canvas, theme, 0, 0, width, line('top', look.top), ground);
  const style = theme.style(role, ground);
  for (let y = 1; y < height - 1; y += 1) {
    canvas.text(0, y, frame.side, style);
    canvas.text(width - 1, y, frame.side, style);
  }
  if (height > 1) paintLine(canvas, theme, 0, height - 1, width, line('bottom', look.bottom), ground);
}

const rows: RowRef[] = []; // reused: a frame paints many windows and keeps none of their rows

/** The visible part of a scrolling text in a rectangle of the canvas. */
export function paintText(canvas: Canvas, theme: Theme, view: ScrollView, box: Area): void {
  const blank = theme.style('text');
  const bar = theme.style('border');
  const count = view.rows(box.height, rows);
  for (let at = 0; at < count; at += 1) {
    const row = rows[at];
    if (row === undefined) continue;
    const inset = row.start > 0 ? hangOf(row.line.text, box.width) : 0;
    // The bar goes on beside what is wrapped. Text that only begins with the same sign is in another style.
    if (inset > 0 && row.line.style === bar) canvas.text(box.x, box.y + at, gutterOf(row.line.text), bar, inset);
    canvas.row(box.x + inset, box.y + at, box.width - inset, row, blank);
  }
}
