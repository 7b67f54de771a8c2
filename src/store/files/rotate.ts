import { renameSync } from 'node:fs';

/** Rotated files that are kept beside the newest: `massgen.log.1` is the youngest. */
const KEPT = 5;

/** Moves a full file aside, its elder brothers one step on; the oldest goes. */
export function rotate(path: string): void {
  for (let number = KEPT - 1; number >= 1; number -= 1) {
    try {
      renameSync(`${path}.${number}`, `${path}.${number + 1}`);
    } catch {
      // Most runs never have that many.
    }
  }
  renameSync(path, `${path}.1`);
}
