import type { CellGrid } from './cell-grid.ts';
import { BLANK, RIGHT_HALF, UNKNOWN } from './cell-grid.ts';
import { FrameBuffer } from './frame-buffer.ts';
import type { GlyphTable } from './glyph-table.ts';
import type { StyleId, Styles } from './styles.ts';

/** Turns the difference of two grids into the fewest bytes that are safe on every terminal. */
export interface Writer {
  /** Bytes that make a terminal showing `front` show `back`; `''` when they are equal. Leaves `front` equal to `back`. */
  diff(front: CellGrid, back: CellGrid): string;
  /** Cells the last diff changed. */
  readonly changed: number;
}

const FORWARD = 0x43; // C
const POSITION = 0x48; // H
const ERASE = 0x58; // X
const ERASE_FROM = 10; // shorter runs of blanks are cheaper as blanks
const BRIDGE_UPTO = 4; // unchanged cells that are re-sent rather than jumped over

/** Length of a run of equal blanks from here that is worth erasing instead of writing; 0 when it is too short. */
function erasable(front: CellGrid, back: CellGrid, at: number, rowEnd: number): number {
  const style = back.style[at];
  if (at + ERASE_FROM >= rowEnd || back.glyph[at + ERASE_FROM] !== BLANK) return 0; // cheap and nearly always decisive
  let end = at;
  while (end < rowEnd && back.glyph[end] === BLANK && back.style[end] === style) end += 1;
  while (end > at && front.glyph[end - 1] === BLANK && front.style[end - 1] === style) end -= 1;
  return end - at > ERASE_FROM ? end - at : 0;
}

export function createWriter(styles: Styles, glyphs: GlyphTable): Writer {
  const out = new FrameBuffer();
  let pen: StyleId = -1; // style the terminal draws in; -1 unknown
  let cursorX = -1; // -1: unknown, the next cell needs an absolute move
  let cursorY = -1;
  let changed = 0;

  const loseCursor = (): void => {
    cursorX = -1;
    cursorY = -1;
  };

  /** True when the cells between cursor and target can be sent again as they are, which is shorter than a jump. */
  function bridge(back: CellGrid, from: number, to: number): boolean {
    for (let at = from; at < to; at += 1) {
      const glyph = back.glyph[at] ?? UNKNOWN;
      if (glyph < BLANK || glyph > 0x7e || back.style[at] !== pen) return false;
    }
    for (let at = from; at < to; at += 1) out.unit(back.glyph[at] ?? BLANK);
    return true;
  }

  function moveTo(back: CellGrid, x: number, y: number): void {
    if (cursorY === y && cursorX === x) return;
    const gap = cursorY === y ? x - cursorX : -1;
    if (gap > 0) {
      const row = y * back.cols;
      if (gap > BRIDGE_UPTO || !bridge(back, row + cursorX, row + x)) {
        if (gap === 1) out.text('\x1b[C');
        else out.sequence(gap, 0, FORWARD);
      }
    } else {
      out.sequence(y + 1, x === 0 ? 0 : x + 1, POSITION);
    }
    cursorX = x;
    cursorY = y;
  }

  function send(front: CellGrid, back: CellGrid, at: number, x: number): number {
    const glyph = back.glyph[at] ?? BLANK;
    const style = back.style[at] ?? 0;
    const wide = x + 1 < back.cols && back.glyph[at + 1] === RIGHT_HALF;
    const drawn = glyphs.drawnAs(glyph);
    const trusted = glyphs.trusted(drawn);
    if (trusted) out.unit(drawn);
    else out.text(glyphs.bytes(glyph));
    front.glyph[at] = glyph;
    front.style[at] = style;
    const cells = wide ? 2 : 1;
    if (wide) {
      front.glyph[at + 1] = RIGHT_HALF;
      front.style[at + 1] = back.style[at + 1] ?? 0;
    }
    changed += cells;
    cursorX = x + cells;
    if (!trusted) {
      loseCursor();
      // A terminal that draws this one wider has overwritten the neighbour: send that again as well.
      if (x + cells < back.cols) front.glyph[at + cells] = UNKNOWN;
    } else if (cursorX >= back.cols) loseCursor(); // some terminals wrap at once, others wait
    return cells;
  }

  function diffRow(front: CellGrid, back: CellGrid, y: number): void {
    const { glyph: shownGlyph, style: shownStyle } = front;
    const { glyph: wantedGlyph, style: wantedStyle, cols } = back;
    const start = y * cols;
    const end = start + cols;
    let at = start;
    for (;;) {
      while (at < end && wantedGlyph[at] === shownGlyph[at] && wantedStyle[at] === shownStyle[at]) at += 1;
      if (at === end) return;
      let glyph = wantedGlyph[at] ?? BLANK;
      const style = wantedStyle[at] ?? 0;
      if (glyph === RIGHT_HALF && at > start && wantedGlyph[at - 1] !== RIGHT_HALF) {
        at -= 1; // half of a wide glyph cannot be sent: go back and send it whole
        shownGlyph[at] = UNKNOWN;
        continue;
      }
      moveTo(back, at - start, y);
      if (style !== pen) {
        out.text(styles.transition(pen, style));
        pen = style;
      }
      if (glyph >= 0x7f) {
        at += send(front, back, at, at - start);
        continue;
      }
      const blanks = glyph === BLANK ? erasable(front, back, at, end) : 0;
      if (blanks > 0 && styles.erasable(style)) {
        out.sequence(blanks, 0, ERASE);
        shownGlyph.fill(BLANK, at, at + blanks);
        shownStyle.fill(style, at, at + blanks);
        changed += blanks;
        at += blanks;
        continue;
      }
      // Most of any frame: letters of one style, sent in one go together with the few unchanged ones between them.
      const units = out.room(end - at);
      const from = at;
      let length = out.length;
      let fresh = 0;
      let unchanged = 0; // since the last changed one
      do {
        units[length] = glyph;
        length += 1;
        if (glyph === shownGlyph[at] && style === shownStyle[at]) unchanged += 1;
        else {
          shownGlyph[at] = glyph;
          shownStyle[at] = style;
          fresh += 1;
          unchanged = 0;
        }
        at += 1;
        if (at === end || unchanged > BRIDGE_UPTO) break;
        glyph = wantedGlyph[at] ?? BLANK;
      } while (glyph < 0x7f && wantedStyle[at] === style && (glyph !== BLANK || wantedGlyph[at + 1] !== BLANK));
      changed += fresh;
      out.length = length - unchanged;
      at -= unchanged;
      if (at === end) loseCursor();
      else cursorX += at - from;
    }
  }

  return {
    diff(front, back) {
      out.clear();
      pen = -1;
      changed = 0;
      loseCursor();
      for (let y = 0; y < back.rows; y += 1) {
        if (back.dirtyRows[y] === 0) continue;
        back.dirtyRows[y] = 0;
        diffRow(front, back, y);
      }
      if (out.length === 0) return '';
      out.text('\x1b[0m');
      return out.toString();
    },
    get changed() {
      return changed;
    },
  };
}
