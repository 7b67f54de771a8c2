import type { StyleId } from '../render/styles.ts';

/** One logical line: its text, and where its styles change. */
export interface Line {
  readonly text: string;
  /** Style of the first character. */
  readonly style: StyleId;
  /** Pairs of offset and style for every change after the first; null when there is none. */
  readonly spans: readonly number[] | null;
  /** True when every character is printable ASCII, so offsets are columns. */
  readonly ascii: boolean;
}

/** One wrapped row: a piece of a logical line, as offsets into its text. */
export interface RowRef {
  line: Line;
  start: number;
  end: number;
}

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
  /** Wraps anew at another width: the rows asked for at once, the rest in slices by `settle`. */
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
