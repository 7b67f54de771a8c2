import type { PatternInput } from './pattern-input.ts';
import { unicodeClass } from './unicode-names.ts';

const LAST_POINT = 0x10_ffff;

const hex = (point: number): string => `\\u{${point.toString(16)}}`;
const point = (character: string): number => character.codePointAt(0) ?? 0;

/** The inside of a class for one character or a range. */
export const rangeClass = (low: number, high = low): string => (low === high ? hex(low) : `${hex(low)}-${hex(high)}`);

const DIGITS = rangeClass(0x30, 0x39);
const UPPER = rangeClass(0x41, 0x5a);
const LOWER = rangeClass(0x61, 0x7a);
/** Without the vertical tab, which JavaScript's `\s` has. */
const SPACES = `${rangeClass(0x09, 0x0a)}${rangeClass(0x0c, 0x0d)}${hex(0x20)}`;
const WORD = DIGITS + UPPER + LOWER + hex(0x5f);

const PERL: Readonly<Record<string, string>> = { d: DIGITS, s: SPACES, w: WORD };

const POSIX: Readonly<Record<string, string>> = {
  alnum: DIGITS + UPPER + LOWER,
  alpha: UPPER + LOWER,
  ascii: rangeClass(0x00, 0x7f),
  blank: hex(0x09) + hex(0x20),
  cntrl: rangeClass(0x00, 0x1f) + hex(0x7f),
  digit: DIGITS,
  graph: rangeClass(0x21, 0x7e),
  lower: LOWER,
  print: rangeClass(0x20, 0x7e),
  punct: rangeClass(0x21, 0x2f) + rangeClass(0x3a, 0x40) + rangeClass(0x5b, 0x60) + rangeClass(0x7b, 0x7e),
  space: rangeClass(0x09, 0x0d) + hex(0x20),
  upper: UPPER,
  word: WORD,
  xdigit: DIGITS + rangeClass(0x41, 0x46) + rangeClass(0x61, 0x66),
};

const CONTROLS: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

const negated = (inside: string, isNegated: boolean): string => (isNegated ? `[^${inside}]` : inside);

/** `\d \D \s \S \w \W \pL \p{Greek} \p{^Greek} \PL`; undefined, and nothing taken, for other escapes. */
export function parseClassEscape(input: PatternInput): string | undefined {
  const perl = input.match(/\\([dswDSW])/y)?.[1];
  if (perl !== undefined) return negated(PERL[perl.toLowerCase()] ?? '', perl !== perl.toLowerCase());
  const start = input.position;
  const unicode = input.match(/\\([pP])(?:\{(\^?)([^}]*)\}|([^{]))/uy);
  if (unicode === null) {
    return input.isAhead('\\p') || input.isAhead('\\P') ? input.refuse('invalid character class range') : undefined;
  }
  const [, letter, caret, long, short] = unicode;
  const inside = unicodeClass(long ?? short ?? '');
  if (inside === undefined) input.refuse(`invalid character class range: ${input.since(start)}`);
  return negated(inside, (letter === 'P') !== (caret === '^'));
}

/** One character behind a backslash, which is next. */
export function parseEscape(input: PatternInput): number {
  const start = input.position;
  input.skip('\\');
  if (input.isDone) input.refuse('trailing backslash at end of expression');
  const control = input.match(/[afnrtv]/y)?.[0];
  if (control !== undefined) return CONTROLS[control] ?? 0;
  // `\1` would be a back-reference; with more digits it is a number in base eight.
  const octal = input.match(/0[0-7]{0,2}|[1-7][0-7]{1,2}/y)?.[0];
  if (octal !== undefined) return Number.parseInt(octal, 8);
  const digits = input.match(/x(?:([\da-fA-F]{2})|\{([\da-fA-F]+)\})/y);
  if (digits !== null) {
    const value = Number.parseInt(digits[1] ?? digits[2] ?? '', 16);
    if (value <= LAST_POINT) return value;
  } else {
    const mark = input.match(/[\p{ASCII}--[\da-zA-Z]]/vy)?.[0];
    if (mark !== undefined) return point(mark);
    input.take();
  }
  return input.refuse(`invalid escape sequence: ${input.since(start)}`);
}

function parsePosix(input: PatternInput): string | undefined {
  if (!input.isAhead('[:')) return undefined;
  const start = input.position;
  const end = input.find(':]', start + 2);
  if (end === -1) return undefined;
  input.position = end + 2;
  const isNegated = input.source[start + 2] === '^';
  const name = input.source.slice(start + (isNegated ? 3 : 2), end);
  const inside = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (inside === undefined) input.refuse(`invalid character class range: ${input.since(start)}`);
  return negated(inside, isNegated);
}

const parseMember = (input: PatternInput): number => (input.isAhead('\\') ? parseEscape(input) : point(input.take()));

/** `[…]`, whose bracket is next, as the inside of a JavaScript class. */
export function parseClass(input: PatternInput): string {
  const start = input.position;
  input.skip('[');
  const isNegated = input.skip('^');
  let inside = '';
  // A bracket that comes first is a member.
  for (let isFirst = true; isFirst || !input.isAhead(']'); isFirst = false) {
    if (input.isDone) input.refuse(`missing closing ]: ${input.source.slice(start)}`);
    const named = parsePosix(input) ?? parseClassEscape(input);
    if (named !== undefined) {
      inside += named;
      continue;
    }
    const rangeStart = input.position;
    const low = parseMember(input);
    let high = low;
    if (input.isAhead('-') && !input.isAhead('-]') && input.position + 1 < input.source.length) {
      input.skip('-');
      high = parseMember(input);
    }
    if (high < low) input.refuse(`invalid character class range: ${input.since(rangeStart)}`);
    inside += rangeClass(low, high);
  }
  input.skip(']');
  return negated(inside, isNegated);
}
