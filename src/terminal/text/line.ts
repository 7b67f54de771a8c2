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
