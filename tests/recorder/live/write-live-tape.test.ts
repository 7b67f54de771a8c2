import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TypedStep } from '../../../src/recorder/live/typed-step.ts';
import { writeLiveTape } from '../../../src/recorder/live/write-live-tape.ts';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import { settingsOf } from '../../../src/recorder/tape/settings-of.ts';

const text = (words: string): TypedStep => ({ type: 'text', text: words });
const line = (words: string): TypedStep => ({ type: 'line', line: words });
const pause = (ms: number): TypedStep => ({ type: 'pause', ms });
const ENTER = line('Enter');

const tapeOf = (steps: readonly TypedStep[], program: readonly string[] | null = null): string =>
  writeLiveTape({ steps, columns: 90, rows: 30, shell: 'zsh', program, output: 'mine.gif' });

const body = (steps: readonly TypedStep[], program: readonly string[] | null = null): readonly string[] =>
  tapeOf(steps, program).split('\n\n').slice(1).join('\n\n').trimEnd().split('\n');

test('letters become one text, pauses one pause, equal keys one line', () => {
  const steps = [
    text('l'),
    text('s'),
    pause(600),
    pause(700),
    line('Up'),
    line('Up'),
    line('Up'),
    line('Ctrl+W'),
    line('Ctrl+W'),
  ];
  expect(body(steps)).toEqual(['Type "ls"', 'Sleep 1.3s', 'Up 3', 'Ctrl+W', 'Ctrl+W']);
});

test('notches of the wheel are added', () => {
  const notch = line('# massgen: mouse wheel 3,4 -1');
  expect(body([notch, notch, line('# massgen: mouse wheel 3,4 +1')])).toEqual([
    '# massgen: mouse wheel 3,4 -2',
    '# massgen: mouse wheel 3,4 +1',
  ]);
});

test('short pauses are in milliseconds', () => {
  expect(body([pause(512), text('a'), pause(960), text('b'), pause(60_000)])).toEqual([
    'Sleep 500ms',
    'Type "a"',
    'Sleep 1s',
    'Type "b"',
    'Sleep 60s',
  ]);
});

describe('the farewell of a shell', () => {
  test.each([
    ['exit', [text('ls'), ENTER, pause(900), text('ex'), text('it'), ENTER], ['Type "ls"', 'Enter', 'Sleep 900ms']],
    ['Ctrl+D', [text('ls'), ENTER, line('Ctrl+D'), pause(700)], ['Type "ls"', 'Enter']],
    ['what is more than exit', [text('cd; exit'), ENTER], ['Type "cd; exit"', 'Enter']],
  ])('%s', (_name, steps, expected) => {
    expect(body(steps)).toEqual(expected);
  });

  test('belongs to the tape of a program, which ends by it', () => {
    expect(body([line('Ctrl+D')], ['cat'])).toEqual(['Ctrl+D']);
  });
});

test('the header says what the recording was made in', () => {
  const shell = settingsOf(parseTape(tapeOf([ENTER])));
  expect(shell).toMatchObject({ shell: 'zsh', cells: { columns: 90, rows: 30 }, outputs: [{ path: 'mine.gif' }] });
  const program = settingsOf(parseTape(tapeOf([ENTER], ['vim', 'a file', '', `it's "so" \`odd\``])));
  expect(program).toMatchObject({ shell: null, exec: ['vim', 'a file', '', `it's "so" \`odd\``] });
});

test('a program with line ends in its arguments is left to the reader', () => {
  const tape = tapeOf([ENTER], ['sh', '-c', 'a\nb']);
  expect(settingsOf(parseTape(tape)).exec).toBeNull();
  expect(tape).toContain('# The program had line ends');
});

test('nothing withheld can be read from its place', () => {
  const lines = body([{ type: 'withheld' }, ENTER, { type: 'withheld' }, { type: 'withheld' }, ENTER]);
  expect(lines.filter((each) => each !== 'Enter')).toHaveLength(2);
  expect(parseTape(tapeOf([{ type: 'withheld' }, ENTER])).commands.map(({ type }) => type)).toContain('key');
});

test('whatever was typed, the tape types it again', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1 }).filter((each) => !/\p{Cc}/u.test(each));
  const nasty = fc.constantFrom('"', "'", '`', `"'\``, '#', '//', '{', '\\', 'Enter', '@1s');
  fc.assert(
    fc.property(fc.array(fc.oneof(words, nasty), { minLength: 1 }), (typed) => {
      const parsed = parseTape(tapeOf([...typed.map(text), ENTER]));
      expect(parsed.errors).toEqual([]);
      const again = parsed.commands.map((command) => (command.type === 'type' ? command.text : '')).join('');
      expect(again).toBe(typed.join(''));
    }),
  );
});
