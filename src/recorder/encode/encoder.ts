import type { Rectangle, Theme } from '../picture/picture.ts';
import type { CellGrid } from '../terminal/grid.ts';

/** What every writer is told before the first frame. */
export interface FilmInfo {
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a frame; of the drawn picture for pixel writers. */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  /** 0 for ever. */
  readonly loop: number;
  readonly theme: Theme;
  readonly title: string;
}

/**
 * Writes a film piece by piece: memory stays flat whatever its length. `frame` is called in order of time; its picture
 * is shown from `atMs` until the next one, the last until `durationMs`. Pixels and grid are only lent for the call.
 * Each call may give bytes to be appended to the file.
 */
export interface FilmEncoder {
  /** Why this format cannot hold such a film, as a sentence; asked before `begin`. Absent where every film fits. */
  problem?(info: FilmInfo): string | null;
  begin(info: FilmInfo): Uint8Array | null;
  frame(frame: FilmFrame): Uint8Array | null;
  end(): Uint8Array | null;
  /** After `end`: what must be written over earlier bytes, because only now it is known. Absent where nothing is. */
  patches?(): readonly FilmPatch[];
}

/** Bytes that replace as many at `offset`, counted from the start of the file. */
export interface FilmPatch {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

export interface FilmFrame {
  readonly atMs: number;
  readonly grid: CellGrid;
  /** Null when no writer of this film asked for pixels. `0xAARRGGBB`. */
  readonly pixels: Uint32Array | null;
  /** What differs from the frame before. */
  readonly changed: Rectangle;
  /** The short text in the lower right corner (pressed keys), for writers that draw cells themselves. */
  readonly overlay?: string | null;
}
