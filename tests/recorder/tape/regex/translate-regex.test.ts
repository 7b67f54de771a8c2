import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../../src/recorder/tape/translate-regex.ts';

const compiled = (source: string, flags: '' | 'g' | 'y' = ''): RegExp => {
  const result = compilePattern(source, flags);
  if (!result.ok) throw new Error(`${source}: ${result.error}`);
  return result.value;
};

describe('RE2 refuses, and so do we,', () => {
  test.each([
    ['look-ahead', 'a(?=b)', 'Perl syntax'],
    ['negative look-ahead', 'a(?!b)', 'Perl syntax'],
    ['look-behind', '(?<=a)b', 'invalid named capture'],
    ['a back-reference', '(a)\\1', 'invalid escape sequence: \\1'],
    ['a named back-reference', '(?P=a)', 'Perl syntax'],
    ['a comment', '(?#a)', 'Perl syntax'],
    ['flags it does not have', '(?x)a', 'Perl syntax'],
    ['an open group', '(a', 'missing closing )'],
    ['a closed group that never began', 'a)', 'unexpected )'],
    ['an open class', '[a', 'missing closing ]'],
    ['an empty class', '[]', 'missing closing ]'],
    ['a range upside down', '[z-a]', 'invalid character class range: z-a'],
    ['a range to a class', '[a-\\d]', 'invalid escape sequence'],
    ['a class that nobody knows', '[[:foo:]]', 'invalid character class range: [:foo:]'],
    ['a script that nobody knows', '\\p{Foo}', 'invalid character class range: \\p{Foo}'],
    ['short names of scripts', '\\p{Grek}', 'invalid character class range'],
    ['nothing repeated', '*a', 'missing argument to repetition operator: *'],
    ['nothing repeated in a branch', 'a|+', 'missing argument'],
    ['nothing repeated in a group', '(?:?)', 'missing argument'],
    ['a repeat of a repeat', 'a**', 'invalid nested repetition operator: *'],
    ['a possessive repeat', 'a++', 'invalid nested repetition operator: +'],
    ['a count of a count', 'a{2}{3}', 'invalid nested repetition operator: {3}'],
    ['a large count', 'a{1001}', 'invalid repeat count: {1001}'],
    ['a huge second count', `a{1,${'9'.repeat(400)}}`, 'invalid repeat count'],
    ['counts upside down', 'a{3,2}', 'invalid repeat count: {3,2}'],
    ['counts that multiply', '((a{20}){20}){20}', 'invalid repeat count'],
    ['a backslash at the end', 'a\\', 'trailing backslash'],
    ['a byte', '\\C', 'invalid escape sequence: \\C'],
    ['the end before a line break', '\\Z', 'invalid escape sequence: \\Z'],
    ['a word boundary in a class', '[\\b]', 'invalid escape sequence: \\b'],
    ['numbers past Unicode', '\\x{110000}', 'invalid escape sequence'],
    ['an escaped letter', '\\é', 'invalid escape sequence: \\é'],
    ['a group without a name', '(?P<>x)', 'invalid named capture'],
    ['endless nesting', '('.repeat(1002) + ')'.repeat(1002), 'nests too deeply'],
  ])('%s', (_what, source, reason) => {
    expect(compilePattern(source)).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  test('patterns that are too long to be searched for in good time', () => {
    expect(compilePattern('(?:abcdefgh){1000}')).toMatchObject({ ok: false, error: 'expression too large' });
    expect(compilePattern('a'.repeat(10_001)).ok).toBe(false);
  });
});

describe('a pattern finds what RE2 finds:', () => {
  test.each([
    ['letters', 'Final answer', 'the Final answer', 'Final answer'],
    ['letters of any case', '(?i)done', 'DONE', 'DONE'],
    ['letters of any case in part', 'a(?i:b)c', 'aBc', 'aBc'],
    ['no other case where the flag ends', 'a(?i:b)c', 'aBC', undefined],
    ['flags to the end of their group', '((?i)a)b', 'Ab', 'Ab'],
    ['the Kelvin sign as a k', '(?i)k', 'K', 'K'],
    ['any character but a line feed', 'a.b', 'a\rb', 'a\rb'],
    ['no line feed', 'a.b', 'a\nb', undefined],
    ['a line feed with s', '(?s)a.b', 'a\nb', 'a\nb'],
    ['the text end', '>$', 'a >', '>'],
    ['no line end without m', '>$', '>\nx', undefined],
    ['a line end with m', '(?m)>$', '>\nx', '>'],
    ['no line end at a carriage return', '(?m)>$', '>\rx', undefined],
    ['a line start with m', '(?m)^b', 'a\nb', 'b'],
    ['the text start with m', '(?m)\\Ab', 'a\nb', undefined],
    ['the very end with m', '(?m)a\\z', 'a\nb', undefined],
    ['a word boundary', '\\bvote\\b', 'a vote!', 'vote'],
    ['ASCII word boundaries only', 'é\\b', 'éa', 'é'],
    ['no vertical tab as a blank', '\\s', '\v', undefined],
    ['a vertical tab as a POSIX blank', '[[:space:]]', '\v', '\v'],
    ['the rest of a POSIX class', '[[:^digit:]]+', '12ab3', 'ab'],
    ['a bracket that comes first', '[]a]+', 'x]a', ']a'],
    ['a dash anywhere', '[\\d-z]+', 'x1-z', '1-z'],
    ['Unicode letters', '\\pL+', '1été2', 'été'],
    ['no Unicode letters', '\\PL+', 'a12b', '12'],
    ['a script', '\\p{Greek}+', 'abγδ', 'γδ'],
    ['all but a script', '\\p{^Greek}+', 'γab', 'ab'],
    ['a character beyond the first plane', '🚀?x', '🚀x', '🚀x'],
    ['one character for each dot', '^..$', '🚀x', '🚀x'],
    ['quoted text', '\\Qa.b*\\E+', 'a.b**', 'a.b**'],
    ['quoted text to the end', '\\Q(a', '(a', '(a'],
    ['numbers in base eight and sixteen', '\\101\\x42\\x{43}', 'ABC', 'ABC'],
    ['a brace that counts nothing', 'a{,2}', 'a{,2}', 'a{,2}'],
    ['the shortest with a question mark', '<.+?>', '<a><b>', '<a>'],
    ['the shortest with U', '(?U)<.+>', '<a><b>', '<a>'],
    ['the first branch that fits', 'a|ab', 'ab', 'a'],
    ['counts', '^(?:ab){2,3}$', 'ababab', 'ababab'],
    ['counts, not more', '^(?:ab){2,3}$', 'abababab', undefined],
    ['nothing', '', 'abc', ''],
    ['repeats of an anchor', '^*a', 'ba', 'a'],
    ['a repeat behind flags', 'a(?i)*b', 'aaB', 'aaB'],
    ['two groups of one name, as Go does', '(?P<a>x)(?P<a>y)', 'xy', 'xy'],
  ])('%s', (_what, source, text, expected) => {
    const pattern = compiled(source);
    expect(pattern.exec(text)?.[0]).toBe(expected);
    expect(pattern.test(text)).toBe(expected !== undefined);
  });

  test('groups, by number and by name', () => {
    const found = compiled('(?P<won>\\d+) to (?<lost>\\d+)( draws)?').exec('it is 3 to 1');
    expect([...(found ?? [])]).toEqual(['3 to 1', '3', '1', undefined]);
    expect(found?.index).toBe(6);
    expect(found?.groups).toEqual({ won: '3', lost: '1' });
  });
});

describe('a pattern is used as a RegExp', () => {
  test('by the methods of strings', () => {
    const pattern = compiled('\\d+', 'g');
    expect('12 of 345'.replaceAll(pattern, 'N')).toBe('N of N');
    expect('12 of 345'.match(pattern)).toEqual(['12', '345']);
    expect([...'12 of 345'.matchAll(pattern)].map((found) => found.index)).toEqual([0, 6]);
    expect('a1b22c'.split(compiled('\\d+'))).toEqual(['a', 'b', 'c']);
    expect('a1b22c'.search(compiled('\\d+'))).toBe(1);
    expect('x'.replace(compiled('^'), '>')).toBe('>x');
  });

  test('with anchors that see the whole text', () => {
    expect('aaa'.replaceAll(compiled('^a', 'g'), 'b')).toBe('baa');
    expect('ab'.replaceAll(compiled('\\b', 'g'), '|')).toBe('|ab|');
    expect('🚀🚀'.replaceAll(compiled('', 'g'), '-')).toBe('-🚀-🚀-');
  });

  test('with a state of its own, without which it has none', () => {
    const global = compiled('a', 'g');
    expect([global.test('aa'), global.test('aa'), global.test('aa')]).toEqual([true, true, false]);
    const plain = compiled('a');
    expect([plain.test('aa'), plain.test('aa'), plain.test('aa'), plain.lastIndex]).toEqual([true, true, true, 0]);
    const sticky = compiled('a', 'y');
    expect([sticky.test('ba'), sticky.lastIndex]).toEqual([false, 0]);
  });

  test('that shows the pattern as it was written', () => {
    expect(compiled('(?i)\\pL').source).toBe('(?i)\\pL');
  });
});

describe('no pattern runs away', () => {
  const long = 'x'.repeat(2000);
  test.each([
    '(x+x+)+y',
    '(x|xx)+y',
    '(x*)*y',
    '[^y]*[^y]*[^y]*[^y]*y',
    '(.*)(.*)(.*)(.*)y',
    '(x?){300}x{300}y',
    '(?:x|.){600}y',
  ])('%s', (source) => {
    const pattern = compiled(source);
    expect(pattern.test(long)).toBe(false);
    expect(pattern.exec(`${long}y`)).not.toBeNull();
  });
});

const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '^', '$', '\\b', '\\n', '(?:ab|a)', '');
const quantifier = fc.constantFrom('', '', '', '?', '{2}', '{1,2}', '+?', '??');
const simple = fc
  .array(fc.tuple(atom, quantifier), { maxLength: 5 })
  .map((parts) => parts.map(([one, times]) => (one === '' ? '' : `(?:${one})${times}`)).join(''));
const pattern = fc.array(simple, { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|'));
const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', '\n', '_'), maxLength: 12 });

test('where the two languages agree, the same is found as by JavaScript', () => {
  fc.assert(
    fc.property(pattern, text, (source, subject) => {
      const ours = compiled(source).exec(subject);
      const theirs = new RegExp(source, 'u').exec(subject);
      expect([ours?.index, ours?.[0]]).toEqual([theirs?.index, theirs?.[0]]);
      expect(compiled(source).test(subject)).toBe(theirs !== null);
    }),
    { numRuns: 2000 },
  );
});

test('any text is a pattern or is refused, without an exception', () => {
  const marks = fc.string({
    unit: fc.constantFrom(...'()[]{}*+?|^$.\\-:,=!<>PQEiabds10pLzZ&~é'.split('')),
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.oneof(marks, fc.string()), text, (source, subject) => {
      const result = compilePattern(source);
      const agrees = (found: RegExp): boolean => found.test(subject) === (found.exec(subject) !== null);
      expect(result.ok ? agrees(result.value) : result.error !== '').toBe(true);
    }),
    { numRuns: 3000 },
  );
});
