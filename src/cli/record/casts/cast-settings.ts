import type { CastTheme } from '../../../recorder/encode/cast.ts';
import type { Theme } from '../../../recorder/picture/picture.ts';
import type { CastLook } from '../../../recorder/play/recording.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import { parseTape } from '../../../recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../recorder/tape/tape-settings.ts';

/** Pixels; a tape's larger letters would make a whole terminal window wider than most screens. */
const FONT_SIZE = 16;
const PADDING = 20;

/**
 * What a whole terminal window, of a cast or of the dashboard, is drawn with when nobody says otherwise: as the cast's own
 * `look` has it, if it has one.
 */
export function castSettings(columns: number, rows: number, look?: CastLook): TapeSettings {
  const plain: TapeSettings = {
    ...settingsOf(parseTape('')),
    cells: { columns, rows },
    width: null,
    height: null,
    fontSize: FONT_SIZE,
    letterSpacing: 0,
    padding: PADDING,
  };
  if (look === undefined) return plain;
  return { ...plain, ...look, cells: look.width === null ? plain.cells : null };
}

/** The colours a cast was made with, as a theme; a cursor without a colour of its own has the text's. */
export const themeOfCast = (colours: CastTheme): Theme => ({
  ...DEFAULT_THEME,
  ...colours,
  name: 'recorded',
  cursor: colours.cursor ?? colours.foreground,
  cursorAccent: colours.cursorAccent ?? colours.background,
});
