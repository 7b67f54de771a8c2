import type { InputEvent, MouseAction, MouseButton, MouseEvent } from './input-event.ts';
import { LETTER_KEYS, modifiersOf, namedKey, pointKey, TILDE_KEYS } from './key-names.ts';

/** A complete `CSI` sequence, taken apart. */
export interface ControlSequence {
  /** `<`, `=`, `>`, `?` or nothing. */
  readonly prefix: string;
  readonly parameters: string;
  readonly intermediates: string;
  readonly final: string;
}

const BUTTONS: readonly (MouseButton | null)[] = ['left', 'middle', 'right', null];

/** A mouse report: button code with modifier and motion bits, cell counted from 1. */
export function mouseEvent(code: number, column: number, row: number, released: boolean): MouseEvent {
  const button = BUTTONS[code & 3] ?? null;
  const isWheel = (code & 64) !== 0;
  let action: MouseAction = released || button === null ? 'release' : 'press';
  if (isWheel) action = (code & 1) !== 0 ? 'wheel_down' : 'wheel_up';
  else if ((code & 32) !== 0) action = button === null ? 'move' : 'drag';
  return {
    type: 'mouse',
    action,
    x: Math.max(0, column - 1),
    y: Math.max(0, row - 1),
    button: isWheel ? null : button,
    shift: (code & 4) !== 0,
    alt: (code & 8) !== 0,
    ctrl: (code & 16) !== 0,
  };
}

/** What a sequence means; null when it means nothing to us. Answers to questions become reports, never keys. */
export function interpretSequence(sequence: ControlSequence): InputEvent | null {
  const { prefix, parameters, intermediates, final } = sequence;
  const report: InputEvent = { type: 'report', kind: prefix + intermediates + final, data: parameters };
  const fields = parameters.split(';');
  if (prefix === '<' && intermediates === '' && (final === 'M' || final === 'm')) {
    const [code = 0, column = 1, row = 1] = fields.map(Number);
    const isWheelSideways = (code & 66) === 66; // tilt buttons
    return isWheelSideways || (code & 128) !== 0 ? null : mouseEvent(code, column, row, final === 'm');
  }
  if (prefix !== '' || intermediates !== '') return report;
  if (final === 'I' || final === 'O') return { type: 'focus', focused: final === 'I' };
  if (final === 'u') return characterReport(fields[0] ?? '', fields[1]);
  if (final === '~') return tilde(fields) ?? report;
  if (final === 'Z') return namedKey('tab', { ...modifiersOf(fields[1]), shift: true });
  // A cursor position has a row and a column; F3 with modifiers only ever has a 1 in front.
  if (final === 'R' && fields.length === 2 && fields[0] !== '1') return report;
  const name = LETTER_KEYS[final];
  if (name === undefined) return report;
  return isRelease(fields[1]) ? null : namedKey(name, modifiersOf(fields[1]));
}

const isRelease = (field: string | undefined): boolean => field?.split(':')[1] === '3';

function characterReport(point: string, modifiers: string | undefined): InputEvent | null {
  const code = Number.parseInt(point, 10);
  return Number.isNaN(code) || isRelease(modifiers) ? null : pointKey(code, modifiersOf(modifiers));
}

function tilde(fields: readonly string[]): InputEvent | null {
  const [first = '', second, third = ''] = fields;
  if (first === '27' && third !== '') return characterReport(third, second);
  const name = TILDE_KEYS[first];
  return name === undefined || isRelease(second) ? null : namedKey(name, modifiersOf(second));
}
