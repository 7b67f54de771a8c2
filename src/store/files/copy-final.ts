import { cp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FINAL_FOLDER } from './file-names.ts';

/** Copies an attempt's `final/` to its turn, in place of an older copy. Nothing to do without one. */
export async function copyFinal(attemptDir: string, turnDir: string): Promise<void> {
  const source = join(attemptDir, FINAL_FOLDER);
  if ((await stat(source).catch(() => null)) === null) return;
  const target = join(turnDir, FINAL_FOLDER);
  await rm(target, { recursive: true, force: true });
  await cp(source, target, { recursive: true });
}
