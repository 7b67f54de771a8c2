import { resolve } from 'node:path';
import { readCast } from '../../../recorder/encode/read-cast.ts';
import type { ReadCast } from '../../../recorder/encode/read-cast.ts';
import { castRecording } from '../../../recorder/film/cast-recording.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { fail } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { oneLine } from '../../faces/one-line.ts';
import { readWhole } from '../files/read-whole.ts';
import type { RecordIo } from '../record-io.ts';

/** Hours of a busy terminal. Reading one takes several times as much memory. */
const MAX_BYTES = 256 * 1024 * 1024;
const SHOWN_PROBLEMS = 3;

/** A cast's file as far as it can be read. The error is a sentence; damage is told by `tellDamage`. */
export function readCastFile(name: string, cwd: string): Result<ReadCast, string> {
  const bytes = readWhole(name === '-' ? name : resolve(cwd, name), MAX_BYTES);
  if (!bytes.ok) return fail(`the cast ${name} ${bytes.error}`);
  const read = readCast(bytes.value);
  return read.ok ? read : fail(`${name} is not a cast: ${read.error}`);
}

/** The recording that a cast's file tells, as long as its header or its events say. */
export function recordingOf({ cast, durationMs }: ReadCast, framerate: number): Recording {
  const recording = castRecording(cast, framerate);
  return { ...recording, durationMs: Math.max(recording.durationMs, Math.round(durationMs)) };
}

/** Says once what of a cast could not be used. What comes after a cut is lost; the rest is good. */
export function tellDamage(name: string, { problems }: ReadCast, io: RecordIo): void {
  for (const { line, message, isLost } of problems.slice(0, SHOWN_PROBLEMS)) {
    io.error(`⚠️ ${oneLine(name)}:${line}: ${oneLine(message, 200)}${isLost ? '; this line is left out' : ''}`);
  }
  const rest = problems.length - SHOWN_PROBLEMS;
  if (rest > 0) io.error(`⚠️ ${oneLine(name)}: and ${rest} more lines`);
}
