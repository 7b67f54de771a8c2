import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../src/recorder/tape/tape-settings.ts';

/** What an empty tape asks for, on a small screen and with a program in the shell's place. */
export const settingsWith = (more: Partial<TapeSettings> = {}): TapeSettings => ({
  ...settingsOf(parseTape('')),
  shell: null,
  exec: ['demo'],
  width: null,
  height: null,
  cells: { columns: 40, rows: 6 },
  ...more,
});
