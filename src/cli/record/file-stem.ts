import { basename } from 'node:path';

/**
 * What files made for a tape or a cast are called after: its file's name without the ending. Never a name that means a
 * folder, nor `-`, standard input, which other programs take for an option.
 */
export function fileStem(name: string, ending: 'tape' | 'cast'): string {
  const file = basename(name);
  const stem = file.endsWith(`.${ending}`) ? file.slice(0, -ending.length - 1) : file;
  return /^(\.*|-)$/.test(stem) ? ending : stem;
}
