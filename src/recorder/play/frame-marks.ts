import type { CastEvent, FrameMark } from './recording.ts';
import { createSynchronizedOutput } from './synchronized-output.ts';

/** A program that holds back its frame longer than this is shown as it is. */
const LONGEST_HOLD_MS = 1000;
/** Chunks of one repaint reach us with gaps of a millisecond or two. */
const BURST_GAP_MS = 4;

/**
 * Where a film of these events needs a new picture: after each burst of output, never closer than the frame rate allows,
 * never while the program holds back a frame. The first mark is at 0. The same events give the same marks.
 */
export function frameMarks(events: readonly CastEvent[], durationMs: number, framerate: number): FrameMark[] {
  return thinMarks(wholeScreens(events, durationMs), durationMs, framerate);
}

/** Keeps the last of marks that are closer than the frame rate allows, so that the final screen is never lost. */
export function thinMarks(moments: Iterable<FrameMark>, durationMs: number, framerate: number): FrameMark[] {
  const interval = 1000 / framerate;
  const gap = Math.min(BURST_GAP_MS, interval);
  const marks: FrameMark[] = [];
  let last: FrameMark = { atMs: 0, events: 0 };
  let pending: { first: number; atMs: number; events: number } = { first: 0, atMs: 0, events: 0 };
  const earliest = (): number => (marks.length === 0 ? 0 : Math.round(last.atMs + interval));
  const flush = (): void => {
    const atMs = Math.min(Math.max(pending.atMs, earliest()), Math.max(durationMs, pending.atMs));
    last = { atMs, events: pending.events };
    marks.push(last);
  };
  for (const moment of moments) {
    const burstEnds = pending.atMs === 0 ? 0 : Math.min(pending.atMs + gap, pending.first + interval / 2);
    if (moment.atMs <= Math.max(burstEnds, earliest())) {
      pending.atMs = moment.atMs;
      pending.events = moment.events;
    } else {
      flush();
      pending = { first: moment.atMs, atMs: moment.atMs, events: moment.events };
    }
  }
  flush();
  return marks;
}

function* wholeScreens(events: readonly CastEvent[], durationMs: number): Generator<FrameMark> {
  const program = createSynchronizedOutput();
  let heldSinceMs: number | null = null;
  let expired = false;
  for (const [index, event] of events.entries()) {
    if (heldSinceMs !== null && !expired && event.atMs > heldSinceMs + LONGEST_HOLD_MS) {
      expired = true;
      yield { atMs: heldSinceMs + LONGEST_HOLD_MS, events: index };
    }
    if (event.type === 'output') {
      const holding = program.read(event.data);
      if (!holding) {
        heldSinceMs = null;
        expired = false;
      } else {
        heldSinceMs ??= event.atMs;
      }
      if (!holding || expired) yield { atMs: event.atMs, events: index + 1 };
    } else if (event.type === 'resize' && (heldSinceMs === null || expired)) {
      yield { atMs: event.atMs, events: index + 1 };
    }
  }
  if (heldSinceMs !== null && !expired && durationMs >= heldSinceMs + LONGEST_HOLD_MS) {
    yield { atMs: heldSinceMs + LONGEST_HOLD_MS, events: events.length };
  }
}
