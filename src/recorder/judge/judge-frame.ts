/** A piece of a frame's picture, at native scale. */
export interface FrameTile {
  /** Pixels inside the frame. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

/** One moment of a film as a judge sees it. */
export interface JudgeFrame {
  /** From 1, in the order of the film. */
  readonly number: number;
  readonly atMs: number;
  /** What was going on: the last marker before it; null without one. */
  readonly phase: string | null;
  /** The exact text of the screen, right-trimmed, without hidden text; blank rows at the end are gone. */
  readonly rows: readonly string[];
  /** Row by row; pieces of one colour are left out. */
  readonly tiles: readonly FrameTile[];
  /** Of text and pictures together. */
  readonly sha256: string;
}
