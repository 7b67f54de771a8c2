import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTape } from '../../../src/recorder/tape/format-tape.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import type { ParsedTape, TapeCommand } from '../../../src/recorder/tape/tape.ts';
import { exampleTapes, grammarCases } from './fixtures.ts';
import { tapes } from './random-tapes.ts';

const formatted = (source: string): string => {
  const result = formatTape(source);
  return result.ok ? result.value : JSON.stringify(result.error);
};

/** A sourced file that is there, so that `Source` is no error. */
const readSource = (): string => 'Enter\n';

const meaning = ({ commands }: ParsedTape): readonly unknown[] =>
  commands.map(({ at: _place, ...command }: TapeCommand) => command);

describe('a tape is written', () => {
  test.each([
    ['one command per line', 'Type "a"  Sleep 500ms\tEnter', 'Type "a"\nSleep 500ms\nEnter\n'],
    ['with blank lines where there were some', '\n\nHide\n\n\n\nShow\n\n', 'Hide\n\nShow\n'],
    ['without indentation', 'Hide\n\tType "x"\n  Show', 'Hide\nType "x"\nShow\n'],
    ['with typed text as one string', "Type hello 'big' world", 'Type "hello big world"\n'],
    ['with quotes that the text allows', "Type 'say \"x\"' `it's`", 'Type `say "x" it\'s`\n'],
    ['in pieces where no quote fits', 'Type "a`" \'b"\' "c\'d"', 'Type "a`" \'b"\' "c\'d"\n'],
    ['without quotes around words', 'Set Shell "bash"\nRequire \'git\'', 'Set Shell bash\nRequire git\n'],
    ['with quotes around keywords', 'Set FontFamily "Theme"', 'Set FontFamily "Theme"\n'],
    ['with quotes around what would be a key', 'Env "F5" "Home"', 'Env "F5" "Home"\n'],
    ['with quotes around what would be a number', 'Output ".5/a.gif"', 'Output ".5/a.gif"\n'],
    [
      'with joined times, chords and shares',
      'Enter @ 1 s 3\nCtrl + Alt + P\nSet LoopOffset 50 %',
      'Enter@1s 3\nCtrl+Alt+P\nSet LoopOffset 50%\n',
    ],
    ['with closed patterns', 'Wait+Screen @2m /a b\nEnter', 'Wait+Screen@2m /a b/\nEnter\n'],
    ['with closed strings', 'Type "abc\n\n# own line\nEnter', 'Type "abc"\n\n# own line\nEnter\n'],
    ['with line feeds', 'Hide\r\n\r\nShow\r\n', 'Hide\n\nShow\n'],
    [
      'with trailing comments in their place',
      'Type "a" Enter   # both  \nHide # one',
      'Type "a"\nEnter # both\nHide # one\n',
    ],
    [
      'with directives untouched',
      '#massgen: size 80x24\n\n# massgen:  marker "a  b"',
      '#massgen: size 80x24\n\n# massgen:  marker "a  b"\n',
    ],
    [
      'with themes untouched',
      'Set Theme { "name": "x",\n  "red": "#f00" }',
      'Set Theme { "name": "x",\n  "red": "#f00" }\n',
    ],
    ['with a comment that is read as a value', 'Set MarginFill #674EFF\nEnter', 'Set MarginFill #674EFF\nEnter\n'],
    ['with sources that are not opened', 'Source "a.tape"', 'Source a.tape\n'],
    ['without a byte order mark', '\ufeffEnter', 'Enter\n'],
    ['empty when it is', ' \n', ''],
  ])('%s', (_how, source, expected) => {
    expect(formatted(source)).toBe(expected);
  });

  test('not at all when it has errors, which are given back', () => {
    const result = formatTape('Typ "x"');
    expect(result).toMatchObject({
      ok: false,
      error: [{ line: 1, message: 'Invalid command: Typ; did you mean Type?' }, {}],
    });
  });
});

test('bytes are formatted as text, and left alone where they are none', () => {
  expect(formatTape(new TextEncoder().encode('Type   "é"'))).toEqual({ ok: true, value: 'Type "é"\n' });
  expect(formatTape(Uint8Array.of(0x48, 0xff))).toMatchObject({ ok: false, error: [{ line: 1, column: 1 }] });
});

describe('in strict mode', () => {
  test.each([
    ['a word that only we press is text', 'Type  a Home b', { ok: true, value: 'Type "a Home b"\n' }],
    [
      'a key that VHS lacks is an error',
      'Enter\nHome',
      { ok: false, error: [{ line: 2, message: 'Invalid command: Home' }] },
    ],
    ['nothing behind a NUL byte is lost', 'Enter\0 Up', { ok: false, error: [{ line: 1 }] }],
  ])('%s', (_what, source, expected) => {
    expect(formatTape(source, 'strict')).toMatchObject(expected);
  });
});

const sources = [
  ...exampleTapes().map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)] as const),
  ...grammarCases().map(({ name, tape }) => [name, tape] as const),
  ['a tape without fixtures', 'Type "x" Enter'] as const,
].filter(([, source]) => formatTape(source).ok);

describe('formatting keeps', () => {
  test.each(sources)('the meaning of %s, and is done after once', (_name, source) => {
    const once = formatted(source);
    expect(formatted(once)).toBe(once);
    for (const mode of ['strict', 'extended'] as const) {
      expect(parseTape(once, { mode, readSource }).raw).toEqual(parseTape(source, { mode, readSource }).raw);
    }
    expect(meaning(parseTape(once, { readSource }))).toEqual(meaning(parseTape(source, { readSource })));
  });

  test('the meaning of any tape', () => {
    fc.assert(
      fc.property(tapes, (source) => {
        const once = formatTape(source);
        if (!once.ok) return;
        expect(formatted(once.value)).toBe(once.value);
        for (const mode of ['strict', 'extended'] as const) {
          expect(parseTape(once.value, { mode, readSource }).raw).toEqual(parseTape(source, { mode, readSource }).raw);
        }
        expect(meaning(parseTape(once.value, { readSource }))).toEqual(meaning(parseTape(source, { readSource })));
      }),
      { numRuns: 2000 },
    );
  });
});
