import { chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { temporaryBeside } from '../../../recorder/film/write/output-file.ts';
import { makeFolders } from '../../../store/files/make-folder.ts';

/**
 * Writes a file that has its name only when it is whole, with its folders. Until then it has a name that nobody can know
 * before, so no link that lies there is followed; a link under the name itself is replaced, not written through. Rejects
 * with what the system says, and leaves nothing unfinished.
 */
export async function writeWhole(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  const unfinished = temporaryBeside(path);
  try {
    makeFolders(dirname(path));
    await writeFile(unfinished, content, { flag: 'wx' });
    if (mode !== undefined) await chmod(unfinished, mode);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw cause;
  }
}

/** Replaces a person's own file whole: with its permissions, and where it is a link, the file it leads to. */
export async function rewriteWhole(path: string, content: string | Uint8Array): Promise<void> {
  const real = await realpath(path);
  const { mode } = await stat(real);
  await writeWhole(real, content, mode & 0o777);
}
