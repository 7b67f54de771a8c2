import { join } from 'node:path';
import { writeCast } from '../../../recorder/encode/cast.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { tapeStem } from '../tape-stem.ts';
import { writeWhole } from './write-whole.ts';

/** Every recording can be drawn again: the last cast of each tape is kept. Null when the folder cannot be written. */
export async function keepCast(
  { cast, durationMs }: Pick<Recording, 'cast' | 'durationMs'>,
  name: string,
  cwd: string,
): Promise<string | null> {
  const stem = tapeStem(name).replaceAll(/[^\w.-]+/g, '_');
  const file = join(cwd, '.massgen', 'recordings', `${stem}.cast`);
  try {
    await writeWhole(file, writeCast(cast, { durationMs }));
    return file;
  } catch {
    return null;
  }
}
