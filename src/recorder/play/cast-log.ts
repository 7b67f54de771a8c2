import type { CastEvent } from './recording.ts';
import { splitAtReleases } from './synchronized-output.ts';

/** The cast while it grows, with the moment of the program's time at which each event came. */
export interface CastLog {
  readonly events: readonly CastEvent[];
  output(text: string, atMs: number, programMs: number): void;
  add(event: CastEvent, programMs: number): void;
  /** How many events there are; what comes later becomes new ones. */
  mark(): number;
}

/** Pieces of one moment are joined up to this size, so that a flood does not become a million events. */
const JOINED_CHARACTERS = 65_536;

export function createCastLog(): CastLog {
  const events: CastEvent[] = [];
  let lastMs = 0; // of the program's time
  let sealed = true;

  const push = (event: CastEvent, programMs: number): void => {
    events.push(event);
    lastMs = programMs;
    sealed = event.type !== 'output';
  };
  const append = (data: string, atMs: number, programMs: number): void => {
    const last = events.at(-1);
    const joins =
      !sealed &&
      last?.type === 'output' &&
      last.atMs === atMs &&
      programMs - lastMs <= 1 &&
      last.data.length + data.length <= JOINED_CHARACTERS;
    if (joins) events[events.length - 1] = { ...last, data: last.data + data };
    else push({ atMs, type: 'output', data }, programMs);
  };

  return {
    events,
    output: (text, atMs, programMs) => {
      for (const [index, piece] of splitAtReleases(text).entries()) {
        if (index > 0) sealed = true;
        append(piece, Math.round(atMs), programMs);
      }
    },
    add: (event, programMs) => push({ ...event, atMs: Math.round(event.atMs) }, programMs),
    mark: () => {
      sealed = true;
      return events.length;
    },
  };
}
