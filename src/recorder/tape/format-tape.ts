import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { parseTape } from './parse-tape.ts';
import { Cursor } from './read/cursor.ts';
import { createLexer, isKeyword } from './read/lexer.ts';
import { readCommand } from './read/read-command.ts';
import type { Token } from './read/token.ts';
import { EXTRA_KEYS, SETTINGS } from './tables.ts';
import type { TapeError } from './tape.ts';

/** What stands on one line: a command with the comment behind it, or a comment of its own. */
interface Line {
  readonly tokens: readonly Token[];
  readonly text: string;
}

/** Words that mean something without quotes, in strict or in extended mode. */
const isSpoken = (text: string): boolean =>
  isKeyword(text) || EXTRA_KEYS.some((key) => key === text) || SETTINGS.some(({ name }) => name === text);

const isWord = (text: string): boolean => /^([a-z]|\.(?!\d))[\w./%-]*$/i.test(text) && !isSpoken(text);

/** A literal without line ends can be quoted unless it holds all three kinds of quotes. */
function quoted(text: string): string | undefined {
  const quote = ['"', "'", '`'].find((mark) => !text.includes(mark));
  return quote === undefined ? undefined : quote + text + quote;
}

/** A pattern cut off by its line may end in a backslash, which would escape the `/` that closes it. */
const endsEscaping = (text: string): boolean => (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 1;

function written(token: Token): string {
  const { kind, literal } = token;
  if (kind === 'comment') return `#${literal}`;
  if (kind === 'regex' && !endsEscaping(literal)) return `/${literal}/`;
  if (kind !== 'string' && kind !== 'regex') return literal;
  // A word without quotes may be a key or a setting that only extended mode knows.
  return token.bare || isWord(literal) ? literal : (quoted(literal) ?? literal);
}

const isJoint = ({ kind, literal }: Token): boolean => kind === 'mark' && (literal === '@' || literal === '+');

/** `Ctrl+C`, `Type@1s`, `50%` and `100ms` are written without spaces. */
function isTouching(before: Token, token: Token): boolean {
  if (isJoint(before) || isJoint(token)) return true;
  if (token.kind === 'mark' && token.literal === '%') return before.kind === 'number';
  return before.kind === 'number' && token.kind === 'keyword' && ['ms', 's', 'm'].includes(token.literal);
}

function joined(tokens: readonly Token[]): string {
  return tokens.reduce((line, token, index) => {
    const before = tokens[index - 1];
    if (before === undefined) return written(token);
    // A comment that a command took for its value goes to the end of its line, and the command goes on below.
    const space = before.kind === 'comment' ? '\n' : isTouching(before, token) ? '' : ' ';
    return line + space + written(token);
  }, '');
}

/** `Type` and `Copy` take their strings as one text, which reads best as one string. */
function writeCommand(tokens: readonly Token[]): string {
  const first = tokens[0];
  const isTexts = first?.kind === 'keyword' && (first.literal === 'Type' || first.literal === 'Copy');
  const textStart = isTexts ? tokens.findIndex(({ kind }) => kind === 'string') : -1;
  if (textStart === -1) return joined(tokens);
  const texts = tokens.slice(textStart);
  const whole = quoted(texts.map(({ literal }) => literal).join(' '));
  const parts = whole ?? texts.map(({ literal }) => quoted(literal) ?? literal).join(' ');
  return `${joined(tokens.slice(0, textStart))} ${parts}`;
}

function tokensOf(bytes: Uint8Array): readonly Token[] {
  const next = createLexer(bytes);
  const tokens: Token[] = [];
  for (let token = next(); token.kind !== 'end'; token = next()) tokens.push(token);
  return tokens;
}

/** Where each command ends is for the parser to say; `Source` is measured without opening the file. */
function lineOf(cursor: Cursor, tokens: readonly Token[], from: number): Line {
  const first = cursor.current;
  if (first.kind === 'comment') return { tokens: [first], text: written(first).trimEnd() };
  if (first.kind === 'keyword' && first.literal === 'Source') cursor.advance();
  else readCommand(cursor);
  let to = from;
  while ((tokens[to]?.start ?? Infinity) < cursor.current.end) to += 1;
  const taken = tokens.slice(from, to);
  return { tokens: taken, text: writeCommand(taken) };
}

const NEW_LINE = 0x0a;

/** Line feeds between two tokens. A string that its line cuts off has swallowed one. */
function lineBreaks(bytes: Uint8Array, from: number, to: number): number {
  const start = bytes[from - 1] === NEW_LINE ? from - 1 : from;
  return bytes.subarray(start, to).filter((byte) => byte === NEW_LINE).length;
}

function format(text: string, extended: boolean): string {
  const bytes = new TextEncoder().encode(text);
  const tokens = tokensOf(bytes);
  const cursor = new Cursor(bytes, { extended, file: undefined });
  let result = '';
  let index = 0;
  let end = 0;
  for (; cursor.current.kind !== 'end'; cursor.advance()) {
    const { kind, start } = cursor.current;
    const line = lineOf(cursor, tokens, index);
    index += line.tokens.length;
    const breaks = lineBreaks(bytes, end, start);
    const isTrailing = kind === 'comment' && breaks === 0 && result !== '';
    const space = result === '' ? '' : isTrailing ? ' ' : breaks > 1 ? '\n\n' : '\n';
    result += space + line.text;
    end = line.tokens.at(-1)?.end ?? start;
  }
  return result === '' ? '' : `${result}\n`;
}

const unformattable = (message: string): TapeError => ({ line: 1, column: 1, literal: '', message });
const NOT_TEXT = unformattable('not UTF-8: formatting would lose bytes');
const HALF_READ = unformattable('a NUL byte hides the rest: formatting would lose it');

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // the question was whether it is text
  }
}

/**
 * The tape in its one form: a command per line, no indentation, one blank line where there was any, line feeds only. Typed and
 * copied text is one string in quotes; elsewhere quotes stand only where they are needed. Comments, and so directives, keep
 * their words and their place: after a command, or on a line of their own. The result parses to the same commands and formats
 * to itself. Fails with the errors of a tape that has some in the mode, and for bytes that are no UTF-8; files of `Source` are
 * not looked at.
 */
export function formatTape(
  source: string | Uint8Array,
  mode: 'strict' | 'extended' = 'extended',
): Result<string, readonly TapeError[]> {
  const text = typeof source === 'string' ? source : decode(source);
  if (text === undefined) return fail([NOT_TEXT]);
  if (mode === 'strict' && text.includes('\0')) return fail([HALF_READ]);
  // Sourced files are somebody else's errors.
  const { errors } = parseTape(text, { mode, readSource: () => 'Enter' });
  return errors.length > 0 ? fail(errors) : ok(format(text.replace(/^\ufeff/, ''), mode === 'extended'));
}
