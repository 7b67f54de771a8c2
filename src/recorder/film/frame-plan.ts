import { thinMarks } from '../play/frame-marks.ts';
import { keyOverlay } from './key-overlay.ts';
import type { FilmMaterial } from './retime.ts';

/** A picture of a film: what is shown from `atMs` on. */
export interface PlannedFrame {
  readonly atMs: number;
  readonly events: number;
  /** Pressed keys in the corner. */
  readonly overlay: string | null;
}

/** The pictures of a film: its frames, and new ones where pressed keys come and go. */
export function planFrames(film: FilmMaterial, framerate: number): readonly PlannedFrame[] {
  const overlay = keyOverlay(film.keys);
  if (overlay.length === 0) return film.frames.map((frame) => ({ ...frame, overlay: null }));
  const changes = overlay.filter(({ atMs }) => atMs <= film.durationMs);
  const moments = [...film.frames, ...changes.map(({ atMs }) => ({ atMs, events: 0 }))].toSorted(
    (a, b) => a.atMs - b.atMs,
  );
  let events = 0;
  const marks = moments.map((moment) => ({ atMs: moment.atMs, events: (events = Math.max(events, moment.events)) }));
  let next = 0;
  let text: string | null = null;
  return thinMarks(marks, film.durationMs, framerate).map((mark) => {
    for (let change = changes[next]; change !== undefined && change.atMs <= mark.atMs; change = changes[next]) {
      text = change.text;
      next += 1;
    }
    return { ...mark, overlay: text };
  });
}

/** A film that begins in its middle: what stands after the new start, then what stood before it. */
export interface RotatedFilm {
  readonly first: readonly PlannedFrame[];
  readonly second: readonly PlannedFrame[];
}

/** Moves the start of a film that repeats itself; `lengthMs` is the film's with its last picture held. */
export function rotateFrames(frames: readonly PlannedFrame[], offsetMs: number, lengthMs: number): RotatedFilm {
  const from = frames.findLastIndex((frame) => frame.atMs <= offsetMs);
  const first = frames
    .slice(Math.max(0, from))
    .map((frame) => ({ ...frame, atMs: Math.max(0, frame.atMs - offsetMs) }));
  const second = frames
    .filter((frame) => frame.atMs < offsetMs)
    .map((frame) => ({ ...frame, atMs: frame.atMs + lengthMs - offsetMs }));
  return { first, second };
}
