import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSanitiser, sanitise } from '../../../src/terminal/text/sanitise.ts';
import { chunkSizes, clusterText, cut } from './hostile-text.ts';

const ESCAPES = [
  '\x1b[31m',
  '\x1b[2J',
  '\x1b]2;title\x07',
  '\x1b]8;;http://x\x1b\\',
  '\x1bPdcs\x1b\\',
  '\x1b_apc\x1b\\',
  '\x1bc',
  '\x1b(B',
  '\x9b31m',
  '\x9d0;t\x9c',
  '\x1b',
  '\x1b[',
  '\x1b]',
  '\x07',
  '\x08',
  '\x7f',
  '\x85',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\ufeff',
  '\u00ad',
  '\ud83d',
  '\udca9',
  '\ufffe',
  '{bold}',
  '{/}',
] as const;

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...ESCAPES), clusterText, fc.string({ maxLength: 5 })), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

/** Anything that could act on a terminal, hide, or reorder what is read. */
const DANGEROUS = /(?!\n)[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u061c\ufeff\u2060]/u;

describe('cleaning prose', () => {
  test('no control character, bidi control or lone surrogate survives', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(sanitise(text)).not.toMatch(DANGEROUS);
      }),
      { numRuns: 2000 },
    );
  });

  test('the result does not depend on where the text was cut', () => {
    fc.assert(
      fc.property(hostile, chunkSizes, (text, sizes) => {
        const sanitiser = createSanitiser();
        const pieces = cut(text, sizes).map((chunk) => sanitiser.push(chunk));
        expect(pieces.join('') + sanitiser.end()).toBe(sanitise(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('cleaning twice changes nothing more', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(sanitise(sanitise(text))).toBe(sanitise(text));
      }),
    );
  });

  test('ordinary text of any language is left as it is', () => {
    const text = 'The quick café, 你好 한국어 テスト, नमस्ते ภาษา, 👨‍👩‍👧 ❤️ 🇯🇵 {bold}not a tag{/}\nsecond line';
    expect(sanitise(text)).toBe(text);
  });

  test.each([
    ['colour', 'a\x1b[31mb', 'ab'],
    ['a window title', 'a\x1b]2;evil\x07b', 'ab'],
    ['a window title by C1', 'a\x9d2;evil\x9cb', 'ab'],
    ['a title that is never ended swallows only its line', 'a\x1b]2;evil\nb', 'a\nb'],
    ['line ends of all systems', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a tab reaches the next stop', 'ab\tc', 'ab      c'],
    ['a tab in code reaches a nearer stop', '```go\n\tif a {\n```\n\tb', '```go\n    if a {\n```\n        b'],
    ['a fence of another kind closes none', '~~~\n```\n\ta', '~~~\n```\n    a'],
    ['a tab after wide letters', '你好\tc', '你好    c'],
    ['bidi controls are named', 'a\u202eb', 'a⟨RLO⟩b'],
    ['a joiner without anything to join', 'a\u200db', 'ab'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['a non-character', 'a\uffffb', 'a\ufffdb'],
    ['a tower of marks', `a${'\u0301'.repeat(20)}`, `a${'\u0301'.repeat(8)}`],
  ])('%s', (_name, text, clean) => {
    expect(sanitise(text)).toBe(clean);
  });

  test('an unended control string is swallowed up to four thousand characters, not for ever', () => {
    expect(sanitise(`\x1b]2;${'x'.repeat(5000)}`)).toHaveLength(5000 + 2 - 4096);
  });

  test('what was removed is counted', () => {
    const sanitiser = createSanitiser();
    sanitiser.push('a\x07b\x1b[1mc');
    expect(sanitiser.removed).toBe(5);
  });
});

describe('cleaning names', () => {
  test.each([
    ['line ends and tabs are shown', 'a\nb\tc', 'a⏎b⇥c'],
    ['control characters are shown', 'a\x08b\x7f', 'a␈b␡'],
    ['an invisible blank is named', 'a\u200bb', 'a⟨ZWSP⟩b'],
    ['tag characters are named', 'a\u{e0041}', 'a⟨TAG⟩'],
    ['escape sequences are dropped', 'a\x1b[31mb', 'ab'],
    ['only two marks are kept', 'a\u0301\u0301\u0301', 'a\u0301\u0301'],
  ])('%s', (_name, text, clean) => {
    expect(sanitise(text, 'name')).toBe(clean);
  });

  test('a name is always one line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(sanitise(text, 'name')).not.toContain('\n');
      }),
    );
  });
});
