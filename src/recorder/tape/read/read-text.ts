import { patternProblem } from '../translate-regex.ts';
import type { Cursor } from './cursor.ts';
import { isExtraKey } from './read-keys.ts';
import { readSpeed, readTime, timeOrNull } from './read-time.ts';
import { unreadable } from './reading.ts';
import type { Reading } from './reading.ts';

/**
 * One or more strings, joined by one space, over line ends too. In extended mode a bare `Home` or `F5` after the first
 * string is a key press, as `Enter` is; the reference types it.
 */
function readStrings(cursor: Cursor): string {
  if (!cursor.isAhead('string')) cursor.fail(cursor.ahead, `${cursor.current.literal} expects string`);
  const texts: string[] = [];
  while (cursor.isAhead('string') && !(texts.length > 0 && cursor.extended && isExtraKey(cursor.ahead))) {
    cursor.advance();
    texts.push(cursor.current.literal);
  }
  return texts.join(' ');
}

export function readType(cursor: Cursor): Reading {
  const speed = readSpeed(cursor);
  const text = readStrings(cursor);
  return { raw: ['Type', speed, text], body: { type: 'type', text, perKeyMs: timeOrNull(speed) } };
}

export function readCopy(cursor: Cursor): Reading {
  const text = readStrings(cursor);
  return { raw: ['Copy', '', text], body: { type: 'copy', text } };
}

/** The name may be any token. */
export function readEnv(cursor: Cursor): Reading {
  const name = cursor.ahead.literal;
  cursor.advance();
  if (!cursor.isAhead('string')) cursor.fail(cursor.ahead, `${cursor.current.literal} expects string`);
  const value = cursor.ahead.literal;
  cursor.advance();
  return { raw: ['Env', name, value], body: { type: 'env', name, value } };
}

export function readSleep(cursor: Cursor): Reading {
  const time = readTime(cursor);
  return { raw: ['Sleep', '', time], body: { type: 'sleep', ms: timeOrNull(time) ?? 0 } };
}

/** The reference counts in whole nanoseconds. */
const isPositive = (time: string): boolean => (timeOrNull(time) ?? 0) * 1e6 >= 1;

export function readWait(cursor: Cursor): Reading {
  let scope = 'Line';
  if (cursor.isAhead('mark', '+')) {
    cursor.advance();
    if (!cursor.isAhead('string', 'Line', 'Screen')) {
      cursor.fail(cursor.ahead, 'Wait+ expects Line or Screen');
      return unreadable('Wait');
    }
    scope = cursor.ahead.literal;
    cursor.advance();
  }
  const time = readSpeed(cursor);
  if (time !== '' && !isPositive(time)) {
    cursor.fail(cursor.ahead, 'Wait expects positive duration');
    return unreadable('Wait', time, scope);
  }
  const body = { type: 'wait', scope: scope === 'Line' ? 'line' : 'screen', timeoutMs: timeOrNull(time) } as const;
  if (!cursor.isAhead('regex')) return { raw: ['Wait', time, scope], body: { ...body, pattern: null } };
  cursor.advance();
  const pattern = cursor.current.literal;
  const problem = patternProblem(pattern);
  if (problem !== null) {
    cursor.fail(cursor.current, `Invalid regular expression '${pattern}': error parsing regexp: ${problem}`);
    return unreadable('Wait', time, scope);
  }
  return { raw: ['Wait', time, `${scope} ${pattern}`], body: { ...body, pattern } };
}
