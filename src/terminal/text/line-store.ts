import type { StyleId } from '../render/styles.ts';
import { widthsGeneration } from './code-points.ts';
import type { RowRef } from './line.ts';
import { isHighSurrogate, StoredLine } from './stored-line.ts';

export interface LineStoreOptions {
  /** Columns to wrap at, 1 or more. */
  readonly cols: number;
  /** Logical lines kept; the oldest go first and are counted in `dropped`. Default 5,000. */
  readonly maxLines?: number;
  /** Characters kept, in millions of UTF-16 units; whichever bound is met first drops lines. Default 2. */
  readonly maxCharacters?: number;
}

/** Text of one pane: append-only, wrapped as it grows, painted row by row. Text must have been cleaned before. */
export interface LineStore {
  /** Costs the chunk plus one row. Any chunking of the same text gives the same rows. `\n` ends a logical line. */
  append(text: string, style: StyleId): void;
  /** Forgets every logical line from `line` on (counted from the first line ever appended), so that a tail can be written anew. */
  truncate(line: number): void;
  /** Wraps anew at another width, or because texts are measured otherwise now: the rows asked for at once, the rest in slices by `settle`. */
  resize(cols: number): void;
  /** Wraps up to `budgetCharacters` of what a resize left over; true when nothing is left. */
  settle(budgetCharacters: number): boolean;
  /** Fills `out` with up to `height` rows that end `fromBottom` rows above the last; returns how many. */
  window(height: number, fromBottom: number, out: RowRef[]): number;
  /** A place in the text that survives appending, dropping and resizing: the logical position of a row of the window. */
  anchor(fromBottom: number): Anchor;
  /** How many rows above the bottom an anchored position is now; the oldest row when it has been dropped. */
  locate(anchor: Anchor): number;
  readonly cols: number;
  /** Wrapped rows at the present width; an estimate until `settle` has finished after a resize. */
  readonly rows: number;
  /** Logical lines ever appended. */
  readonly lines: number;
  /** Changes with every append, truncate and resize. */
  readonly version: number;
  /** Logical lines that were dropped because the store was full. */
  readonly dropped: number;
}

export interface Anchor {
  /** Logical line, counted from the first ever appended. */
  readonly line: number;
  /** Offset of the row's first character in it. */
  readonly offset: number;
}

