import type { CastTheme } from '../../../recorder/encode/cast.ts';
import type { Theme } from '../../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import { parseTape } from '../../../recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../../recorder/tape/tape-settings.ts';

/** Pixels; a tape's larger letters would make a whole terminal window wider than most screens. */
const FONT_SIZE = 16;
const PADDING = 20;

/** What a whole terminal window, of a cast or of the dashboard, is drawn with when nobody says otherwise. */
export function castSettings(columns: number, rows: number): TapeSettings {
  return {
    ...settingsOf(parseTape('')),
    cells: { columns, rows },
    width: null,
    height: null,
    fontSize: FONT_SIZE,
    letterSpacing: 0,
    padding: PADDING,
  };
}

/** The colours a cast was made with, as a theme; the cursor is drawn in the text's colour. */
export const themeOfCast = (colours: CastTheme): Theme => ({
  ...DEFAULT_THEME,
  ...colours,
  name: 'recorded',
  cursor: colours.foreground,
  cursorAccent: colours.background,
});
