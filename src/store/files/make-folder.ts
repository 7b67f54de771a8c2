import { mkdirSync } from 'node:fs';
import { dirname, parse, relative } from 'node:path';
import { systemCode } from '../../shared/system-code.ts';

/**
 * Makes a folder and those between it and `base`, never `base` itself: a log folder that someone removed during a run
 * must not come back half filled. Throws what the system says.
 */
export function makeFolder(base: string, folder: string): void {
  if (tryMake(folder)) return;
  const parent = dirname(folder);
  const above = relative(base, parent);
  if (above !== '' && !above.startsWith('..')) makeFolder(base, parent);
  makeOne(folder);
}

/** Makes a folder and all above it. Node's own way of doing so never returns for some folders, `/proc/x` among them. */
export const makeFolders = (folder: string): void => makeFolder(parse(folder).root, folder);

/** True when the folder is there now; false when the one above it is missing. */
function tryMake(folder: string): boolean {
  try {
    makeOne(folder);
    return true;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return false;
    throw cause;
  }
}

function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (cause) {
    if (systemCode(cause) !== 'EEXIST') throw cause;
  }
}
