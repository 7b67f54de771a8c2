import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { splitClusters } from '../../src/terminal/text/clusters.ts';
import type { KeyEvent } from '../../src/terminal/input/input-event.ts';
import { CELLS } from '../../src/dashboard/board.ts';
import { UNICODE_GLYPHS } from '../../src/views/glyphs.ts';
import { createInputLine } from '../../src/dashboard/input/input-line.ts';
import type { InputLine } from '../../src/dashboard/input/input-line.ts';

const press = (chord: string): KeyEvent => {
  const isText = splitClusters(chord).length === 1;
  return {
    type: 'key',
    chord,
    name: chord,
    text: isText ? chord : chord === 'space' ? ' ' : '',
    shift: false,
    alt: chord.startsWith('M-'),
    ctrl: chord.startsWith('C-'),
  };
};

function typed(...keys: readonly string[]): InputLine {
  const line = createInputLine(UNICODE_GLYPHS, CELLS);
  for (const key of keys)
    for (const chord of key.startsWith('<') ? [key.slice(1, -1)] : splitClusters(key)) line.key(press(chord));
  return line;
}

const caret = (line: InputLine): number => line.view(80, 5, '').caret.x - 2;

describe('the input line', () => {
  test.each([
    ['letters appear at the caret', ['ac', '<left>', 'b'], 'abc', 2],
    ['a family is one character to delete', ['a👨‍👩‍👧', '<backspace>'], 'a', 1],
    ['a mark goes with its letter', ['xé', '<left>', '<delete>'], 'x', 1],
    ['a word goes to the left', ['one two', '<C-w>'], 'one ', 4],
    ['the line goes to its start', ['one two', '<C-left>', '<C-u>'], 'two', 0],
    ['the line goes to its end', ['one two', '<C-left>', '<C-k>'], 'one ', 4],
    ['what was cut comes back', ['one two', '<C-w>', '<C-a>', '<C-y>'], 'twoone ', 3],
    ['home and end', ['abc', '<home>', 'x', '<end>', 'y'], 'xabcy', 5],
    ['undo', ['ab', '<C-w>', '<C-_>'], 'ab', 2],
  ])('%s', (_name, keys, text, at) => {
    const line = typed(...keys);
    expect(line.text).toBe(text);
    expect(caret(line)).toBe(at);
  });

  test('new lines come with Alt-Enter and Ctrl-J, and up and down move between them', () => {
    const line = typed('ab', '<M-enter>', 'cd', '<C-j>', 'e', '<up>', 'X', '<up>', 'Y');
    expect(line.text).toBe('abY\ncXd\ne');
  });

  test('a draft that was put away is the newest of the history', () => {
    const line = typed('first');
    line.take();
    for (const letter of 'draft') line.key(press(letter));
    line.stash();
    expect(line.text).toBe('');
    line.key(press('up'));
    expect(line.text).toBe('draft');
    line.key(press('up'));
    expect(line.text).toBe('first');
    line.key(press('down'));
    line.key(press('down'));
    expect(line.text).toBe('');
  });

  test('what was typed before leafing through the history is kept when the find is changed', () => {
    const line = typed('old');
    line.take();
    for (const letter of 'draft') line.key(press(letter));
    line.key(press('up'));
    line.key(press('!'));
    expect(line.text).toBe('old!');
    line.key(press('up'));
    expect(line.text).toBe('draft');
  });

  test('Ctrl-Y brings back what was cut before the line was emptied, else the draft that was put away', () => {
    const cut = typed('one two', '<C-w>');
    cut.stash();
    cut.key(press('C-y'));
    expect(cut.text).toBe('two');
    const put = typed('draft');
    put.stash();
    put.key(press('C-y'));
    expect(put.text).toBe('draft');
  });

  test('a paste keeps its lines and loses its control characters', () => {
    const line = typed('a');
    line.paste('one\ntwo\x1b[31m\n');
    expect(line.text).toBe('aone\ntwo');
  });

  test('keys without a meaning here are left to others', () => {
    expect(createInputLine(UNICODE_GLYPHS, CELLS).key(press('f5'))).toBe(false);
  });

  test('no sequence of keys loses the caret or breaks a character', () => {
    const keys = fc.constantFrom(
      'a',
      '漢',
      'left',
      'right',
      'backspace',
      'delete',
      'C-w',
      'C-u',
      'C-k',
      'C-y',
      'up',
      'down',
      'home',
      'end',
      'M-enter',
      'C-_',
      'M-b',
      'M-f',
    );
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 60 }), (chords) => {
        const line = createInputLine(UNICODE_GLYPHS, CELLS);
        for (const chord of chords) line.key(press(chord));
        expect(line.text.isWellFormed()).toBe(true);
        const view = line.view(20, 8, '');
        expect(view.caret.x).toBeGreaterThanOrEqual(2);
        expect(view.caret.y).toBeLessThan(8);
      }),
    );
  });
});
