import type { KeyName } from '../tape/tables.ts';
import type { Modifier } from '../tape/tape.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { ScreenModes } from './grid.ts';

/** What of a program's modes decides how input is written. */
export type KeyModes = Pick<ScreenModes, 'applicationCursor' | 'bracketedPaste' | 'mouse'>;

const ESC = '\x1b';

/** Keys that are one byte, without and with Ctrl. */
const PLAIN = {
  Enter: ['\r', '\r'],
  Escape: [ESC, ESC],
  Tab: ['\t', '\t'],
  Space: [' ', '\0'],
  Backspace: ['\x7f', '\b'],
} as const satisfies Partial<Record<KeyName, readonly [plain: string, ctrl: string]>>;
/** Keys that end in a letter: cursor keys in either mode, and the first function keys. */
const LETTERED = {
  Up: 'A',
  Down: 'B',
  Right: 'C',
  Left: 'D',
  Home: 'H',
  End: 'F',
  F1: 'P',
  F2: 'Q',
  F3: 'R',
  F4: 'S',
} as const satisfies Partial<Record<KeyName, string>>;
/** All others: a key of the tables that is in none of the three does not compile. */
const NUMBERED: Readonly<Record<Exclude<KeyName, keyof typeof PLAIN | keyof typeof LETTERED>, number>> = {
  Insert: 2,
  Delete: 3,
  PageUp: 5,
  PageDown: 6,
  F5: 15,
  F6: 17,
  F7: 18,
  F8: 19,
  F9: 20,
  F10: 21,
  F11: 23,
  F12: 24,
};
const CTRL_SIGNS: Readonly<Record<string, string>> = {
  '@': '\0',
  ' ': '\0',
  '[': ESC,
  '\\': '\x1c',
  ']': '\x1d',
  '^': '\x1e',
  '-': '\x1f',
  _: '\x1f',
  '/': '\x1f',
  '?': '\x7f',
};
const US_SHIFT: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from("`1234567890-=[]\\;',./", (sign, at) => [sign, '~!@#$%^&*()_+{}|:"<>?'.charAt(at)]),
);
const ARROWS: Readonly<Record<string, KeyName>> = { '←': 'Left', '↑': 'Up', '→': 'Right', '↓': 'Down' };

const isIn = <Keys extends object>(keys: Keys, key: PropertyKey): key is keyof Keys => Object.hasOwn(keys, key);

/** The bytes of a key as xterm.js sends them (`recording.md` §3.3). */
export function keyBytes(key: KeyName, modes: KeyModes, modifiers: readonly Modifier[] = []): string {
  const held = { shift: modifiers.includes('Shift'), alt: modifiers.includes('Alt'), ctrl: modifiers.includes('Ctrl') };
  const number = 1 + (held.shift ? 1 : 0) + (held.alt ? 2 : 0) + (held.ctrl ? 4 : 0);
  if (isIn(PLAIN, key)) {
    if (key === 'Tab' && held.shift) return `${ESC}[Z`;
    return (held.alt ? ESC : '') + PLAIN[key][held.ctrl ? 1 : 0];
  }
  if (isIn(LETTERED, key)) {
    const letter = LETTERED[key];
    if (number > 1) return `${ESC}[1;${number}${letter}`;
    return ESC + (key.startsWith('F') || modes.applicationCursor ? 'O' : '[') + letter;
  }
  return `${ESC}[${NUMBERED[key]}${number > 1 ? `;${number}` : ''}~`;
}

/** Several keys pressed one after the other while the modifiers stay down; a longer word is typed with them held. */
export function chordBytes(modifiers: readonly Modifier[], keys: readonly string[], modes: KeyModes): string {
  return keys
    .flatMap((key) => (isKeyName(key) ? [keyBytes(key, modes, modifiers)] : Array.from(key, modified(modifiers))))
    .join('');
}

function modified(modifiers: readonly Modifier[]): (character: string) => string {
  return (character) => {
    const shifted = modifiers.includes('Shift') ? (US_SHIFT[character] ?? character.toUpperCase()) : character;
    const bytes = modifiers.includes('Ctrl') ? ctrlByte(shifted) : shifted;
    return modifiers.includes('Alt') ? ESC + bytes : bytes;
  };
}

function ctrlByte(character: string): string {
  if (/^[a-z]$/i.test(character)) return String.fromCharCode(character.charCodeAt(0) & 0x1f);
  return CTRL_SIGNS[character] ?? character;
}

/** One character of a `Type` string: line ends press Enter, drawn arrows press the arrow keys. */
export function characterBytes(character: string, modes: KeyModes): string {
  const arrow = ARROWS[character];
  if (arrow !== undefined) return keyBytes(arrow, modes);
  return character === '\n' || character === '\r\n' ? '\r' : character;
}

/** A paste in one piece, marked as such for programs that asked for it; it cannot end its own mark. */
export function pasteBytes(text: string, modes: KeyModes): string {
  const lines = text.replaceAll(/\r?\n/g, '\r');
  return modes.bracketedPaste ? `${ESC}[200~${lines.replaceAll(ESC, '␛')}${ESC}[201~` : lines;
}

/** A key as a directive names it: `F5`, `Shift+Tab`, `Ctrl+Alt+x`. The error names what is not a key. */
export function namedKeyBytes(name: string, modes: KeyModes): Result<string, string> {
  const parts = /^(?:(.*)\+)?(\+|[^+]+)$/su.exec(name);
  const key = parts?.[2] ?? '';
  const modifiers = (parts?.[1] ?? '').split('+').filter((part) => part !== '');
  const unknown = modifiers.find((modifier) => !isModifier(modifier));
  if (unknown !== undefined) return fail(`${unknown} is not a modifier; there are Ctrl, Alt and Shift`);
  if (!isKeyName(key) && Array.from(key).length !== 1) return fail(`there is no key named ${key === '' ? name : key}`);
  return ok(chordBytes(modifiers.filter(isModifier), [key], modes));
}

const isModifier = (name: string): name is Modifier => name === 'Ctrl' || name === 'Alt' || name === 'Shift';

/** Whether a word is the name of a key and not text. */
export const isKeyName = (name: string): name is KeyName =>
  isIn(PLAIN, name) || isIn(LETTERED, name) || isIn(NUMBERED, name);
