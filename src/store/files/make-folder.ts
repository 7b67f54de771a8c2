import { mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const isCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;

/**
 * Makes a folder and those between it and `base`, never `base` itself: a log folder that someone removed during a run
 * must not come back half filled. Throws what the system says.
 */
export function makeFolder(base: string, folder: string): void {
  try {
    mkdirSync(folder);
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return;
    const above = relative(base, dirname(folder));
    if (!isCode(cause, 'ENOENT') || above === '' || above.startsWith('..')) throw cause;
    makeFolder(base, dirname(folder));
    makeFolder(base, folder);
  }
}
