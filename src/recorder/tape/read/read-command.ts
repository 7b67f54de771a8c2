import { COMMANDS, VHS_KEYS } from '../tables.ts';
import type { KeyName } from '../tables.ts';
import type { Cursor } from './cursor.ts';
import { isExtraKey, readCtrl, readHeld, readKeypress, readScroll } from './read-keys.ts';
import { readOutput, readRequire, readScreenshot } from './read-path.ts';
import { readSet } from './read-set.ts';
import { readCopy, readEnv, readSleep, readType, readWait } from './read-text.ts';
import { unreadable } from './reading.ts';
import type { Reading } from './reading.ts';

const plain = (name: string, type: 'hide' | 'show' | 'paste'): Reading => ({ raw: [name, '', ''], body: { type } });

/** `Source` is not here: it stands for many commands. */
const READERS: Readonly<Record<string, (cursor: Cursor) => Reading>> = {
  Output: readOutput,
  Require: readRequire,
  Set: readSet,
  Type: readType,
  ScrollUp: (cursor) => readScroll(cursor, 'ScrollUp'),
  ScrollDown: (cursor) => readScroll(cursor, 'ScrollDown'),
  Ctrl: readCtrl,
  Alt: (cursor) => readHeld(cursor, 'Alt'),
  Shift: (cursor) => readHeld(cursor, 'Shift'),
  Sleep: readSleep,
  Wait: readWait,
  Hide: () => plain('Hide', 'hide'),
  Show: () => plain('Show', 'show'),
  Paste: () => plain('Paste', 'paste'),
  Screenshot: readScreenshot,
  Copy: readCopy,
  Env: readEnv,
};

function keyAt({ current, extended }: Cursor): KeyName | undefined {
  if (current.kind === 'keyword') {
    const key = VHS_KEYS.find((name) => name === current.literal);
    return key === undefined && extended && current.literal === 'End' ? 'End' : key;
  }
  return extended && isExtraKey(current) ? (current.literal as KeyName) : undefined;
}

const NAMES = COMMANDS.map(({ name }) => name);

function failUnknown(cursor: Cursor): Reading {
  const { current } = cursor;
  const guess = current.bare ? cursor.guess(current.literal, NAMES) : undefined;
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`;
  cursor.fail(current, `Invalid command: ${current.literal}${hint}`);
  return unreadable('Illegal');
}

/** Reads the command that begins at the current token and stops at its last one. */
export function readCommand(cursor: Cursor): Reading {
  const key = keyAt(cursor);
  if (key !== undefined) return readKeypress(cursor, key);
  const { kind, literal } = cursor.current;
  const reader = kind === 'keyword' && Object.hasOwn(READERS, literal) ? READERS[literal] : undefined;
  return reader === undefined ? failUnknown(cursor) : reader(cursor);
}
