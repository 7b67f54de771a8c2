import { closeSync, openSync, writeSync } from 'node:fs';
import { createCastWriter } from '../../../recorder/encode/cast.ts';
import type { CastVersion } from '../../../recorder/encode/cast.ts';
import type { CastEvent, CastHeader } from '../../../recorder/play/recording.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';

/** A cast that grows on disk while it is recorded: whoever kills the recorder keeps all that was shown. */
export interface CastFile {
  add(event: CastEvent): void;
  /** Null when all of it was written; else why not. A disk that fails ends the cast, never the session. */
  close(): string | null;
}

const WORDS = {
  EEXIST: 'it is there already, and a recording is never written over another file',
  ENOENT: 'its folder is not there',
};

/**
 * Begins a file that must not exist yet. The failure is a reason, the end of a sentence. Every event is handed to the
 * system at once. `writeTo` is `fs.writeSync`; tests give their own.
 */
export function openCastFile(
  path: string,
  header: CastHeader,
  version: CastVersion = 3,
  writeTo: (file: number, bytes: Uint8Array) => number = writeSync,
): Result<CastFile, string> {
  const writer = createCastWriter(header, { version });
  let file: number | null = null;
  let failure: string | null = null;
  const close = (): void => {
    const open = file;
    file = null;
    try {
      if (open !== null) closeSync(open);
    } catch (cause) {
      failure ??= systemReason(cause);
    }
  };
  const write = (text: string): void => {
    if (file === null || text === '') return;
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeTo(file, bytes.subarray(at));
    } catch (cause) {
      failure = systemReason(cause);
      close();
    }
  };
  try {
    file = openSync(path, 'wx');
  } catch (cause) {
    return fail(systemReason(cause, WORDS));
  }
  write(writer.header);
  if (failure !== null) return fail(failure);
  return ok({
    add: (event) => write(writer.event(event)),
    close: () => {
      write(writer.end());
      close();
      return failure;
    },
  });
}
