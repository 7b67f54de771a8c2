import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeCast } from '../../recorder/encode/cast.ts';
import type { Cast } from '../../recorder/play/recording.ts';

/** Every recording can be drawn again: the last cast of each tape is kept. Null when the folder cannot be written. */
export function keepCast(cast: Cast, name: string, cwd: string): string | null {
  const folder = join(cwd, '.massgen', 'recordings');
  const file = join(
    folder,
    `${
      basename(name)
        .replace(/\.tape$/, '')
        .replaceAll(/[^\w.-]+/g, '_') || 'tape'
    }.cast`,
  );
  const unfinished = `${file}.${process.pid}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(unfinished, writeCast(cast, { version: 3 }));
    renameSync(unfinished, file);
    return file;
  } catch {
    return null;
  }
}
