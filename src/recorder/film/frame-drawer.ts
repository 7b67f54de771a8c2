import type { Painter, Rectangle } from '../picture/picture.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { fitGrid } from './fit-grid.ts';
import { sameScreen } from './same-screen.ts';
import type { Seat, Seats } from './write/seats.ts';

/** Draws what changes from picture to picture, and lets the cursor blink in between. */
export interface FrameDrawer {
  /** `last`: for writers that want only this one. */
  show(frame: DrawnFrame, snapshot: (into?: CellGrid) => CellGrid, last: boolean): Promise<void>;
  /** Blinks on until this moment, or until the signal. */
  rest(untilMs: number): Promise<void>;
}

interface DrawnFrame {
  readonly atMs: number;
  readonly overlay: string | null;
}

export interface DrawingBoard {
  readonly columns: number;
  readonly rows: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly cursorBlinks: boolean;
  readonly painter: () => Painter;
}

/** As xterm.js blinks: shown, then hidden, each this long; anew after every change. */
const BLINK_MS = 600;
const NOTHING: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

export function createFrameDrawer(board: DrawingBoard, seats: Seats, signal: AbortSignal): FrameDrawer {
  const { columns, rows, width, height } = board;
  let shown: (DrawnFrame & { readonly grid: CellGrid }) | null = null;
  /** What is drawn in `pixels`; null before the first. */
  let drawn: CellGrid | null = null;
  let pixels: Uint32Array | null = null;
  let spare: CellGrid | null = null;

  const deliver = async (grid: CellGrid, frame: DrawnFrame, same: boolean, takers: readonly Seat[]): Promise<void> => {
    let changed: Rectangle = same ? NOTHING : { x: 0, y: 0, width, height };
    if (takers.some(({ traits }) => traits.pixels) && !(same && pixels !== null)) {
      const before = pixels === null ? null : drawn;
      pixels ??= new Uint32Array(width * height);
      changed = board.painter().paint(grid, before, pixels, frame.overlay);
    }
    drawn = grid;
    for (const seat of takers) {
      // One that wants a single picture gets it, also if it is the same as the one before.
      if (same && seat.traits.feed === 'frames') continue;
      await seats.give(seat, { ...frame, grid, pixels: seat.traits.pixels ? pixels : null, changed });
    }
  };

  const rest = async (untilMs: number): Promise<void> => {
    if (shown === null || !board.cursorBlinks) return;
    const { grid, overlay } = shown;
    if (!grid.cursor.visible || !grid.cursor.blinks) return;
    const dark: CellGrid = { ...grid, cursor: { ...grid.cursor, visible: false } };
    let lit = true;
    for (let atMs = shown.atMs + BLINK_MS; atMs < untilMs && !signal.aborted; atMs += BLINK_MS) {
      lit = !lit;
      const takers = seats.wanting('frames').filter(({ traits }) => traits.blinks);
      if (takers.length === 0) return;
      await deliver(lit ? grid : dark, { atMs, overlay }, false, takers);
    }
  };

  return {
    rest,
    show: async ({ atMs, overlay }, snapshot, last) => {
      await rest(atMs);
      const takers = [...seats.wanting('frames'), ...(last ? seats.wanting('last') : [])];
      if (takers.length === 0) return;
      const grid = fitGrid(snapshot(spare ?? undefined), columns, rows);
      const same = shown !== null && drawn === shown.grid && shown.overlay === overlay && sameScreen(grid, shown.grid);
      await deliver(grid, { atMs, overlay }, same, takers);
      spare = shown?.grid ?? null;
      // A picture that did not change does not keep the cursor from blinking.
      shown = same && shown !== null ? { ...shown, grid } : { atMs, overlay, grid };
    },
  };
}