/** An empty store with one empty line. */
export function createLineStore(options: LineStoreOptions): LineStore {
  const maxLines = Math.max(1, options.maxLines ?? 5000);
  const maxCharacters = (options.maxCharacters ?? 2) * 1_000_000;
  let lines: StoredLine[] = [new StoredLine(0)];
  let head = 0; // lines before it were dropped
  let stale = 0; // lines from `head` to here are still wrapped at an older width
  let staleRows = 0; // what they are estimated to take
  let freshRows = 1;
  let characters = 0;
  let dropped = 0;
  let version = 0;
  let cols = Math.max(1, Math.floor(options.cols));
  let measured = widthsGeneration();
  let held = ''; // first half of a surrogate pair

  const lineAt = (index: number): StoredLine => {
    const line = lines[index];
    if (line === undefined) throw new RangeError(`line store: no line ${index}`);
    return line;
  };
  const last = (): StoredLine => lineAt(lines.length - 1);

  function dropOldest(): void {
    const line = lineAt(head);
    characters -= line.text.length;
    if (head < stale) staleRows -= line.estimate(cols);
    else freshRows -= line.rowCount;
    head += 1;
    stale = Math.max(stale, head);
    dropped += 1;
    if (head > 1024 && head * 2 > lines.length) {
      lines = lines.slice(head);
      stale -= head;
      head = 0;
    }
  }

  function bound(): void {
    while (lines.length - head > 1 && (lines.length - head > maxLines || characters > maxCharacters)) dropOldest();
  }

  function startLine(): void {
    lines.push(new StoredLine(0));
    freshRows += 1;
    bound();
  }

  function put(text: string, style: StyleId): void {
    for (let rest = text; rest !== '';) {
      const line = last();
      const before = line.rowCount;
      const taken = line.take(rest, style, cols);
      freshRows += line.rowCount - before;
      characters += taken;
      rest = rest.slice(taken);
      if (rest !== '') startLine();
    }
  }

  /** Wraps the youngest line that still has an older width. */
  function refreshOne(): number {
    stale -= 1;
    const line = lineAt(stale);
    staleRows -= line.estimate(cols);
    line.rewrap(cols);
    freshRows += line.rowCount;
    return line.text.length;
  }

  function freshLine(index: number): StoredLine {
    while (index < stale) refreshOne();
    return lineAt(index);
  }

  /** The line and row that stand `fromBottom` rows above the last row; the oldest row when there are not so many. */
  function seek(fromBottom: number): { readonly index: number; readonly row: number } {
    let left = Math.max(0, fromBottom);
    for (let index = lines.length - 1; index >= head; index -= 1) {
      const count = freshLine(index).rowCount;
      if (left < count) return { index, row: count - 1 - left };
      left -= count;
    }
    return { index: head, row: 0 };
  }

  return {
    append(text, style) {
      let rest = held + text;
      held = '';
      if (isHighSurrogate(rest.charCodeAt(rest.length - 1))) {
        held = rest.slice(-1);
        rest = rest.slice(0, -1);
      }
      for (let at = 0; at <= rest.length;) {
        const newline = rest.indexOf('\n', at);
        put(newline < 0 ? rest.slice(at) : rest.slice(at, newline), style);
        if (newline < 0) break;
        startLine();
        at = newline + 1;
      }
      bound();
      version += 1;
    },
    truncate(line) {
      const keep = Math.max(head, Math.min(lines.length, line - dropped + head));
      while (lines.length > keep) {
        const gone = last();
        characters -= gone.text.length;
        if (lines.length <= stale) staleRows -= gone.estimate(cols);
        else freshRows -= gone.rowCount;
        lines.pop();
        stale = Math.min(stale, lines.length);
      }
      held = '';
      startLine();
      version += 1;
    },
    resize(next) {
      const width = Math.max(1, Math.floor(next));
      if (width === cols && measured === widthsGeneration()) return;
      cols = width;
      measured = widthsGeneration();
      stale = lines.length;
      freshRows = 0;
      staleRows = 0;
      for (let index = head; index < stale; index += 1) staleRows += lineAt(index).estimate(cols);
      freshLine(lines.length - 1); // the line that grows must always be fresh
      version += 1;
    },
    settle(budgetCharacters) {
      for (let spent = 0; stale > head && spent < budgetCharacters;) spent += refreshOne() + 1;
      return stale <= head;
    },
    window(height, fromBottom, out) {
      const bottom = seek(fromBottom);
      const available = this.rows - Math.max(0, fromBottom);
      const top = seek(Math.max(0, fromBottom) + Math.max(0, height) - 1);
      let filled = 0;
      if (height <= 0 || available <= 0) return 0;
      for (let index = top.index; index <= bottom.index; index += 1) {
        const line = lineAt(index);
        const until = index === bottom.index ? bottom.row : line.rowCount - 1;
        for (let row = index === top.index ? top.row : 0; row <= until && filled < height; row += 1) {
          const start = line.rowStart(row);
          const end = line.rowEnd(row);
          const slot = out[filled];
          if (slot === undefined) out[filled] = { line, start, end };
          else {
            slot.line = line;
            slot.start = start;
            slot.end = end;
          }
          filled += 1;
        }
      }
      return filled;
    },
    anchor(fromBottom) {
      const { index, row } = seek(fromBottom);
      return { line: index - head + dropped, offset: lineAt(index).rowStart(row) };
    },
    locate(anchor) {
      const index = anchor.line - dropped + head;
      let below = 0;
      for (let at = lines.length - 1; at > Math.max(index, head - 1); at -= 1) below += freshLine(at).rowCount;
      if (index < head) return Math.max(0, below - 1);
      if (index >= lines.length) return 0;
      const line = freshLine(index);
      return below + line.rowCount - 1 - line.rowAt(anchor.offset);
    },
    get cols() {
      return cols;
    },
    get rows() {
      return freshRows + staleRows;
    },
    get lines() {
      return dropped + lines.length - head;
    },
    get version() {
      return version;
    },
    get dropped() {
      return dropped;
    },
  };
}
