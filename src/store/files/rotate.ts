import { rename } from 'node:fs/promises';

/** Rotated files that are kept beside the newest: `massgen.log.1` is the youngest. */
const KEPT = 5;

/** Moves a full file aside, its elder brothers one step on; the oldest goes. */
export async function rotate(path: string): Promise<void> {
  for (let number = KEPT - 1; number >= 1; number -= 1) {
    // Most runs never have that many.
    await rename(`${path}.${number}`, `${path}.${number + 1}`).catch(() => undefined);
  }
  await rename(path, `${path}.1`);
}
