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
const ASCII_ONLY = /^[\x20-\x7e]*$/;

/** Where the printable ASCII from `at` on ends; a letter that a mark may follow is left to the clusters. */
function plainUntil(text: string, at: number, to: number, limit: number): number {
  let end = at;
  while (end < to) {
    const unit = text.charCodeAt(end);
    if (unit < 0x20 || unit > 0x7e) return end > at && unit >= 0x300 ? end - 1 : end;
    end += 1;
  }
  return end > at && end < limit && text.charCodeAt(end) >= 0x300 ? end - 1 : end;
}

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

  constructor(grid: CellGrid, glyphs: GlyphTable, rect: Rect, owner: Uint16Array | null, id: number) {
    this.width = rect.width;
    this.height = rect.height;
    this.#grid = grid;
    this.#glyphs = glyphs;
    this.#owner = owner;
    this.#id = id;
    this.#x = rect.x;
    this.#y = rect.y;
  }

  text(x: number, y: number, text: string, style: StyleId, limit: number = this.width): number {
    return this.#run(x, y, Math.min(this.width, x + limit), text, 0, text.length, ASCII_ONLY.test(text), style);
  }

  fill(x: number, y: number, width: number, height: number, style: StyleId, glyph = ' '): void {
    const point = glyph.codePointAt(0) ?? BLANK;
    const left = Math.max(0, x);
    const right = Math.min(this.width, x + width);
    for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
      if (!this.#onScreen(row)) continue;
      this.#mend(left, right, row);
      if (this.#owner === null) {
        const from = Math.max(left, -this.#x);
        const count = Math.min(right, this.#grid.cols - this.#x) - from;
        if (count > 0) fillCells(this.#grid, this.#x + from, this.#y + row, count, point, style);
      } else for (let column = left; column < right; column += 1) this.#put(column, row, point, style, 1);
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
      const reached = this.#run(column, y, edge, line.text, at, until, line.ascii, style, end);
      column = reached;
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
    ascii: boolean,
    style: StyleId,
    limit: number = to,
  ): number {
    this.#stoppedAt = to;
    if (y < 0 || y >= this.height || !this.#onScreen(y)) return Math.min(edge, x + to - from);
    if (ascii && this.#owner === null && x >= 0 && this.#x + x >= 0)
      return this.#asciiRun(x, y, edge, text, from, to, style);
    let column = x;
    let at = from;
    this.#mendAt(x, y);
    while (at < to && column < edge) {
      const plainEnd = plainUntil(text, at, Math.min(to, at + edge - column), limit);
      if (plainEnd > at) {
        this.#plainRun(column, y, text, at, plainEnd, style); // most of any text: no mark can follow
        column += plainEnd - at;
        at = plainEnd;
        continue;
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

  #asciiRun(x: number, y: number, edge: number, text: string, from: number, to: number, style: StyleId): number {
    const count = Math.max(0, Math.min(to - from, edge - x));
    this.#mend(x, x + count, y);
    this.#plainRun(x, y, text, from, from + count, style);
    return x + count;
  }

  /** Single-cell letters, one per UTF-16 unit. */
  #plainRun(x: number, y: number, text: string, from: number, to: number, style: StyleId): void {
    const { cols, glyph, style: styles, dirtyRows } = this.#grid;
    if (this.#owner !== null || x < 0 || this.#x + x < 0) {
      for (let at = from; at < to; at += 1) this.#put(x + at - from, y, text.charCodeAt(at), style, 1);
      return;
    }
    let cell = (this.#y + y) * cols + this.#x + x;
    const end = Math.min(to, from + cols - this.#x - x);
    for (let at = from; at < end; at += 1) {
      glyph[cell] = text.charCodeAt(at);
      styles[cell] = style;
      cell += 1;
    }
    dirtyRows[this.#y + y] = 1;
  }

  #onScreen(y: number): boolean {
    return this.#y + y >= 0 && this.#y + y < this.#grid.rows;
  }

  #owns(x: number, y: number): boolean {
    const screenX = this.#x + x;
    if (x < 0 || x >= this.width || screenX < 0 || screenX >= this.#grid.cols) return false;
    return this.#owner === null || this.#owner[(this.#y + y) * this.#grid.cols + screenX] === this.#id;
  }

  /** Writes one glyph if all its cells are ours, otherwise blanks into those that are. */
  #put(x: number, y: number, glyph: number, style: StyleId, width: number): void {
    const grid = this.#grid;
    const at = (this.#y + y) * grid.cols + this.#x + x;
    if (width === 1 && this.#owner === null && x >= 0 && this.#x + x >= 0 && this.#x + x < grid.cols) {
      grid.glyph[at] = glyph;
      grid.style[at] = style;
      grid.dirtyRows[this.#y + y] = 1;
      return;
    }
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

  #mend(left: number, right: number, y: number): void {
    this.#mendAt(left, y);
    this.#mendAt(right, y);
  }

  /** Writing from or up to the middle of a wide glyph takes its other half away; the left one only if it is not new. */
  #mendAt(x: number, y: number, leftToo = true): void {
    const at = (this.#y + y) * this.#grid.cols + this.#x + x;
    if (!this.#owns(x, y) || this.#grid.glyph[at] !== RIGHT_HALF) return;
    this.#grid.glyph[at] = BLANK;
    if (leftToo && x > 0) this.#grid.glyph[at - 1] = BLANK;
  }
}
