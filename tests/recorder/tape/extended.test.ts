import { describe, expect, test } from 'vitest';
import { parseTape } from '../../../src/recorder/tape/parse-tape.ts';
import type { CommandBody, TapeCommand } from '../../../src/recorder/tape/tape.ts';

const bodies = (source: string): readonly CommandBody[] =>
  parseTape(source).commands.map(({ at: _place, ...body }: TapeCommand) => body as CommandBody);

const notes = (source: string): readonly string[] =>
  parseTape(source).notes.map(({ line, column, message }) => `${line}:${column} ${message}`);

const errors = (source: string): readonly string[] =>
  parseTape(source).errors.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('commands carry their values:', () => {
  test.each<[string, CommandBody]>([
    ['Type@250ms "a b" c', { type: 'type', text: 'a b c', perKeyMs: 250 }],
    ['Enter', { type: 'key', key: 'Enter', count: 1, perKeyMs: null }],
    ['PageUp@1.5 3', { type: 'key', key: 'PageUp', count: 3, perKeyMs: 1500 }],
    ['Enter 0', { type: 'key', key: 'Enter', count: 0, perKeyMs: null }],
    ['Enter 2.5', { type: 'key', key: 'Enter', count: 1, perKeyMs: null }],
    ['ScrollUp 3', { type: 'scroll', lines: -3, perKeyMs: null }],
    ['ScrollDown', { type: 'scroll', lines: 1, perKeyMs: null }],
    ['Ctrl+Alt+Shift+P', { type: 'chord', modifiers: ['Ctrl', 'Alt', 'Shift'], keys: ['P'] }],
    ['Ctrl+A+Left', { type: 'chord', modifiers: ['Ctrl'], keys: ['A', 'Left'] }],
    ['Alt+abc', { type: 'chord', modifiers: ['Alt'], keys: ['a', 'b', 'c'] }],
    ['Alt+"é🚀"', { type: 'chord', modifiers: ['Alt'], keys: ['é', '🚀'] }],
    ['Shift+Tab', { type: 'chord', modifiers: ['Shift'], keys: ['Tab'] }],
    ['Sleep 1.5', { type: 'sleep', ms: 1500 }],
    ['Sleep 2m', { type: 'sleep', ms: 120_000 }],
    ['Wait', { type: 'wait', scope: 'line', pattern: null, timeoutMs: null }],
    ['Wait+Screen@2s /a b/', { type: 'wait', scope: 'screen', pattern: 'a b', timeoutMs: 2000 }],
    ['Set TypingSpeed 75ms', { type: 'set', setting: 'TypingSpeed', value: '75ms' }],
    ['Set LoopOffset 20', { type: 'set', setting: 'LoopOffset', value: '20%' }],
    ['Output a.ascii', { type: 'output', kind: 'txt', path: 'a.ascii' }],
    ['Require git', { type: 'require', program: 'git' }],
    ['Screenshot a.png', { type: 'screenshot', path: 'a.png' }],
    ['Copy a "b c"', { type: 'copy', text: 'a b c' }],
    ['Paste', { type: 'paste' }],
    ['Hide', { type: 'hide' }],
    ['Env A "b"', { type: 'env', name: 'A', value: 'b' }],
    ['Nonsense', { type: 'illegal' }],
    ['Set FontSize big', { type: 'illegal' }],
  ])('%s', (source, expected) => {
    expect(bodies(source)).toEqual([expected]);
  });

  test('and the place of their first word', () => {
    expect(parseTape('Hide\n  Type "x"').commands[1]?.at).toEqual({ line: 2, column: 3, literal: 'Type' });
  });
});

describe('what VHS lacks is read, with a note:', () => {
  test.each<[string, CommandBody, string]>([
    ['Home 2', { type: 'key', key: 'Home', count: 2, perKeyMs: null }, '1:1 VHS has no key Home'],
    ['End', { type: 'key', key: 'End', count: 1, perKeyMs: null }, '1:1 VHS has no key End'],
    ['F12@1s', { type: 'key', key: 'F12', count: 1, perKeyMs: 1000 }, '1:1 VHS has no key F12'],
    ['Alt+Left', { type: 'chord', modifiers: ['Alt'], keys: ['Left'] }, '1:5 VHS cannot press Alt+Left'],
    ['Alt+1', { type: 'chord', modifiers: ['Alt'], keys: ['1'] }, '1:5 VHS cannot press Alt+1'],
    ['Shift+F3', { type: 'chord', modifiers: ['Shift'], keys: ['F3'] }, '1:7 VHS cannot press Shift+F3'],
    ['Ctrl+Delete', { type: 'chord', modifiers: ['Ctrl'], keys: ['Delete'] }, '1:6 VHS cannot press Ctrl+Delete'],
    ['Set Rows 36', { type: 'set', setting: 'Rows', value: '36' }, '1:5 VHS has no setting Rows'],
    ['Output a.svg', { type: 'output', kind: 'svg', path: 'a.svg' }, '1:8 VHS writes a gif under the name a.svg'],
    ['Output a.xyz', { type: 'output', kind: 'gif', path: 'a.xyz' }, '1:8 .xyz is no known kind: it becomes a gif'],
    ['Screenshot a.svg', { type: 'screenshot', path: 'a.svg' }, '1:12 VHS takes screenshots as .png only'],
    ['Set Shell ksh', { type: 'set', setting: 'Shell', value: 'ksh' }, '1:11 VHS cannot start the shell ksh'],
    [
      'Enter 2.5',
      { type: 'key', key: 'Enter', count: 1, perKeyMs: null },
      '1:7 2.5 is no whole number and counts as 1',
    ],
    [
      'Set MarginFill #674EFF',
      { type: 'set', setting: 'MarginFill', value: '674EFF' },
      '1:16 this comment is read as the value',
    ],
  ])('%s', (source, expected, note) => {
    expect(errors(source)).toEqual([]);
    expect(bodies(source)).toEqual([expected]);
    expect(notes(source)).toEqual([note]);
  });

  test('a key of ours ends typed text, as Enter does, but may begin it', () => {
    expect(bodies('Type go\nHome')).toMatchObject([{ text: 'go' }, { key: 'Home' }]);
    expect(bodies('Type Home')).toMatchObject([{ type: 'type', text: 'Home' }]);
    expect(bodies('Type go "Home"')).toMatchObject([{ text: 'go Home' }]);
  });

  test('what counts in the header only, after it', () => {
    const source =
      'Set FontSize 20\n# massgen: seed 1\nSet Width 800\nHide\nSet Height 600\nSet TypingSpeed 1s\nRequire git';
    expect(notes(source).filter((note) => !note.includes('directive'))).toEqual([
      '5:1 Set Height has no effect after the header',
      '7:1 VHS does not check a Require after the header',
    ]);
  });

  test('directives, which VHS skips', () => {
    expect(notes('# massgen: seed 1')).toEqual(['1:3 VHS skips the directive seed']);
  });
});

