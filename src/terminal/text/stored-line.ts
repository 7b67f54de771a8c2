import type { StyleId } from '../render/styles.ts';
import { createCluster, nextCluster } from './clusters.ts';
import type { Line } from './line.ts';
import { wrapOn } from './wrap.ts';

/** A longer logical line continues in a line of its own, so that one endless line costs no more than many short ones. */
const MAX_LINE = 4096;
/** So many characters may follow that must not be torn from the last. */
const MAX_OVER = 64;

const NO_ROWS: readonly number[] = [];
const NON_ASCII = /[^\x20-\x7e]/;
const cluster = createCluster();

/** A logical line while it grows, with the offsets of its rows. */
export class StoredLine implements Line {
  text = '';
  style: StyleId;
  spans: number[] | null = null;
  ascii = true;
  #rows: number[] | null = null; // offsets where the second and later rows start
  #spare = 0; // columns that the last row has left, at least

  constructor(style: StyleId) {
    this.style = style;
  }

  get rowCount(): number {
    return (this.#rows?.length ?? 0) + 1;
  }

  rowStart(row: number): number {
    return row === 0 ? 0 : ((this.#rows ?? NO_ROWS)[row - 1] ?? this.text.length);
  }

  rowEnd(row: number): number {
    return (this.#rows ?? NO_ROWS)[row] ?? this.text.length;
  }

  /** The row that shows the character at `offset`. */
  rowAt(offset: number): number {
    let row = this.rowCount - 1;
    while (row > 0 && this.rowStart(row) > offset) row -= 1;
    return row;
  }

  /** How many rows it would take at that width, without wrapping it. */
  estimate(cols: number): number {
    return Math.max(1, Math.ceil(this.text.length / cols));
  }

  /** Takes as much of `text` as belongs to this line and returns how much that was; the rest starts the next line. */
  take(text: string, style: StyleId, cols: number): number {
    let length = Math.min(text.length, Math.max(0, MAX_LINE - this.text.length));
    if (length > 0 && length < text.length && isHighSurrogate(text.charCodeAt(length - 1))) length += 1;
    if (length < text.length || this.text.length >= MAX_LINE) length = this.#cutEnd(text, length);
    if (length > 0) this.#add(length === text.length ? text : text.slice(0, length), style, cols);
    return length;
  }

  /** Wraps from the beginning at another width. */
  rewrap(cols: number): void {
    this.#rows = null;
    this.#wrap(cols);
  }

  /** Where a full line ends: behind a whole cluster, and behind a blank, which would be an indent in front of the next. */
  #cutEnd(text: string, length: number): number {
    let end = this.#clusterEnd(text, length);
    while (text[end] === ' ' && this.text.length + end < MAX_LINE + MAX_OVER) {
      if ((end === 0 ? this.text.at(-1) : text[end - 1]) === ' ') break;
      end = this.#clusterEnd(text, end + 1);
    }
    return end;
  }

  /** Extends `length` so that the line never ends inside a cluster, wherever the chunk was cut. */
  #clusterEnd(text: string, length: number): number {
    const from = this.rowStart(this.rowCount - 1);
    const known = this.text.length - from;
    // A window of the incoming text is enough: clusters longer than it are hostile and may be cut.
    const sample = this.text.slice(from) + text.slice(0, length + MAX_OVER);
    let at = 0;
    while (at < known + length && at < sample.length) {
      nextCluster(sample, at, cluster);
      at = cluster.end;
    }
    return Math.min(text.length, Math.max(length, at - known));
  }

  #add(text: string, style: StyleId, cols: number): void {
    if (this.text === '') {
      this.style = style;
      this.#spare = cols;
    } else if ((this.spans?.at(-1) ?? this.style) !== style) (this.spans ??= []).push(this.text.length, style);
    const ascii = !NON_ASCII.test(text);
    if (!ascii) this.ascii = false;
    this.text += text;
    // No character takes more than two columns however it is joined, so most text is known to fit without measuring.
    this.#spare -= ascii ? text.length : 2 * text.length;
    if (this.#spare < 0) this.#wrap(cols);
  }

  #wrap(cols: number): void {
    const rows = this.#rows ?? [];
    this.#spare = wrapOn(this.text, this.ascii, cols, rows);
    if (rows.length > 0) this.#rows = rows;
  }
}

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
