import { SETTINGS, VHS_SHELLS, WINDOW_BARS } from '../tables.ts';
import type { SettingRow } from '../tables.ts';
import { patternProblem } from '../translate-regex.ts';
import { checkSetting } from './check-setting.ts';
import type { Cursor } from './cursor.ts';
import { readTime } from './read-time.ts';
import { unreadable } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Token } from './token.ts';

const NAMES = SETTINGS.map(({ name }) => name);
const STRICT_SETTINGS = SETTINGS.filter(({ portable }) => portable);

/** A quoted name is text, not a setting. Names that VHS lacks are words to it, so they arrive as bare strings. */
function settingOf(cursor: Cursor, token: Token): SettingRow | undefined {
  if (token.kind === 'keyword') return STRICT_SETTINGS.find(({ name }) => name === token.literal);
  if (!cursor.extended || !token.bare) return undefined;
  const found = SETTINGS.find(({ name }) => name === token.literal);
  if (found !== undefined) cursor.note(token, `VHS has no setting ${found.name}`);
  return found;
}

function failUnknown(cursor: Cursor): void {
  const { literal } = cursor.ahead;
  const guess = cursor.guess(literal, NAMES);
  const right = guess === literal ? `; write ${guess} without quotes` : `; did you mean ${guess}?`;
  const hint = guess === undefined ? '' : right;
  cursor.fail(cursor.ahead, `Unknown setting: ${literal}${hint}`);
}

/** The value is whatever token follows: a command word, a comment, the end. */
function takeAny(cursor: Cursor): string {
  cursor.advance();
  const { current } = cursor;
  if (current.kind === 'comment') cursor.note(current, 'this comment is read as the value');
  return current.literal;
}

function readValue(cursor: Cursor, row: SettingRow): string {
  if (row.name === 'WaitTimeout') return readTime(cursor);
  const value = takeAny(cursor);
  const token = cursor.current;
  switch (row.value) {
    case 'percent': {
      if (cursor.isAhead('mark', '%')) cursor.advance();
      return `${value}%`;
    }
    case 'time': {
      if (!cursor.isAhead('keyword', 'ms', 's')) return `${value}s`;
      cursor.advance();
      return value + cursor.current.literal;
    }
    case 'pattern': {
      if (patternProblem(value) !== null) cursor.fail(token, `Invalid regexp pattern: ${value}`);
      return value;
    }
    case 'bar': {
      if (!WINDOW_BARS.some((bar) => bar === value)) cursor.fail(token, `${value} is not a valid bar style.`);
      return value;
    }
    case 'fill': {
      if (value.startsWith('#') && !/^#[\da-f]{6}$/i.test(value)) {
        cursor.fail(token, `"${value}" is not a valid color.`);
      }
      return value;
    }
    case 'boolean': {
      // Quoted, it is text.
      const isBoolean = token.kind === 'keyword' && (value === 'true' || value === 'false');
      if (!isBoolean) cursor.fail(token, 'expected boolean value.');
      return value;
    }
    case 'text':
    case 'theme':
    case 'integer':
    case 'number':
      return value;
  }
}

/** `Set setting value`. */
export function readSet(cursor: Cursor): Reading {
  const row = settingOf(cursor, cursor.ahead);
  if (row === undefined) {
    failUnknown(cursor);
    cursor.advance();
    return unreadable('Set', '', takeAny(cursor));
  }
  cursor.advance();
  const first = cursor.ahead;
  const value = readValue(cursor, row);
  const problem = checkSetting(row, value, first);
  if (problem !== null) cursor.failExtended(first, problem);
  else if (row.name === 'Shell' && !VHS_SHELLS.some((shell) => shell === value)) {
    cursor.note(first, `VHS cannot start the shell ${value}`);
  }
  return { raw: ['Set', row.name, value], body: { type: 'set', setting: row.name, value } };
}
