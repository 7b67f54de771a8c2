import type { StyleId } from '../../terminal/render/styles.ts';
import type { LineStore } from '../../terminal/text/line-store.ts';
import type { MarkdownLook, MarkdownPlace } from '../../views/markdown/markdown.ts';
import { MARKDOWN_START, markdown } from '../../views/markdown/markdown.ts';
import type { Line, Role } from '../../views/span.ts';

/** Writes lines of spans into a line store, and takes back what has changed since. */
export interface LineWriter {
  write(lines: readonly Line[]): void;
  /** Where the next line will start. */
  mark(): number;
  /** Forgets everything from a mark on. */
  rewind(mark: number): void;
}

export function createLineWriter(store: LineStore, style: (role: Role) => StyleId): LineWriter {
  let written = false; // the store's last line is ours and complete: the next one needs a line end first
  return {
    write(lines) {
      for (const line of lines) {
        if (written) store.append('\n', 0);
        for (const piece of line) store.append(piece.text, style(piece.role));
        written = true;
      }
    },
    mark: () => (written ? store.lines : store.lines - 1),
    rewind(mark) {
      if (written ? mark >= store.lines : mark >= store.lines - 1) return;
      store.truncate(mark);
      written = false;
    },
  };
}

/** Markdown that is still growing: each update draws only its last line or table anew. */
export interface GrowingText {
  update(text: string): void;
}

export function createGrowingText(writer: LineWriter, look: () => MarkdownLook): GrowingText {
  let place: MarkdownPlace = MARKDOWN_START;
  let mark = writer.mark();
  return {
    update(text) {
      const drawn = markdown(text, place, look());
      writer.rewind(mark);
      writer.write(drawn.lines.slice(0, drawn.final));
      mark = writer.mark();
      place = drawn.next;
      writer.write(drawn.lines.slice(drawn.final));
    },
  };
}
