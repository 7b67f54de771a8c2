import { EXTRA_KEYS, VHS_KEYS } from '../tables.ts';
import type { KeyName } from '../tables.ts';
import type { Modifier } from '../tape.ts';
import type { Cursor } from './cursor.ts';
import { readSpeed, timeOrNull } from './read-time.ts';
import { unreadable } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Token } from './token.ts';

const MARK_KEYS = ['-', '@', '[', ']', '^', '\\'];
const CTRL_KEYS = ['Enter', 'Space', 'Backspace', 'Left', 'Right', 'Up', 'Down'];

const isKeyName = (name: string): name is KeyName => [...VHS_KEYS, ...EXTRA_KEYS].some((key) => key === name);
const isModifier = (name: string): name is 'Alt' | 'Shift' => name === 'Alt' || name === 'Shift';

/** Whether the token names a key that only extended mode knows. Such words are text to the reference, but for `End`. */
export const isExtraKey = (token: Token): boolean => token.bare && EXTRA_KEYS.some((key) => key === token.literal);

/** The reference counts with whole numbers and takes everything else for one press. */
function countOf(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 1;
  return Number.isSafeInteger(count) ? count : 1;
}

function readRepeat(cursor: Cursor): string {
  if (!cursor.isAhead('number')) return '1';
  cursor.advance();
  const { current } = cursor;
  if (!/^\d+$/.test(current.literal)) cursor.note(current, `${current.literal} is no whole number and counts as 1`);
  return current.literal;
}

/** `Key[@time] [count]`. */
export function readKeypress(cursor: Cursor, key: KeyName): Reading {
  const token = cursor.current;
  if (isExtraKey(token)) cursor.note(token, `VHS has no key ${key}`);
  const speed = readSpeed(cursor);
  const repeat = readRepeat(cursor);
  return { raw: [key, speed, repeat], body: { type: 'key', key, count: countOf(repeat), perKeyMs: timeOrNull(speed) } };
}

export function readScroll(cursor: Cursor, name: 'ScrollUp' | 'ScrollDown'): Reading {
  const speed = readSpeed(cursor);
  const repeat = readRepeat(cursor);
  const lines = name === 'ScrollUp' ? 0 - countOf(repeat) : countOf(repeat);
  return { raw: [name, speed, repeat], body: { type: 'scroll', lines, perKeyMs: timeOrNull(speed) } };
}

function isCtrlKey(token: Token): boolean {
  if (token.kind === 'mark') return MARK_KEYS.includes(token.literal);
  return token.kind === 'keyword' ? CTRL_KEYS.includes(token.literal) : token.kind === 'string' && token.size === 1;
}

const isExtendedKey = (token: Token): boolean =>
  isKeyName(token.literal) && (token.kind === 'keyword' || isExtraKey(token));

/**
 * `Ctrl[+Alt][+Shift]+key…`. The reference looks modifiers up by their letters, whatever kind of token they are, and goes on
 * after a key that it refuses.
 */
export function readCtrl(cursor: Cursor): Reading {
  const modifiers: Modifier[] = ['Ctrl'];
  let args: string[] = [];
  let mayModify = true;
  while (cursor.isAhead('mark', '+')) {
    cursor.advance();
    const { ahead } = cursor;
    if (isModifier(ahead.literal)) {
      if (!mayModify) {
        cursor.fail(cursor.current, 'Modifiers must come before other characters');
        args = [];
        continue;
      }
      args.push(ahead.literal);
      modifiers.push(ahead.literal);
      cursor.advance();
      continue;
    }
    mayModify = false;
    if (isCtrlKey(ahead)) {
      args.push(ahead.literal);
    } else if (cursor.extended && isExtendedKey(ahead)) {
      cursor.note(ahead, `VHS cannot press Ctrl+${ahead.literal}`);
      args.push(ahead.literal);
    } else {
      cursor.fail(cursor.current, 'Not a valid modifier');
      cursor.fail(cursor.current, `Invalid control argument: ${cursor.current.literal}`);
    }
    cursor.advance();
  }
  if (args.length === 0) {
    cursor.fail(cursor.current, `Expected control character with args, got ${cursor.current.literal}`);
  }
  const keys = args.slice(modifiers.length - 1);
  return { raw: ['Ctrl', '', args.join(' ')], body: { type: 'chord', modifiers, keys } };
}

function isHeldKey(cursor: Cursor): boolean {
  const { ahead } = cursor;
  if (ahead.kind === 'string' || cursor.isAhead('keyword', 'Enter', 'Tab') || cursor.isAhead('mark', '[', ']')) {
    return true;
  }
  return cursor.extended && (isExtendedKey(ahead) || (ahead.kind === 'number' && ahead.size === 1));
}

/** `Alt+key` and `Shift+key`; a word is typed letter by letter with the modifier held. */
export function readHeld(cursor: Cursor, modifier: 'Alt' | 'Shift'): Reading {
  if (cursor.isAhead('mark', '+')) {
    cursor.advance();
    if (isHeldKey(cursor)) {
      const { ahead } = cursor;
      const { literal } = ahead;
      const portable = ahead.kind === 'string' ? !isExtraKey(ahead) : ['Enter', 'Tab', '[', ']'].includes(literal);
      if (!portable && cursor.extended) cursor.note(ahead, `VHS cannot press ${modifier}+${literal}`);
      // The reference recognises these two by their letters, quoted or not.
      const named = literal === 'Enter' || literal === 'Tab' || (cursor.extended && isExtendedKey(ahead));
      cursor.advance();
      return {
        raw: [modifier, '', literal],
        body: { type: 'chord', modifiers: [modifier], keys: named ? [literal] : Array.from(literal) },
      };
    }
  }
  cursor.fail(cursor.current, `Expected ${modifier.toLowerCase()} character, got ${cursor.current.literal}`);
  return unreadable(modifier);
}
