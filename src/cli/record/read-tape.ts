import { existsSync } from 'node:fs';
import { dirname, normalize, resolve } from 'node:path';
import { parseTape } from '../../recorder/tape/parse-tape.ts';
import type { ParsedTape, ParseOptions } from '../../recorder/tape/tape.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { readWhole } from './files/read-whole.ts';

/** A tape as it lies on disk, and what was read of it. */
export interface TapeFile {
  /** As the person wrote it; `-` is standard input. */
  readonly name: string;
  readonly source: Uint8Array;
  readonly parsed: ParsedTape;
}

const MAX_BYTES = 1_000_000;

/**
 * Reads and parses a tape; `Source` looks in the working folder as VHS does, then beside the file it stands in, then
 * beside the tape.
 */
export function readTape(name: string, cwd: string, strict: boolean): Result<TapeFile, string> {
  const path = resolve(cwd, name);
  const read = readWhole(name === '-' ? name : path, MAX_BYTES);
  if (!read.ok) return fail(`the tape ${name} ${read.error}`);
  const source = read.value;
  const sourced = new Map<string, string>(); // paths by what the files were called
  const readSource: ParseOptions['readSource'] = (wanted, from) => {
    const beside = [sourced.get(normalize(from ?? '')) ?? path, path].map((file) => dirname(file));
    const places = strict ? [cwd] : [cwd, ...beside];
    const found = places.map((folder) => resolve(folder, wanted)).find((candidate) => existsSync(candidate));
    if (found === undefined) return undefined;
    sourced.set(normalize(wanted), found);
    const part = readWhole(found, MAX_BYTES);
    return part.ok ? Buffer.from(part.value).toString('utf8') : { problem: part.error };
  };
  return ok({ name, source, parsed: parseTape(source, { mode: strict ? 'strict' : 'extended', readSource }) });
}
