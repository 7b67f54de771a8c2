import { readTapeTime } from '../tape-time.ts';
import type { Cursor } from './cursor.ts';

/** A number and perhaps a unit, without one seconds; empty when there is no number, which is an error. */
export function readTime(cursor: Cursor): string {
  if (!cursor.isAhead('number')) {
    cursor.fail(cursor.current, `Expected time after ${cursor.current.literal}`);
    return '';
  }
  cursor.advance();
  const number = cursor.current;
  let unit = 's';
  if (cursor.isAhead('keyword', 'ms', 's', 'm')) {
    cursor.advance();
    unit = cursor.current.literal;
  }
  const time = number.literal + unit;
  // The reference takes any run of digits and dots here and fails when the tape is played.
  if (readTapeTime(time) === null) cursor.failExtended(number, `${time} is not a time`);
  return time;
}

/** `@time`, or nothing. */
export function readSpeed(cursor: Cursor): string {
  if (!cursor.isAhead('mark', '@')) return '';
  cursor.advance();
  return readTime(cursor);
}

/** Null for an empty or unreadable time. */
export const timeOrNull = (text: string): number | null => readTapeTime(text);