describe('what VHS fails on later is an error at once:', () => {
  test.each([
    ['Sleep 1.2.3', '1:7 1.2.3s is not a time'],
    ['Enter@1.2.3', '1:7 1.2.3s is not a time'],
    ['Set FontSize big', '1:14 FontSize needs a whole number'],
    ['Set FontSize 22.5', '1:14 FontSize needs a whole number'],
    ['Set FontSize 0', '1:14 FontSize must lie between 1 and 512 pixels'],
    ['Set Width 99999', '1:11 Width must lie between 1 and 16384 pixels'],
    ['Set LineHeight tall', '1:16 LineHeight needs a number'],
    ['Set LoopOffset 120', '1:16 LoopOffset must lie between 0 and 100 percent'],
    ['Set TypingSpeed fast', '1:17 TypingSpeed needs a time'],
    ['Set WaitTimeout 1.2.3', '1:17 1.2.3s is not a time'],
    ['Set Theme { "a": { "b": 1 }', '1:11 Theme is not a JSON object'],
    ['Set Shell\nEnter', '2:1 Shell needs a value'],
    ['Set FontFamily', '1:15 FontFamily needs a value'],
    ['Hide \0 Show', '1:6 a NUL byte ends the tape here'],
  ])('%s', (source, expected) => {
    expect(errors(source)).toEqual([expected]);
  });
});

describe('a misspelt word is met with a guess:', () => {
  test.each([
    ['enter', '1:1 Invalid command: enter; did you mean Enter?'],
    ['Hied', '1:1 Invalid command: Hied; did you mean Hide?'],
    ['Set Fontsize 2', '1:5 Unknown setting: Fontsize; did you mean FontSize?'],
    ['Set "FontSize" 2', '1:5 Unknown setting: FontSize; write FontSize without quotes'],
    ['Set Zzzzzz 2', '1:5 Unknown setting: Zzzzzz'],
    ['# massgen: expekt exit 0', '1:12 Unknown directive: expekt; did you mean expect?'],
  ])('%s', (source, expected) => {
    expect(errors(source)).toEqual([expected]);
  });
});

test('a byte order mark is not part of the tape', () => {
  expect(parseTape('\ufeffEnter x').errors).toMatchObject([{ line: 1, column: 10 }]);
});

test('a quote that is never closed is warned of; strict mode says nothing, as VHS', () => {
  const source = 'Type "fine" Type "echo hello\nType \'\nType `';
  expect(parseTape(source)).toMatchObject({
    errors: [],
    notes: [],
    warnings: [1, 2, 3].map(() => ({ message: 'the quote is never closed' })),
  });
  expect(parseTape(source, { mode: 'strict' }).warnings).toBeUndefined();
  expect(parseTape('Type "fine"').warnings).toBeUndefined();
  const sourced = parseTape('Source a.tape', { readSource: () => 'Type "open' });
  expect(sourced.warnings).toMatchObject([{ file: 'a.tape', line: 1, column: 6 }]);
});

const firstError = (source: string, mode: 'strict' | 'extended') => parseTape(source, { mode }).errors[0]?.message;

test('a path that begins with a slash wants quotes, and is told so', () => {
  expect(firstError('Output /tmp/x.gif', 'extended')).toBe(
    'Expected file path after output; quote paths that begin with /',
  );
  expect(firstError('Output /tmp/x.gif', 'strict')).toBe('Expected file path after output');
  expect(firstError('Source /tmp/x.tape', 'extended')).toContain('quote paths that begin with /');
  expect(firstError('Screenshot 5', 'extended')).toBe('Expected path after Screenshot');
});

test('a mistake behind a text whose quotes are left open is placed on its own line', () => {
  expect(errors('Type "a\nEnter\nFoo')).toEqual(['3:1 Invalid command: Foo']);
});
