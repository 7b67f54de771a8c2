import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { createCastWriter } from '../../../recorder/encode/cast.ts';
import type { CastVersion } from '../../../recorder/encode/cast.ts';
import { unwritable } from '../../../recorder/film/write/output-file.ts';
import type { CastEvent, CastHeader } from '../../../recorder/play/recording.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

/** A cast that grows on disk while it is recorded: whoever kills the recorder keeps all that was shown. */
export interface CastFile {
  add(event: CastEvent): void;
  /** Null when all of it was written; else a sentence. A disk that fails ends the cast, never the session. */
  close(): string | null;
}

/** Begins a file that must not exist yet. The failure is a sentence. `writeTo` is `fs.writeSync`; tests give their own. */
export function openCastFile(
  path: string,
  cwd: string,
  header: CastHeader,
  version: CastVersion,
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
      failure ??= unwritable(path, cause);
    }
  };
  const write = (text: string): void => {
    if (file === null || text === '') return;
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length;) at += writeTo(file, bytes.subarray(at));
    } catch (cause) {
      failure = unwritable(path, cause);
      close();
    }
  };
  try {
    file = openSync(resolve(cwd, path), 'wx');
  } catch (cause) {
    return fail(unwritable(path, cause));
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
