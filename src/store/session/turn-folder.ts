import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../files/make-folder.ts';
import { turnFolder } from '../files/file-names.ts';
import { systemCode } from '../../shared/system-code.ts';

const MAX_TRIES = 1000;

/** Makes the folder of a turn, or of the next free number: a turn that is there is never written into. */
export async function makeTurnFolder(sessionFolder: string, wanted: number): Promise<{ folder: string; turn: number }> {
  makeFolders(sessionFolder);
  for (let turn = wanted; ; turn += 1) {
    const folder = join(sessionFolder, turnFolder(turn));
    try {
      await mkdir(folder);
      return { folder, turn };
    } catch (cause) {
      const taken = systemCode(cause) === 'EEXIST';
      if (!taken || turn - wanted >= MAX_TRIES) throw cause;
    }
  }
}
