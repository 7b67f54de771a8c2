import { basename } from 'node:path';

/**
 * What files made for a tape are called after: its file's name without `.tape`. Never a name that means a folder, nor
 * `-`, standard input.
 */
export function tapeStem(tape: string): string {
  const stem = basename(tape).replace(/\.tape$/, '');
  return /^(\.*|-)$/.test(stem) ? 'tape' : stem;
}
