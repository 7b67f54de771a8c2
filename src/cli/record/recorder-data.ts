import { join } from 'node:path';
import { packageFolder } from '../package-folder.ts';

/** Fonts and themes of the recorder, whether this runs from source or as the packed program. */
export const recorderData = (): string =>
  import.meta.filename.endsWith('.ts')
    ? join(packageFolder(), 'src', 'recorder', 'data')
    : join(packageFolder(), 'dist', 'recorder-data');
