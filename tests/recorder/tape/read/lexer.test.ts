import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLexer } from '../../../../src/recorder/tape/read/lexer.ts';
import type { Token } from '../../../../src/recorder/tape/read/token.ts';
import { bytes } from '../random-tapes.ts';

/** All tokens before the end. */
function tokensOf(source: string | Uint8Array): Token[] {
  const next = createLexer(typeof source === 'string' ? new TextEncoder().encode(source) : source);
  const tokens: Token[] = [];
  for (let token = next(); token.kind !== 'end'; token = next()) tokens.push(token);
  return tokens;
}

const sizes = (source: string): number[] => tokensOf(source).map(({ size }) => size);
const told = (source: string): string[] => tokensOf(source).map(({ kind, literal }) => `${kind} ${literal}`);

describe('a token of a tape', () => {
  test.each([
    ['a word that is a command', 'Sleep', ['keyword Sleep']],
    ['End, which the reference knows but cannot do', 'End', ['keyword End']],
    ['the other keys that are ours alone', 'Home F5', ['string Home', 'string F5']],
    ['a setting that is ours alone', 'Rows', ['string Rows']],
    ['a command in quotes', '"Sleep"', ['string Sleep']],
    ['a command in other letters', 'sleep', ['string sleep']],
    ['a word with every sign that may be in one', 'a.b-c_d/e%f1', ['string a.b-c_d/e%f1']],
    ['a number with several dots', '1.2.3', ['number 1.2.3']],
    ['a unit behind its number', '100ms', ['number 100', 'keyword ms']],
    ['a dot in front of a digit or of a letter', '.5 .x', ['number .5', 'string .x']],
    ['a pattern with a slash and a backslash before its end', '/a\\/b\\\\/ x', ['regex a\\/b\\\\', 'string x']],
    ['a pattern whose line ends behind a backslash', '/a\\\nb/ x', ['regex a\\\nb', 'string x']],
    ['a pattern that ends in a backslash and no more', '/a\\', ['regex a\\']],
    ['each of the marks', '@=][-%^\\+', Array.from('@=][-%^\\+', (mark) => `mark ${mark}`)],
    ['a theme up to the first brace', '{"a":{"b":1}}', ['json {"a":{"b":1}', 'illegal }']],
    ['a comment up to its line end', 'Hide # so\nShow', ['keyword Hide', 'comment  so', 'keyword Show']],
  ])('is %s', (_what, source, expected) => {
    expect(told(source)).toEqual(expected);
  });

  test('is as long as the reference counts it, in bytes', () => {
    expect(sizes('Type "日本" /é/ 123 {a}')).toEqual([4, 6, 2, 3, 3]);
    // Each byte of the letter becomes a character of its own, which takes two.
    expect(sizes(';é')).toEqual([1, 2, 2]);
  });

  test('has the place of its first byte, quotes included, in any tape', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        let end = 0;
        for (const token of tokensOf(source)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect([token.line >= 1, token.column >= 1]).toEqual([true, true]);
          const between = source.subarray(end, token.start);
          expect(between.every((byte) => [0x20, 0x09, 0x0a, 0x0d].includes(byte))).toBe(true);
          ({ end } = token);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['a string that its line cuts off', 'Type "a\nHide'],
    ['a map over two lines', '{\n}Hide'],
    ['a pattern whose last backslash hides the line break', '/a\\\n/Hide'],
  ])('counts the line break within %s only where places are those of an editor', (_title, tape) => {
    const lineOfHide = (countsAll: boolean): number | undefined => {
      const next = createLexer(new TextEncoder().encode(tape), countsAll);
      return [next(), next(), next()].find(({ literal }) => literal === 'Hide')?.line;
    };
    expect([lineOfHide(false), lineOfHide(true)]).toEqual([1, 2]);
  });

  test('is the end for ever once that has come', () => {
    const next = createLexer(new TextEncoder().encode('Hide'));
    expect([next(), next(), next(), next()].map(({ kind }) => kind)).toEqual(['keyword', 'end', 'end', 'end']);
  });
});
