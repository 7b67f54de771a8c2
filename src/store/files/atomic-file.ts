import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolders } from './make-folder.ts';

/** Replaces a file so that a reader finds the old text or the new one, never half. Rejects with what the system says. */
export async function writeAtomic(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

/** The same, with its folders made first. */
export async function writeInFolder(path: string, text: string): Promise<void> {
  makeFolders(dirname(path));
  await writeAtomic(path, text);
}
