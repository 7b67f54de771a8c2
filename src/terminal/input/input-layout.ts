import { textWidth } from '../text/clusters.ts';
import { wrapOn } from '../text/wrap.ts';

/** An edited text as rows of a box, and the cell of the cursor in it. */
export interface InputLayout {
  readonly rows: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number };
}

/** Wraps at `cols` (1 or more). A cursor after a full row stands at the beginning of the next one. */
export function layOutInput(text: string, cursor: number, cols: number): InputLayout {
  const rows: string[] = [];
  let place = { x: 0, y: 0 };
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const starts = [0];
    const later: number[] = [];
    wrapOn(line, false, cols, later);
    starts.push(...later);
    starts.forEach((start, index) => {
      const row = line.slice(start, starts[index + 1] ?? line.length);
      const offset = cursor - lineStart - start;
      const isLast = index === starts.length - 1;
      if (offset >= 0 && (offset < row.length || (isLast && offset === row.length))) {
        const x = textWidth(row.slice(0, offset));
        place = { x, y: rows.length };
      }
      rows.push(row);
    });
    if (place.y === rows.length - 1 && place.x >= cols) {
      place = { x: 0, y: rows.length };
      rows.push('');
    }
    lineStart += line.length + 1;
  }
  return { rows, cursor: place };
}
