import { readDirectiveWords } from '../directive/read-directive-words.ts';
import type { TapeCommand } from '../tape.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './token.ts';

const PREFIX = /^\s*massgen:/;

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** A part of the comment as a token of its own, so that errors point at the word and not at the comment. */
function part(comment: Token, start: number, end: number): Token {
  const literal = comment.literal.slice(start, end);
  // One for the `#`.
  const column = comment.column + 1 + byteLength(comment.literal.slice(0, start));
  return { ...comment, literal, size: byteLength(literal), column };
}

/** The directive in the comment at hand; undefined for other comments and for what could not be read, which is an error. */
export function readDirective(cursor: Cursor): TapeCommand | undefined {
  const comment = cursor.current;
  const prefix = PREFIX.exec(comment.literal);
  if (prefix === null) return undefined;
  const { literal } = comment;
  const start = literal.length - literal.trimStart().length;
  const whole = part(comment, start, literal.trimEnd().length);
  const read = readDirectiveWords(literal, prefix[0].length, cursor.environment);
  if (!read.ok) {
    cursor.fail(part(comment, Math.max(read.error.start, start), read.error.end), read.error.message);
    return undefined;
  }
  cursor.note(whole, `VHS skips the directive ${read.value.name}`);
  return { at: cursor.spanOf(whole), type: 'directive', directive: read.value };
}
