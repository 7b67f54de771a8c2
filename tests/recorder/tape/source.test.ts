import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';

const parse = (source: string, files: Readonly<Record<string, string>>) =>
  parseTape(source, { readSource: (path) => files[path] });

const messages = (source: string, files: Readonly<Record<string, string>>): readonly string[] =>
  parse(source, files).errors.map(({ file = '', line, column, message }) => `${file}:${line}:${column} ${message}`);

const fileName = (number: number): string => `${'x'.repeat(number)}.tape`;

/** The first sources the second, and so on; the last presses a key. */
const chain = (length: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [
      fileName(index + 1),
      index + 1 === length ? 'Up' : `Source ${fileName(index + 2)}`,
    ]),
  );

describe('sourced tapes', () => {
  test('stand in place of the command, each knowing its file', () => {
    const { commands, errors, notes } = parse('Hide Source a.tape Show', {
      'a.tape': 'Source "b.tape"\nUp',
      'b.tape': 'Down',
    });
    expect(errors).toEqual([]);
    expect(commands.map(({ at }) => [at.file, at.literal])).toEqual([
      [undefined, 'Hide'],
      ['b.tape', 'Down'],
      ['a.tape', 'Up'],
      [undefined, 'Show'],
    ]);
    expect(notes).toMatchObject([
      { file: 'a.tape', line: 1, column: 8, message: 'VHS refuses a Source inside a sourced tape' },
    ]);
  });

  test('leave their outputs behind, also those of directives', () => {
    const { commands } = parse('Source a.tape', {
      'a.tape': 'Output a.gif\n# massgen: output a.cast\n# massgen: seed 3\nUp',
    });
    expect(commands).toMatchObject([{ type: 'directive', directive: { name: 'seed' } }, { type: 'key' }]);
  });

  test('have their errors counted and listed', () => {
    expect(messages('Source a.tape', { 'a.tape': 'Up\nUpp' })).toEqual([
      ':1:8 a.tape has 1 errors',
      'a.tape:2:1 Invalid command: Upp; did you mean Up?',
    ]);
  });

  test('that go in circles are refused', () => {
    const files = { 'a.tape': 'Source b.tape', 'b.tape': 'Source ./a.tape' };
    expect(messages('Source a.tape', files)).toContain('b.tape:1:8 ./a.tape sources itself');
  });

  test('go eight files deep and no deeper', () => {
    expect(parse('Source x.tape', chain(8))).toMatchObject({ errors: [], commands: [{ type: 'key', key: 'Up' }] });
    expect(messages('Source x.tape', chain(9)).join('\n')).toContain('Source goes deeper than 8 files');
  });

  test('that multiply end in an error, not in a full memory', () => {
    const files = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [fileName(index + 1), `Source ${fileName(index + 2)}\n`.repeat(30)]),
    );
    expect(messages('Source x.tape', { ...files, [fileName(9)]: 'Up' })[0]).toContain('x.tape has');
  });

  test('are not found without a reader', () => {
    expect(parseTape('Source a.tape').errors).toMatchObject([{ message: 'File a.tape not found' }]);
  });
});
