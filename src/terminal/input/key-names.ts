import type { KeyEvent, Modifiers } from './input-event.ts';

/** Final bytes of `CSI 1;m X` and `SS3 X` that name keys. */
export const LETTER_KEYS: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
};

/** First parameters of `CSI n ~` that name keys. */
export const TILDE_KEYS: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** The application keypad: `SS3 X` stands for the character of the key. */
export const KEYPAD_TEXT: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from('jklmnopqrstuvwxy', (letter, index) => [letter, '*+,-./0123456789'[index] ?? '']),
);

/** Code points of the kitty protocol and modifyOtherKeys that are keys rather than characters. */
const POINT_KEYS: Readonly<Record<number, string>> = {
  8: 'backspace',
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
  57_414: 'enter',
  57_417: 'left',
  57_418: 'right',
  57_419: 'up',
  57_420: 'down',
  57_421: 'pageup',
  57_422: 'pagedown',
  57_423: 'home',
  57_424: 'end',
  57_425: 'insert',
  57_426: 'delete',
};

const KEYPAD_POINTS = '0123456789./*-+'; // 57399 and following

const NO_MODIFIERS: Modifiers = { shift: false, alt: false, ctrl: false };

/** Modifiers of the second parameter of a sequence: 1 + shift 1 + alt 2 + ctrl 4; higher bits (super, locks) are ignored. */
export function modifiersOf(parameter: string | undefined): Modifiers {
  const bits = (Number.parseInt(parameter ?? '', 10) || 1) - 1;
  return { shift: (bits & 1) !== 0, alt: (bits & 2) !== 0, ctrl: (bits & 4) !== 0 };
}

/** A key that has a name and types nothing, except the space bar. */
export function namedKey(name: string, modifiers: Modifiers = NO_MODIFIERS): KeyEvent {
  const { shift, alt, ctrl } = modifiers;
  const text = name === 'space' && !ctrl && !alt ? ' ' : '';
  const chord = `${ctrl ? 'C-' : ''}${alt ? 'M-' : ''}${shift ? 'S-' : ''}${name}`;
  return { type: 'key', chord, name, text, shift, alt, ctrl };
}

/** A key that types a character; with Ctrl or Alt it types nothing. */
export function characterKey(character: string, modifiers: Modifiers = NO_MODIFIERS): KeyEvent {
  if (character === ' ') return namedKey('space', modifiers);
  const { alt, ctrl } = modifiers;
  const upper = character.toUpperCase();
  const shifted = modifiers.shift && upper.length === character.length ? upper : character;
  const shift = shifted !== shifted.toLowerCase();
  const name = ctrl ? character.toLowerCase() : shifted;
  const chord = `${ctrl ? 'C-' : ''}${alt ? 'M-' : ''}${ctrl && shift ? 'S-' : ''}${name}`;
  return { type: 'key', chord, name, text: ctrl || alt ? '' : shifted, shift, alt, ctrl };
}

/** The key of a code point as the kitty protocol and modifyOtherKeys report it; null for keys without use (locks, media). */
export function pointKey(point: number, modifiers: Modifiers): KeyEvent | null {
  const name = POINT_KEYS[point];
  if (name !== undefined) return namedKey(name, modifiers);
  const keypad = KEYPAD_POINTS[point - 57_399];
  if (keypad !== undefined) return characterKey(keypad, modifiers);
  if (point < 32 || (point >= 0xd800 && point <= 0xf8ff) || point > 0x10ffff) return null;
  return characterKey(String.fromCodePoint(point), modifiers);
}

/** A control byte below 0x20, or DEL. */
export function controlKey(code: number, alt: boolean): KeyEvent {
  const modifiers: Modifiers = { shift: false, alt, ctrl: false };
  if (code === 13) return namedKey('enter', modifiers);
  if (code === 9) return namedKey('tab', modifiers);
  if (code === 8 || code === 127) return namedKey('backspace', modifiers);
  if (code === 27) return namedKey('escape', modifiers);
  const withCtrl: Modifiers = { shift: false, alt, ctrl: true };
  if (code === 0) return namedKey('space', withCtrl);
  return characterKey(String.fromCharCode(code < 27 ? code + 96 : code + 64), withCtrl);
}
