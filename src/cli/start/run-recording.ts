import { resolve } from 'node:path';
import type { CastHeader } from '../../recorder/play/recording.ts';
import type { Clock } from '../../runtime/ports/clock.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { LineOutput } from '../faces/line-output.ts';
import type { RunRecording } from '../io.ts';
import { openCastFile } from '../record/files/cast-file.ts';

export interface RunRecordingOptions {
  /** As given on the command line. */
  readonly path: string;
  readonly cwd: string;
  readonly size: { readonly cols: number; readonly rows: number };
  readonly term: string;
  readonly clock: Clock;
}

/**
 * Begins a recording of what this run shows, in a file that must not exist yet. Every piece is handed to the system
 * before the screen gets it, so that a process which is killed leaves all it showed. What is typed is not in it. A disk
 * that fails later ends the recording, never the run. The error is a sentence. `writeTo` is `fs.writeSync`; tests give
 * their own.
 */
export function openRunRecording(
  options: RunRecordingOptions,
  writeTo?: (file: number, bytes: Uint8Array) => number,
): Result<RunRecording, string> {
  const { clock, size } = options;
  const startMs = clock.now();
  const header: CastHeader = {
    columns: size.cols,
    rows: size.rows,
    title: null,
    command: null, // the question and other words of the person are theirs
    timestamp: Math.floor(startMs / 1000),
    env: { TERM: options.term },
    idleLimitMs: null,
  };
  const opened = openCastFile(resolve(options.cwd, options.path), header, 3, writeTo);
  if (!opened.ok) return fail(`--record ${options.path} cannot be written: ${opened.error}`);
  const cast = opened.value;
  const nowMs = (): number => clock.now() - startMs;
  return ok({
    output: (text) => cast.add({ atMs: nowMs(), type: 'output', data: asTerminal(text) }),
    mark: (label) => cast.add({ atMs: nowMs(), type: 'marker', label }),
    resized: ({ cols, rows }) => cast.add({ atMs: nowMs(), type: 'resize', columns: cols, rows }),
    close(code) {
      cast.add({ atMs: nowMs(), type: 'exit', code });
      const reason = cast.close();
      return reason === null ? null : `--record ${options.path}: the recording ends early: ${reason}`;
    },
  });
}

/** The same output, written down too. */
export const recordedOutput = (out: LineOutput, recording: RunRecording): LineOutput => ({
  line(text) {
    recording.output(`${text}\n`);
    out.line(text);
  },
  stream(text) {
    recording.output(text);
    out.stream(text);
  },
  flush: () => out.flush(),
  get closed() {
    return out.closed;
  },
  get failure() {
    return out.failure;
  },
});

/** A terminal's line discipline sends the carriage back; a cast holds what comes after it. */
const asTerminal = (text: string): string => (text.includes('\n') ? text.replace(/\r?\n/g, '\r\n') : text);
