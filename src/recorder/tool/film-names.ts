import { copyFile, lstat, readlink, rename, rm, symlink } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** MassGen's only name; ours for the newest film. */
const ALIAS = 'massgen_terminal';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** `massgen_terminal_20261121_180501` in UTC, with a number when that is taken: nothing is ever written over. */
export function uniqueFilm(folder: string, nowMs: number, format: string): string {
  const at = new Date(nowMs);
  const day = `${at.getUTCFullYear()}${twoDigits(at.getUTCMonth() + 1)}${twoDigits(at.getUTCDate())}`;
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(twoDigits).join('');
  const name = join(folder, `${ALIAS}_${day}_${time}`);
  const isTaken = (stem: string): boolean => [format, 'cast', 'tape'].some((ending) => existsSync(`${stem}.${ending}`));
  for (let number = 1; ; number += 1) {
    const stem = number === 1 ? name : `${name}_${number}`;
    if (!isTaken(stem)) return stem;
  }
}

/**
 * Lets `massgen_terminal.<format>` beside the film stand for it: a link, or a copy where links cannot be made. A film of
 * that name that is no link of ours is kept under another. Gives its path.
 */
export async function pointAlias(film: string, format: string): Promise<string> {
  const alias = join(dirname(film), `${ALIAS}.${format}`);
  const there = await lstat(alias).catch(() => null);
  if (there?.isSymbolicLink() === true && (await readlink(alias)).startsWith(ALIAS)) await rm(alias);
  else if (there !== null) await rename(alias, `${uniqueFilm(dirname(film), there.mtimeMs, format)}.${format}`);
  try {
    await symlink(basename(film), alias);
  } catch {
    await copyFile(film, alias);
  }
  return alias;
}
