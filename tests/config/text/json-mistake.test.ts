import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonMistake } from '../../../src/config/text/json-mistake.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('what is no JSON', () => {
  test.each([
    ['{"a": [1, 2,]}', 12, 'the comma before "]" is one too many'],
    ['{"a": ]}', 6, 'expected a value'],
    [']', 0, 'expected a value'],
    ['{"a" 1}', 5, 'expected ":"'],
    ['{"a": "x}', 6, 'this text is not closed on its line, or holds an escape that JSON does not have'],
    ['{"a": "\\x"}', 6, 'this text is not closed on its line, or holds an escape that JSON does not have'],
    ['{"a": 01}', 6, 'expected a value'],
    ['{"a": 1} 2', 9, 'expected nothing more'],
    ['{"a": [1}', 8, 'expected "," or the closing bracket'],
    ['\n{"a": [\n', 9, 'the text ends, but the "[" of line 2 is not closed'],
  ])('%j is told at %i', (text, offset, message) => {
    expect(findJsonMistake(text)).toEqual({ offset, message });
  });

  test('is exactly what the language itself refuses', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\n"',
      '"\\x"',
      '"',
      '1',
      '-0',
      '01',
      '1.',
      '1e5',
      'true',
      'nul',
      ' ',
      '\n',
    );
    const pieces = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.json(), fc.string()), (text) => {
        expect(findJsonMistake(text) === null).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('is found in a long text too', () => {
    const text = JSON.stringify({ a: 'x'.repeat(500_000), b: '"\n'.repeat(100_000) });
    expect(findJsonMistake(text)).toBeNull();
    expect(findJsonMistake(text.slice(0, -1))?.offset).toBe(text.length - 1);
  });
});
