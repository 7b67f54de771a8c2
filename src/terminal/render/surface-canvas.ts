import { createCluster, nextCluster } from '../text/clusters.ts';
import type { RowRef } from '../text/line.ts';
import type { Canvas } from './canvas.ts';
import type { CellGrid } from './cell-grid.ts';
import { BLANK, fillCells, RIGHT_HALF } from './cell-grid.ts';
import type { GlyphTable } from './glyph-table.ts';
import type { Rect } from './surface.ts';
import type { StyleId } from './styles.ts';

const cluster = createCluster();
const NO_SPANS: readonly number[] = [];

/**
 * The canvas of one surface for one paint. `owner` says for every cell which surface may write it; null means that
 * nothing covers this surface, which spares the question for every cell.
 */
export class SurfaceCanvas implements Canvas {
  readonly width: number;
  readonly height: number;
  readonly #grid: CellGrid;
  readonly #glyphs: GlyphTable;
  readonly #owner: Uint16Array | null;
  readonly #id: number;
  readonly #x: number;
  readonly #y: number;
  // The part of the surface that is on the screen, in its own coordinates.
  readonly #left: number;
  readonly #right: number;
  readonly #top: number;
  readonly #bottom: number;

  constructor(grid: CellGrid, glyphs: GlyphTable, rect: Rect, owner: Uint16Array | null, id: number) {
    this.width = rect.width;
    this.height = rect.height;
    this.#grid = grid;
    this.#glyphs = glyphs;
    this.#owner = owner;
    this.#id = id;
    this.#x = rect.x;
    this.#y = rect.y;
    this.#left = Math.max(0, -rect.x);
    this.#right = Math.min(rect.width, grid.cols - rect.x);
    this.#top = Math.max(0, -rect.y);
    this.#bottom = Math.min(rect.height, grid.rows - rect.y);
  }

  text(x: number, y: number, text: string, style: StyleId, limit: number = this.width): number {
    return this.#run(x, y, Math.min(this.width, x + limit), text, 0, text.length, style);
  }

  fill(x: number, y: number, width: number, height: number, style: StyleId, glyph = ' '): void {
    const point = glyph.codePointAt(0) ?? BLANK;
    const left = Math.max(this.#left, x);
    const right = Math.min(this.#right, x + width);
    if (right <= left) return;
    for (let row = Math.max(this.#top, y); row < Math.min(this.#bottom, y + height); row += 1) {
      this.#mendAt(left, row);
      this.#mendAt(right, row);
      if (this.#owner === null) fillCells(this.#grid, this.#x + left, this.#y + row, right - left, point, style);
      else for (let column = left; column < right; column += 1) this.#put(column, row, point, style, 1);
    }
  }

  row(x: number, y: number, width: number, row: RowRef, fill: StyleId): void {
    const { line, start, end } = row;
    const edge = Math.min(this.width, x + width);
    const spans = line.spans ?? NO_SPANS;
    let style = line.style;
    let next = 0;
    let column = x;
    let at = start;
    while (at < end && column < edge) {
      // Spans are pairs of offset and style; all that begin at or before `at` have taken effect.
      while (next < spans.length && (spans[next] ?? 0) <= at) {
        style = spans[next + 1] ?? 0;
        next += 2;
      }
      const until = next < spans.length ? Math.min(end, spans[next] ?? end) : end;
      column = this.#run(column, y, edge, line.text, at, until, style, end);
      at = Math.max(until, this.#stoppedAt);
    }
    if (column < edge) this.fill(column, y, edge - column, 1, fill);
  }

  /** Offset in the text where the last run stopped; a cluster may reach past the end of its style. */
  #stoppedAt = 0;

  #run(
    x: number,
    y: number,
    edge: number,
    text: string,
    from: number,
    to: number,
    style: StyleId,
    limit: number = to,
  ): number {
    this.#stoppedAt = to;
    if (y < this.#top || y >= this.#bottom) return Math.min(edge, x + to - from);
    const isBare = this.#owner === null && x >= this.#left && edge <= this.#right; // every cell is ours, without asking
    let column = x;
    let at = from;
    this.#mendAt(x, y);
    while (at < to && column < edge) {
      if (isBare) {
        const end = this.#letters(column, y, text, at, Math.min(to, at + edge - column), limit, style);
        column += end - at;
        at = end;
        if (at >= to || column >= edge) break;
      }
      nextCluster(text, at, cluster, limit);
      const { end, width, codePoints, base } = cluster;
      if (column + width > edge) {
        this.#put(column, y, BLANK, style, 1);
        column = edge;
        break;
      }
      if (width > 0) {
        const glyph = codePoints === 1 ? base : this.#glyphs.glyph(text.slice(at, end), width);
        this.#put(column, y, glyph, style, width);
        column += width;
      }
      at = end;
    }
    this.#mendAt(column, y, false);
    this.#stoppedAt = at;
    return column;
  }

  /**
   * Most of any text: writes the printable ASCII from `from` on into cells that are all ours, and returns where it ends.
   * A letter that a mark may follow is left to the clusters.
   */
  #letters(x: number, y: number, text: string, from: number, to: number, limit: number, style: StyleId): number {
    const { cols, glyph, style: styles, dirtyRows } = this.#grid;
    let cell = (this.#y + y) * cols + this.#x + x;
    let at = from;
    let unit = text.charCodeAt(at);
    while (at < to && unit >= BLANK && unit <= 0x7e) {
      const next = at + 1 < limit ? text.charCodeAt(at + 1) : 0;
      if (next >= 0x300) break;
      glyph[cell] = unit;
      styles[cell] = style;
      cell += 1;
      at += 1;
      unit = next;
    }
    dirtyRows[this.#y + y] = 1;
    return at;
  }

  #owns(x: number, y: number): boolean {
    if (x < this.#left || x >= this.#right) return false;
    return this.#owner === null || this.#owner[(this.#y + y) * this.#grid.cols + this.#x + x] === this.#id;
  }

  /** Writes one glyph if all its cells are ours, otherwise blanks into those that are. */
  #put(x: number, y: number, glyph: number, style: StyleId, width: number): void {
    const grid = this.#grid;
    const at = (this.#y + y) * grid.cols + this.#x + x;
    const left = this.#owns(x, y);
    const right = width === 2 && this.#owns(x + 1, y);
    if (left) {
      grid.glyph[at] = width === 1 || right ? glyph : BLANK;
      grid.style[at] = style;
    }
    if (right) {
      grid.glyph[at + 1] = left ? RIGHT_HALF : BLANK;
      grid.style[at + 1] = style;
    }
    grid.dirtyRows[this.#y + y] = 1;
  }

  /** Writing from or up to the middle of a wide glyph takes its other half away; the left one only if it is not new. */
  #mendAt(x: number, y: number, leftToo = true): void {
    const at = (this.#y + y) * this.#grid.cols + this.#x + x;
    if (this.#grid.glyph[at] !== RIGHT_HALF || !this.#owns(x, y)) return;
    this.#grid.glyph[at] = BLANK;
    if (leftToo && x > 0) this.#grid.glyph[at - 1] = BLANK;
  }
}
