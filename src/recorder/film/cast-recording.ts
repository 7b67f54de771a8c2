import { frameMarks } from '../play/frame-marks.ts';
import type { Cast, CastEvent, Recording } from '../play/recording.ts';
import { splitAtReleases } from '../play/synchronized-output.ts';

/**
 * A cast that was read from a file as a recording: its frames follow from its events, as they did when it was played.
 * What a cast cannot hold is missing: screenshots, command screens, captions, pressed keys, checks.
 */
export function castRecording(cast: Cast, framerate: number): Recording {
  const events = cast.events.flatMap((event) =>
    event.type === 'output' ? wholeFrames(event.atMs, event.data) : [event],
  );
  const durationMs = events.at(-1)?.atMs ?? 0;
  const exit = events.findLast((event) => event.type === 'exit');
  const exitCode = exit?.type === 'exit' ? exit.code : null;
  return {
    cast: { ...cast, events },
    frames: frameMarks(events, durationMs, framerate),
    screenshots: [],
    commandScreens: [],
    captions: [],
    keys: [],
    checks: [],
    layouts: [],
    exit: { exitCode, signal: null, leftovers: [], ok: exitCode === 0 },
    durationMs,
    seed: 0,
  };
}

/** Other recorders keep several frames of a program in one event. An empty output, which ends a cast, stays. */
const wholeFrames = (atMs: number, data: string): readonly CastEvent[] =>
  data === ''
    ? [{ atMs, type: 'output', data }]
    : splitAtReleases(data).map((piece) => ({ atMs, type: 'output', data: piece }));
