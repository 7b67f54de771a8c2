/** Knows whether clean text that comes in pieces is inside a fenced block of code. */
export interface FenceTracker {
  push(text: string): void;
  /** The line that is being written belongs to code. */
  readonly inCode: boolean;
}

const FENCE = /^ {0,3}(`{3}|~{3})/;
/** Enough of a line to tell a fence. */
const HEAD = 6;

/** Outside of any fence. Costs one look per line. */
export function createFenceTracker(): FenceTracker {
  let head = '';
  let open: string | null = null;

  function endLine(): void {
    const mark = FENCE.exec(head)?.[1];
    head = '';
    if (mark === undefined) return;
    if (open === null) open = mark;
    else if (open === mark) open = null;
  }

  return {
    push(text) {
      for (let at = 0; at < text.length;) {
        const newline = text.indexOf('\n', at);
        const end = newline < 0 ? text.length : newline;
        if (head.length < HEAD) head += text.slice(at, Math.min(end, at + HEAD - head.length));
        if (newline < 0) return;
        endLine();
        at = newline + 1;
      }
    },
    get inCode() {
      return open !== null;
    },
  };
}
