import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** Where a path really lies, links followed; of one that is not there, as far as it is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = resolve(path, '..');
    return parent === path ? path : resolve(realPath(parent), relative(parent, path));
  }
}

const isInside = (path: string, folder: string): boolean => {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
};

/**
 * The configuration as an absolute path. Refused, in this order: outside the workspace and all allowed folders, also by
 * a link; not there; not a file. Without a list of folders everything is allowed.
 */
export function findConfig(path: string, cwd: string, allowed: readonly string[] | undefined): Result<string, string> {
  const absolute = resolve(cwd, path);
  const real = realPath(absolute);
  if (allowed !== undefined && ![cwd, ...allowed].some((folder) => isInside(real, realPath(resolve(cwd, folder))))) {
    return fail(`Path not in allowed directories: ${path}`);
  }
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found === undefined) return fail(`Config file does not exist: ${path}`);
  return found.isFile() ? ok(absolute) : fail(`Config file is no file: ${path}`);
}
