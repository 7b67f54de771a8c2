import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { bytes, tapes } from './random-tapes.ts';

const strict = (source: string | Uint8Array, files: Readonly<Record<string, string>> = {}) =>
  parseTape(source, { mode: 'strict', readSource: (path) => files[path] });

const messages = (source: string, files?: Readonly<Record<string, string>>): readonly string[] =>
  strict(source, files).errors.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('strict mode counts as the reference does:', () => {
  test.each([
    ['columns in bytes', 'Type "日本" ;', ['1:15 Invalid command: ;']],
    ['no line break in a cut string', 'Type "a\n;\n;', ['1:9 Invalid command: ;', '2:1 Invalid command: ;']],
    ['no line break in a cut pattern', 'Wait /a\n;', ['1:9 Invalid command: ;']],
    ['no line breaks in a theme', 'Set Theme {\n\n} ;', ['1:16 Invalid command: ;']],
    ['one line for a carriage return and a line feed', 'Hide\r\n;', ['2:1 Invalid command: ;']],
    ['no line for a carriage return alone', 'Hide\r;', ['1:6 Invalid command: ;']],
    ['the end behind a cut string', 'Env "x', ['1:8 x expects string']],
  ])('%s', (_what, source, expected) => {
    expect(messages(source)).toEqual(expected);
  });
});

describe('strict mode skips what the reference skips:', () => {
  test.each([
    [
      'what follows a Source without path',
      'Source Enter Hide',
      [
        ['Source', '', ''],
        ['Hide', '', ''],
      ],
    ],
    [
      'what follows a Screenshot without path',
      'Screenshot Enter Hide',
      [
        ['Screenshot', '', ''],
        ['Hide', '', ''],
      ],
    ],
    ['everything behind a NUL byte', 'Hide \0 Show', [['Hide', '', '']]],
    [
      'a NUL byte that ends a string',
      'Type "a\0 Show',
      [
        ['Type', '', 'a'],
        ['Show', '', ''],
      ],
    ],
    ['directives', '# massgen: nonsense\nHide', [['Hide', '', '']]],
    [
      'nothing in a comment that is a value',
      'Set FontFamily # x \nHide',
      [
        ['Set', 'FontFamily', ' x '],
        ['Hide', '', ''],
      ],
    ],
    ['no modifier that is quoted', 'Ctrl+"Alt"+c', [['Ctrl', '', 'Alt c']]],
    ['no quoted single letter', 'Ctrl+"c"', [['Ctrl', '', 'c']]],
    ['what it refuses as a key', 'Ctrl+"é"+c', [['Ctrl', '', 'c']]],
  ])('%s', (_what, source, expected) => {
    expect(strict(source).raw).toEqual(expected);
  });

  test('and tells of nothing but errors', () => {
    expect(strict('Output a.svg\nSet Shell ksh\nHide\nSet FontSize 5')).toMatchObject({ errors: [], notes: [] });
  });
});

describe('strict mode sources', () => {
  test('the commands of a file without its outputs, in place', () => {
    const files = { 'a.tape': 'Output x.gif\nType "x"\n' };
    expect(strict('Hide Source a.tape Show', files).raw).toEqual([
      ['Hide', '', ''],
      ['Type', '', 'x'],
      ['Show', '', ''],
    ]);
  });

  test.each([
    ['an empty file', '', '1:8 Source tape: a.tape is empty'],
    ['a file with errors, which it counts', 'x\ny', '1:8 a.tape has 2 errors'],
    ['a file that sources another', 'Source b.tape', '1:8 Nested Source detected'],
  ])('not %s', (_what, text, expected) => {
    const files = { 'a.tape': text, 'b.tape': 'Enter' };
    expect(messages('Source a.tape', files)).toEqual([expected]);
    expect(strict('Source a.tape', files).raw).toEqual([['Source', '', '']]);
  });
});

describe('times that the reference cannot wait for are errors:', () => {
  test.each(['Wait@1.2.3', 'Wait@0', 'Wait@.0000000001s', `Wait@${'9'.repeat(40)}m`])('%s', (source) => {
    expect(messages(source)).toEqual([expect.stringContaining('Wait expects positive duration')]);
  });
});

describe('whatever the bytes are,', () => {
  test('parsing ends, with one command of ours for each of the reference', () => {
    fc.assert(
      fc.property(bytes, (source) => {
        for (const mode of ['strict', 'extended'] as const) {
          const { commands, raw } = parseTape(source, { mode });
          expect(commands.filter(({ type }) => type !== 'directive')).toHaveLength(raw.length);
        }
      }),
      { numRuns: 10_000 },
    );
  });

  test('errors and commands point into the tape', () => {
    fc.assert(
      fc.property(tapes, (source) => {
        const lines = source.split('\n').length;
        const { commands, errors } = parseTape(source);
        const places = [...commands.map(({ at }) => at), ...errors];
        expect(places.every(({ line, column }) => line >= 1 && line <= lines && column >= 1)).toBe(true);
      }),
    );
  });

  test('a tape with comments between its lines has the commands that it has without', () => {
    const line = fc.constantFrom(
      'Type "a"',
      'Enter 3',
      'Sleep 1s',
      'Set FontSize 22',
      'Wait /x/',
      'Ctrl+C',
      'Output a.gif',
    );
    const comment = fc.constantFrom(
      '# massgen: size 80x24',
      '# massgen: expect screen /a/',
      '# massgen: marker "x"',
      '# x',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(line, comment, fc.constantFrom(' ', '\n'))), (parts) => {
        const bare = parts.map(([command]) => `${command}\n`).join('');
        const extended = parts.map(([command, words, gap]) => `${command}${gap}${words}\n`).join('');
        const expected = parseTape(bare, { mode: 'strict' });
        expect(parseTape(extended).raw).toEqual(expected.raw);
        expect(parseTape(extended, { mode: 'strict' })).toMatchObject({ raw: expected.raw, errors: [] });
        expect(parseTape(extended).errors).toEqual([]);
      }),
    );
  });
});
