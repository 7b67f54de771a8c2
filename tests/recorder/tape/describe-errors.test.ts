import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeErrors } from '../../../src/recorder/tape/describe-errors.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { bytes } from './random-tapes.ts';

const described = (source: string, readSource?: () => string): readonly string[] =>
  describeErrors(source, parseTape(source, readSource === undefined ? {} : { readSource }).errors).split('\n');

describe('an error is shown', () => {
  test('with its line, as many carets as the literal is long, and the message', () => {
    expect(described('Hide\nTyp "abc"')).toEqual([
      '  2 │ Typ "abc"',
      '      ^^^ Invalid command: Typ; did you mean Type?',
      '',
      '  2 │ Typ "abc"',
      '          ^^^ Invalid command: abc',
    ]);
  });

  test('below wide characters, and with carets as wide', () => {
    expect(described('Type "日本" 5\r\nHide').slice(0, 2)).toEqual([
      '  1 │ Type "日本" 5',
      '                  ^ Invalid command: 5',
    ]);
    expect(described('# massgen: 日本')[1]).toBe('                 ^^^^ Unknown directive: 日本');
  });

  test('at the end, where there is nothing to underline', () => {
    expect(described('Env A')).toEqual(['  1 │ Env A', '           ^ A expects string']);
  });

  test('without the power to drive a terminal', () => {
    const text = described('Type \u001b[2J\u009b\u202e').join('\n');
    expect(text).toContain('Type ␛[2J��');
    expect(text).toMatch(/^[^\p{Cc}\u202e]*$/mu);
  });

  test('in the part of a long line where it stands', () => {
    const [line = '', carets = ''] = described(`${'Hide '.repeat(2000)}; ${'Show '.repeat(2000)}`);
    expect(line.length).toBeLessThan(420);
    expect(line.startsWith('  1 │ …')).toBe(true);
    expect(line[carets.indexOf('^')]).toBe(';');
  });

  test('by its file when it was sourced', () => {
    expect(described('Source a.tape', () => 'Up\nUpp').at(-1)).toBe(
      'a.tape:2:1  Invalid command: Upp; did you mean Up?',
    );
  });

  test('a hundred times at most', () => {
    expect(described(';\n'.repeat(130)).at(-1)).toBe('… and 30 more');
  });

  test('whatever the tape is', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        const { errors, notes } = parseTape(source);
        expect(describeErrors(source, [...errors, ...notes])).not.toMatch(/[\p{Cc}--\n]/v);
      }),
      { numRuns: 500 },
    );
  });
});
