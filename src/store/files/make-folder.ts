import { mkdir } from 'node:fs/promises';
import { dirname, relative } from 'node:path';

const isCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;

/**
 * Makes a folder and those between it and `base`, never `base` itself: a log folder that someone removed during a run
 * must not come back half filled. Rejects with what the system says.
 */
export async function makeFolder(base: string, folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (cause) {
    if (isCode(cause, 'EEXIST')) return;
    const parent = dirname(folder);
    if (!isCode(cause, 'ENOENT') || relative(base, parent) === '' || relative(base, parent).startsWith('..'))
      throw cause;
    await makeFolder(base, parent);
    await makeFolder(base, folder);
  }
}
