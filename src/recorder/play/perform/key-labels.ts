import type { KeyName } from '../../tape/tables.ts';
import type { Modifier } from '../../tape/tape.ts';
import { isKeyName } from '../../terminal/keys.ts';

/** Signs that are in the bundled fonts. */
const SIGNS: Partial<Record<KeyName, string>> = {
  Enter: '⏎',
  Escape: 'Esc',
  Space: '␣',
  Backspace: '⌫',
  Delete: '⌦',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
};

/** How the overlay shows a key. */
export const keyLabel = (key: KeyName): string => SIGNS[key] ?? key;

export const chordLabel = (modifiers: readonly Modifier[], keys: readonly string[]): string =>
  [
    ...modifiers,
    ...keys.map((key) => (isKeyName(key) ? keyLabel(key) : key.length === 1 ? key.toUpperCase() : key)),
  ].join('+');
