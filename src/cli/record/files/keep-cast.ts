import { join } from 'node:path';
import { writeCast } from '../../../recorder/encode/cast.ts';
import type { CastTheme } from '../../../recorder/encode/cast.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import { fileStem } from '../file-stem.ts';
import { writeWhole } from './write-whole.ts';

/** Every recording can be drawn again: the last cast of each tape is kept. Gives its path; the failure says why there is none. */
export async function keepCast(
  { cast, durationMs }: Pick<Recording, 'cast' | 'durationMs'>,
  name: string,
  cwd: string,
  theme: CastTheme | null,
): Promise<Result<string, string>> {
  const stem = fileStem(name, 'tape').replaceAll(/[^\w.-]+/g, '_');
  const file = join(cwd, '.massgen', 'recordings', `${stem}.cast`);
  try {
    await writeWhole(file, writeCast(cast, { durationMs, theme }));
    return ok(file);
  } catch (cause) {
    return fail(`the cast of ${name} is not kept: ${systemReason(cause)}`);
  }
}
