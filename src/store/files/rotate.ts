import { createReadStream, createWriteStream, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { folderStamp } from '../local-time.ts';

/** When a log that grows is put aside, and how long what was put aside is kept. */
export interface Rotation {
  readonly maxBytes: number;
  readonly keptDays: number;
}

/** A run that writes without end must not fill the disk within the days: no more old files than this, the newest. */
const MAX_KEPT = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Moves a full `massgen.log` aside as `massgen.<time of its last line>.log` and packs it (`….log.gz`) while the run goes
 * on; old files beyond their days go. Throws when it cannot be moved; the promise never rejects: a log that could not be
 * packed stays as it is.
 */
export function rotate(path: string, { keptDays }: Rotation, count: number): Promise<void> {
  const lastMs = statSync(path).mtimeMs;
  const ending = extname(path);
  const stem = path.slice(0, -ending.length);
  const aside = `${stem}.${folderStamp(lastMs, count)}${ending}`;
  renameSync(path, aside);
  removeOld(dirname(path), `${basename(stem)}.`, ending, lastMs - keptDays * DAY_MS);
  return pack(aside);
}

async function pack(path: string): Promise<void> {
  const temporary = `${path}.gz.tmp`;
  try {
    await pipeline(createReadStream(path), createGzip(), createWriteStream(temporary));
    renameSync(temporary, `${path}.gz`);
    rmSync(path);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function removeOld(folder: string, start: string, ending: string, beforeMs: number): void {
  const old = readdirSync(folder)
    .filter((name) => name.startsWith(start) && /^\d{8}_\d{6}_\d{6}\./.test(name.slice(start.length)))
    .filter((name) => name.endsWith(ending) || name.endsWith(`${ending}.gz`))
    .toSorted();
  for (const [index, name] of old.entries()) {
    const path = join(folder, name);
    if (index < old.length - MAX_KEPT || statSync(path).mtimeMs < beforeMs) rmSync(path, { force: true });
  }
}
