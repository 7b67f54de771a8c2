/** Escape sequences that take the terminal over and give it back, in one place. */

export const BEGIN_FRAME = '\x1b[?2026h';
export const END_FRAME = '\x1b[?2026l';
export const HIDE_CURSOR = '\x1b[?25l';
export const CLEAR_SCREEN = '\x1b[2J';
export const SHOW_CURSOR = '\x1b[?25h';
const MOUSE_ON = '\x1b[?1000h\x1b[?1002h\x1b[?1006h'; // presses, drags, coordinates as decimal numbers
const MOUSE_OFF = '\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l';
const PUSH_TITLE = '\x1b[22;0t';
const POP_TITLE = '\x1b[23;0t';
export const PUSH_KITTY_KEYS = '\x1b[>1u';
const POP_KITTY_KEYS = '\x1b[<u';

export const mouseMode = (captured: boolean): string => (captured ? MOUSE_ON : MOUSE_OFF);

/** Moves the cursor to a cell counted from 0. */
export const moveCursor = (x: number, y: number): string => `\x1b[${y + 1};${x + 1}H`;

/** Title of the window. The text must be clean. */
export const titleBytes = (title: string): string => `\x1b]2;${title}\x1b\\`;

/** Alternate screen, empty, cursor hidden; focus reports, bracketed paste and, if wanted, the mouse. */
export function enterBytes(mouse: boolean): string {
  return `${PUSH_TITLE}\x1b[?1049h\x1b[2J${HIDE_CURSOR}\x1b[?1004h\x1b[?2004h${mouse ? MOUSE_ON : ''}`;
}

/**
 * Everything off again. Safe from any state, also from the middle of a frame: the first bytes end an unfinished
 * sequence (CAN) before anything else is said.
 */
export function leaveBytes(kittyKeys: boolean): string {
  return (
    `\x18${END_FRAME}${kittyKeys ? POP_KITTY_KEYS : ''}${MOUSE_OFF}\x1b[?1004l\x1b[?2004l` +
    `\x1b[r\x1b[?7h\x1b[0m${SHOW_CURSOR}\x1b[?1049l${POP_TITLE}`
  );
}
