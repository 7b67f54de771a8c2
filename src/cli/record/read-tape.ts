import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseTape } from '../../recorder/tape/parse-tape.ts';
import type { ParsedTape } from '../../recorder/tape/tape.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemReason } from '../../shared/system-reason.ts';

/** A tape as it lies on disk, and what was read of it. */
export interface TapeFile {
  /** As the person wrote it; `-` is standard input. */
  readonly name: string;
  readonly source: Uint8Array;
  readonly parsed: ParsedTape;
}

const MAX_BYTES = 1_000_000;

/** Reads and parses a tape; `Source` looks in the working folder as VHS does, then beside the tape. */
export function readTape(name: string, cwd: string, strict: boolean): Result<TapeFile, string> {
  const path = resolve(cwd, name);
  let source: Uint8Array;
  try {
    source = readFileSync(name === '-' ? 0 : path);
  } catch (error) {
    return fail(`the tape ${name} cannot be read: ${systemReason(error)}`);
  }
  if (source.length > MAX_BYTES)
    return fail(`the tape ${name} has ${source.length} bytes; at most ${MAX_BYTES} are read`);
  const places = strict ? [cwd] : [cwd, dirname(path)];
  const readSource = (wanted: string): string | undefined => {
    const found = places.map((folder) => resolve(folder, wanted)).find((candidate) => existsSync(candidate));
    return found === undefined ? undefined : readFileSync(found, 'utf8');
  };
  return ok({ name, source, parsed: parseTape(source, { mode: strict ? 'strict' : 'extended', readSource }) });
}
