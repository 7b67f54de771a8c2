import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../package-folder.ts';

/** Fonts and themes of the recorder, whether this runs from source or as the packed program. */
export function recorderData(): string {
  const packed = join(packageFolder(), 'dist', 'recorder-data');
  return existsSync(packed) && !existsSync(join(packageFolder(), 'src'))
    ? packed
    : join(packageFolder(), 'src', 'recorder', 'data');
}
