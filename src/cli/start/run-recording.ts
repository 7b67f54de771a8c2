import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { createCastWriter } from '../../recorder/encode/cast.ts';
import type { CastEvent } from '../../recorder/play/recording.ts';
import type { Clock } from '../../runtime/ports/clock.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { LineOutput } from '../faces/line-output.ts';
import type { RunRecording } from '../io.ts';

export interface RunRecordingOptions {
  /** As given on the command line. */
  readonly path: string;
  readonly cwd: string;
  readonly size: { readonly cols: number; readonly rows: number };
  readonly term: string;
  readonly clock: Clock;
}

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'it is there already, and a recording is never written over another file',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EISDIR: 'it is a folder',
};

const reasonOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  return REASONS[code] ?? code;
};

/**
 * Begins a recording of what this run shows, in a file that must not exist yet. Every piece is handed to the system
 * before the screen gets it, so that a process which is killed leaves all it showed. What is typed is not in it. A disk
 * that fails later ends the recording, never the run. The error is a sentence. `writeTo` is `fs.writeSync`; tests give
 * their own.
 */
export function openRunRecording(
  options: RunRecordingOptions,
  writeTo: (file: number, bytes: Uint8Array) => number = writeSync,
): Result<RunRecording, string> {
  const { clock, size } = options;
  const path = resolve(options.cwd, options.path);
  const startMs = clock.now();
  const writer = createCastWriter({
    columns: size.cols,
    rows: size.rows,
    title: null,
    command: null, // the question and other words of the person are theirs
    timestamp: Math.floor(startMs / 1000),
    env: { TERM: options.term },
    idleLimitMs: null,
  });
  let file: number | null = null;
  let failure: string | null = null;

  const write = (text: string): void => {
    if (file === null) return;
    const bytes = Buffer.from(text);
    try {
      for (let at = 0; at < bytes.length;) at += writeTo(file, bytes.subarray(at));
    } catch (cause) {
      failure = `--record ${options.path}: the recording ends early: ${reasonOf(cause)}`;
      closeFile();
    }
  };
  const closeFile = (): void => {
    const open = file;
    file = null;
    try {
      if (open !== null) closeSync(open);
    } catch (cause) {
      failure ??= `--record ${options.path}: ${reasonOf(cause)}`;
    }
  };
  const add = (event: CastEvent): void => write(writer.event(event));
  const nowMs = (): number => clock.now() - startMs;

  try {
    file = openSync(path, 'wx');
  } catch (cause) {
    return fail(`--record ${options.path} cannot be written: ${reasonOf(cause)}`);
  }
  write(writer.header);
  if (failure !== null) return fail(failure);
  return ok({
    output: (text) => add({ atMs: nowMs(), type: 'output', data: asTerminal(text) }),
    mark: (label) => add({ atMs: nowMs(), type: 'marker', label }),
    resized: ({ cols, rows }) => add({ atMs: nowMs(), type: 'resize', columns: cols, rows }),
    close(code) {
      add({ atMs: nowMs(), type: 'exit', code });
      write(writer.end());
      closeFile();
      return failure;
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
