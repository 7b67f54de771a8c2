import { END_FRAME, mouseMode, SHOW_CURSOR } from '../../../terminal/modes.ts';
import type { ScreenModes } from '../../../recorder/terminal/grid.ts';

/** Scroll region, character set, cursor keys, keypad, attributes: nothing that moves the cursor for good. */
const ALWAYS = `\x18\x0f\x1b(B${END_FRAME}\x1b7\x1b[r\x1b8\x1b[?1l\x1b>\x1b[?7h\x1b[0m${SHOW_CURSOR}`;
const REPORTS_OFF = `${mouseMode(false)}\x1b[?1004l\x1b[?2004l`;

/** Switches off what a program that ended without order has left switched on. Leaving an alternate screen moves the cursor, so it is left only where it is shown. */
export const restoreBytes = ({ altScreen }: Pick<ScreenModes, 'altScreen'>): string =>
  `${ALWAYS}${REPORTS_OFF}${altScreen ? '\x1b[?1049l' : ''}`;

/** For a death that leaves no time to look: this way out of the alternate screen does nothing where it is not shown. */
export const GUARD_BYTES = `${ALWAYS}${mouseMode(false)}\x1b[?1004l\x1b[?1047l`;
