import { BEGIN_FRAME, END_FRAME, HIDE_CURSOR, moveCursor, SHOW_CURSOR } from './modes.ts';

interface Cell {
  readonly x: number;
  readonly y: number;
}

/** What goes around the changed cells of a frame: mode changes, synchronized output, and the hardware cursor. */
export interface FrameEnvelope {
  setCursor(cell: Cell | null): void;
  /** Bytes to send in front of the next frame. */
  prepend(bytes: string): void;
  /** The complete frame; `''` when there is nothing to say. */
  wrap(cells: string, synchronized: boolean): string;
  /** The terminal was entered anew: its cursor is hidden and its modes are fresh. */
  reset(): void;
}

export function createFrameEnvelope(): FrameEnvelope {
  let wanted: Cell | null = null;
  let shown: Cell | null = null;
  let pending = '';
  return {
    setCursor(cell) {
      wanted = cell === null ? null : { x: cell.x, y: cell.y };
    },
    prepend(bytes) {
      pending += bytes;
    },
    wrap(cells, synchronized) {
      const moved = wanted?.x !== shown?.x || wanted?.y !== shown?.y;
      const before = pending;
      pending = '';
      if (cells === '' && !moved) return before;
      const hide = shown !== null && (cells !== '' || wanted === null) ? HIDE_CURSOR : '';
      const show =
        wanted === null ? '' : moveCursor(wanted.x, wanted.y) + (shown === null || hide !== '' ? SHOW_CURSOR : '');
      shown = wanted;
      const body = hide + cells + show;
      return before + (synchronized && cells !== '' ? BEGIN_FRAME + body + END_FRAME : body);
    },
    reset() {
      shown = null;
      pending = '';
    },
  };
}
