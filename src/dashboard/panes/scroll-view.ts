import type { RowRef } from '../../terminal/text/line.ts';
import type { Anchor, LineStore } from '../../terminal/text/line-store.ts';
import type { Place, Scroll } from '../../views/chrome/edges.ts';
import type { ScrollStep } from '../ui-actions.ts';

/**
 * A window over a growing text. It follows the end, or is held: then the same words stay on its top row whatever is
 * appended, dropped or wrapped anew.
 */
export interface ScrollView {
  readonly scroll: Scroll;
  /** Moves by a step of a window of that height. Upwards always holds, also a text that fits still; reaching the end follows again. */
  move(step: ScrollStep, height: number): void;
  /** Moves by rows, up when positive; for the mouse wheel. */
  moveRows(up: number, height: number): void;
  /** Lets the text be written anew, for another width: the line on the top row is looked for and stays there. */
  keepTop(rewrite: () => void): void;
  /** Which rows a window of that height shows. */
  place(height: number): Place;
  /** Fills `out` with the rows to draw, top first, and returns how many. */
  rows(height: number, out: RowRef[]): number;
}

/** A table that is drawn anew moves the text below it by no more rows than this, mostly. */
const KEEP_WITHIN_ROWS = 400;

export function createScrollView(store: LineStore): ScrollView {
  let top: Anchor | null = null; // null: follow
  let linesWhenHeld = 0;

  /** The whole line that a row belongs to. */
  function textAt(fromBottom: number): string {
    const found: RowRef[] = [];
    store.window(1, fromBottom, found);
    return found[0]?.line.text ?? '';
  }

  const topFromBottom = (height: number): number =>
    top === null ? Math.min(store.rows, height) - 1 : store.locate(top);

  const bottomOf = (height: number): number => Math.max(0, topFromBottom(height) - height + 1);

  function moveRows(up: number, height: number): void {
    const rows = store.rows;
    const next = Math.min(rows - 1, topFromBottom(height) + up);
    if (up < 0 && next < height) {
      top = null;
      return;
    }
    if (top === null) linesWhenHeld = store.lines;
    top = store.anchor(next);
  }

  return {
    get scroll(): Scroll {
      return top === null ? { held: false } : { held: true, fresh: Math.max(0, store.lines - linesWhenHeld) };
    },
    move(step, height) {
      const page = Math.max(1, height - 1);
      const half = Math.max(1, Math.floor(height / 2));
      switch (step) {
        case 'follow':
          top = null;
          return;
        case 'top':
          return moveRows(store.rows, height);
        case 'line_up':
          return moveRows(1, height);
        case 'line_down':
          return moveRows(-1, height);
        case 'half_up':
          return moveRows(half, height);
        case 'half_down':
          return moveRows(-half, height);
        case 'page_up':
          return moveRows(page, height);
        case 'page_down':
          return moveRows(-page, height);
      }
    },
    moveRows,
    keepTop(rewrite) {
      const before = top;
      if (before === null) return rewrite();
      const text = textAt(store.locate(before));
      rewrite();
      const near = store.locate(before);
      for (let away = 0; away <= KEEP_WITHIN_ROWS; away += 1) {
        for (const row of [near + away, near - away]) {
          if (row < 0 || row >= store.rows || textAt(row) !== text) continue;
          top = store.anchor(row);
          return;
        }
      }
      top = store.anchor(near);
    },
    place(height) {
      const { rows: total } = store;
      const last = total - bottomOf(height);
      return { first: Math.max(1, last - height + 1), last, total };
    },
    rows: (height, out) => store.window(height, bottomOf(height), out),
  };
}
