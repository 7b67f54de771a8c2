import type { Canvas } from './canvas.ts';
import type { StyleId } from './styles.ts';

/** Cells of the screen, counted from 0 at the top left. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the whole surface, which was filled with its background just before. Called only when it is dirty and visible, at most once per frame. */
type Paint = (canvas: Canvas) => void;

export interface SurfaceOptions {
  readonly paint: Paint;
  /** Higher layers cover lower ones; within a layer the younger surface wins. Default 0. */
  readonly layer?: number;
  /** Style of the blanks a painter does not write over. Default 0, the terminal's own. */
  readonly background?: StyleId;
  /** Default: no rectangle, so nothing is drawn until `place` is called. */
  readonly rect?: Rect;
}

/** A rectangle of the screen that one painter owns. Where another surface covers it, its cells are not written. */
export interface Surface {
  readonly id: number;
  /** The rectangle as it was set; it may reach past the screen. Null means hidden. */
  readonly rect: Rect | null;
  /** Moves, resizes or (with null) hides the surface. Free when nothing changes. */
  place(rect: Rect | null): void;
  /** Marks the content as changed. `'input'` draws at once (echo of a key); `'stream'` waits for the next tick. Default `'stream'`. */
  invalidate(urgency?: 'stream' | 'input'): void;
  /** Most stream frames per second that repaint this surface; for panes nobody looks at. Default: every frame. */
  setRate(framesPerSecond: number): void;
  /** Removes the surface for good. */
  remove(): void;
}

/** Counters since the terminal was opened. */
export interface FrameStats {
  /** Frames that were written. */
  frames: number;
  /** Frames not built because the terminal had not taken the one before. */
  skipped: number;
  /** Characters handed to the terminal. */
  written: number;
  /** Cells that the written frames changed. */
  cells: number;
}
