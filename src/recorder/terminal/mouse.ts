import type { Place } from '../tape/directive.ts';
import type { KeyModes } from './keys.ts';

const LEFT_BUTTON = 0;
const WHEEL_UP = 64;
const WHEEL_DOWN = 65;

const report = (button: number, { row, column }: Place, end: 'M' | 'm'): string =>
  `\x1b[<${button};${column};${row}${end}`;

/** Press and release of the left button as SGR 1006 reports; nothing when the program does not watch the mouse. */
export const mouseClickBytes = (at: Place, modes: KeyModes): string =>
  modes.mouse ? report(LEFT_BUTTON, at, 'M') + report(LEFT_BUTTON, at, 'm') : '';

/** Notches of the wheel, positive towards the end of the text; nothing when the program does not watch the mouse. */
export const mouseWheelBytes = (at: Place, notches: number, modes: KeyModes): string =>
  modes.mouse ? report(notches < 0 ? WHEEL_UP : WHEEL_DOWN, at, 'M').repeat(Math.abs(Math.trunc(notches))) : '';
