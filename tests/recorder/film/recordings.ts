import { frameMarks } from '../../../src/recorder/play/frame-marks.ts';
import type { CastEvent, Recording } from '../../../src/recorder/play/recording.ts';

/** A recording of these events, as the player would leave it. */
export function recordingWith(
  events: readonly CastEvent[],
  more: Partial<Recording> & { readonly columns?: number; readonly rows?: number } = {},
): Recording {
  const { columns = 20, rows = 4, ...rest } = more;
  const durationMs = more.durationMs ?? events.at(-1)?.atMs ?? 0;
  return {
    cast: {
      header: { columns, rows, title: null, command: null, timestamp: null, env: {}, idleLimitMs: null },
      events,
    },
    frames: frameMarks(events, durationMs, 50),
    screenshots: [],
    commandScreens: [],
    captions: [],
    keys: [],
    checks: [],
    layouts: [],
    exit: { exitCode: 0, signal: null, leftovers: [], ok: true },
    durationMs,
    seed: 1,
    ...rest,
  };
}

export const output = (atMs: number, data: string): CastEvent => ({ atMs, type: 'output', data });
export const marker = (atMs: number, label: string): CastEvent => ({ atMs, type: 'marker', label });
