import { readFile, rm } from 'node:fs/promises';
import { readCast } from '../encode/read-cast.ts';
import type { CastEvent, FrameMark, Recording } from '../play/recording.ts';

type Marker = Extract<CastEvent, { type: 'marker' }>;

const firstOutput = (events: readonly CastEvent[]): number | undefined =>
  events.find((event) => event.type === 'output' && event.data !== '')?.atMs;

/**
 * What was going on in a run, from the cast that massgen itself wrote of it (`--record`), as markers of our recording:
 * both begin with the same first output. The file is removed. A run without one has no moments.
 */
export async function takeMoments(path: string, recording: Recording): Promise<Recording> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return recording;
  await rm(path, { force: true });
  const read = readCast(bytes);
  if (!read.ok) return recording;
  const theirs = firstOutput(read.value.cast.events);
  const ours = firstOutput(recording.cast.events);
  if (theirs === undefined || ours === undefined) return recording;
  const markers = read.value.cast.events
    .filter((event): event is Marker => event.type === 'marker')
    .map((event) => ({ ...event, atMs: Math.min(Math.max(0, event.atMs - theirs + ours), recording.durationMs) }));
  return withMarkers(recording, markers);
}

/** The recording with more markers; marks that count events count on as before. Markers are in order of time. */
export function withMarkers(recording: Recording, markers: readonly Marker[]): Recording {
  const events: CastEvent[] = [];
  /** How many events there are now where there were as many as the index. */
  const counts = [0];
  let next = 0;
  const insertUntil = (atMs: number): void => {
    for (let marker = markers[next]; marker !== undefined && marker.atMs < atMs; marker = markers[next]) {
      events.push(marker);
      next += 1;
    }
  };
  for (const event of recording.cast.events) {
    insertUntil(event.type === 'exit' ? Infinity : event.atMs);
    events.push(event);
    counts.push(events.length);
  }
  insertUntil(Infinity);
  const moved = <Mark extends FrameMark>(marks: readonly Mark[]): readonly Mark[] =>
    marks.map((mark) => ({ ...mark, events: counts[mark.events] ?? events.length }));
  return {
    ...recording,
    cast: { ...recording.cast, events },
    frames: moved(recording.frames),
    screenshots: moved(recording.screenshots),
    commandScreens: moved(recording.commandScreens),
    ...(recording.scrolls === undefined ? {} : { scrolls: moved(recording.scrolls) }),
  };
}
