import { COMMANDS, EXTRA_KEYS, OTHER_KEYWORDS, SETTINGS } from '../tables.ts';
import type { Token, TokenKind } from './token.ts';

const NEW_LINE = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const SLASH = 0x2f;
const DOT = 0x2e;
const MARKS = new Set(new TextEncoder().encode('@=][-%^\\+'));
const WORD_EXTRAS = new Set(new TextEncoder().encode('.-_/%'));
const QUOTES = new Set(new TextEncoder().encode('"\'`'));

/** `End` is a keyword of the reference, though no command; the other extra keys are text there. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...COMMANDS.map(({ name }) => name).filter((name) => !EXTRA_KEYS.some((key) => key === name)),
  'End',
  ...SETTINGS.filter(({ portable }) => portable).map(({ name }) => name),
  ...OTHER_KEYWORDS,
]);

/** Words that are no text unless quoted. */
export const isKeyword = (word: string): boolean => KEYWORDS.has(word);

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLetter = (byte: number): boolean => (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === NEW_LINE || byte === RETURN;
const isLineEnd = (byte: number): boolean => byte === NEW_LINE || byte === RETURN;

/**
 * Reads tokens byte by byte, as VHS does, quirks included: there are no escapes; a string that its line cuts off swallows
 * the line break, so that later lines are counted one too low; line breaks inside `{…}` and behind a backslash in a regex
 * are not counted either; a NUL byte ends the tape. With `countsAll` every line counts, so that places are those of an
 * editor. Bytes that are no UTF-8 become U+FFFD inside literals. After the end it goes on giving `end`.
 */
export function createLexer(source: Uint8Array, countsAll = false): () => Token {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let position = 0;
  let line = 1;
  let lineStart = 0;

  /** 0 after the end, as in the reference, where it also means "stop". */
  const at = (index: number): number => source[index] ?? 0;
  const span = (goesOn: (byte: number) => boolean, from: number): number => {
    let index = from;
    while (index < source.length && goesOn(at(index))) index += 1;
    return index;
  };

  const countLine = (index: number): void => {
    if (at(index) !== NEW_LINE) return;
    line += 1;
    lineStart = index + 1;
  };
  const skipBlanks = (): void => {
    for (; isBlank(at(position)); position += 1) countLine(position);
  };

  /** Ends before `close`, a line break, a NUL byte or the end. */
  const quotedEnd = (close: number): number =>
    span((byte) => byte !== close && byte !== 0 && !isLineEnd(byte), position + 1);

  /** The first `/` with an even number of backslashes before it, or the end of the line but where a backslash hides it. */
  const regexEnd = (): number => {
    let previous = 0;
    let escaped = false;
    return span((byte) => {
      const isCut = previous !== BACKSLASH && (byte === 0 || isLineEnd(byte));
      if (isCut || (byte === SLASH && !escaped)) return false;
      escaped = byte === BACKSLASH && !escaped;
      previous = byte;
      return true;
    }, position + 1);
  };

  const token = (kind: TokenKind, from: number, to: number, next: number, bare = false): Token => {
    const literal = decoder.decode(source.subarray(from, to));
    const found = {
      literal,
      size: to - from,
      line,
      column: position - lineStart + 1,
      start: position,
      end: next,
      bare,
    };
    if (countsAll) for (let index = position; index < next; index += 1) countLine(index);
    position = next;
    return { kind: bare && isKeyword(literal) ? 'keyword' : kind, ...found };
  };

  const single = (kind: 'mark' | 'illegal' | 'end', byte: number): Token => {
    const literal = String.fromCharCode(byte);
    const column = position - lineStart + 1;
    const next = kind === 'end' ? position : position + 1;
    // The reference turns the byte into the character of that number, which takes two bytes from 0x80 on.
    const found: Token = {
      kind,
      literal,
      size: byte < 0x80 ? 1 : 2,
      line,
      column,
      start: position,
      end: next,
      bare: false,
    };
    position = next;
    return found;
  };

  return () => {
    skipBlanks();
    const byte = at(position);
    if (byte === 0) return single('end', 0);
    if (MARKS.has(byte)) return single('mark', byte);
    if (QUOTES.has(byte)) {
      const close = quotedEnd(byte);
      return token('string', position + 1, close, close + 1);
    }
    if (byte === SLASH) {
      const close = regexEnd();
      return token('regex', position + 1, close, close + 1);
    }
    if (byte === 0x23) {
      const end = span((next) => next !== 0 && !isLineEnd(next), position + 1);
      return token('comment', position + 1, end, end);
    }
    if (byte === 0x7b) {
      const close = span((next) => next !== 0x7d && next !== 0, position + 1);
      const body = token('json', position + 1, close, close + 1);
      return { ...body, literal: `{${body.literal}}`, size: body.size + 2 };
    }
    if (isDigit(byte) || (byte === DOT && isDigit(at(position + 1)))) {
      const end = span((next) => isDigit(next) || next === DOT, position);
      return token('number', position, end, end);
    }
    if (isLetter(byte) || byte === DOT) {
      const end = span((next) => isLetter(next) || isDigit(next) || WORD_EXTRAS.has(next), position);
      return token('string', position, end, end, true);
    }
    return single('illegal', byte);
  };
}
