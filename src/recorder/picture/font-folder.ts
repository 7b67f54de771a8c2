import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FontFiles } from './picture.ts';

/** The recorder's fonts and themes in a folder (`src/recorder/data`, or where the package keeps it). */
export function fontFilesIn(folder: string): FontFiles {
  return {
    read(name) {
      try {
        return readFileSync(join(folder, name));
      } catch (cause) {
        throw new Error(`the recorder's data file ${name} is missing: the package is incomplete`, { cause });
      }
    },
  };
}
