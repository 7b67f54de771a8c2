import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutInput } from '../../../src/terminal/input/input-layout.ts';
import type { EditCommand, EditedText } from '../../../src/terminal/input/line-editor.ts';
import { atFirstLine, atLastLine, edit, EDIT_KEYS, emptyText } from '../../../src/terminal/input/line-editor.ts';
import { createLineHistory, recall, remember } from '../../../src/terminal/input/line-history.ts';
import { splitClusters, textWidth } from '../../../src/terminal/text/clusters.ts';
import { clusterText, paneText } from '../text/hostile-text.ts';

type Step = EditCommand['type'] | { readonly insert: string };

function run(start: string, ...steps: readonly Step[]): EditedText {
  const first = edit(emptyText, { type: 'insert', text: start });
  return steps.reduce<EditedText>((state, step) => {
    if (typeof step !== 'string') return edit(state, { type: 'insert', text: step.insert });
    return step === 'insert' ? state : edit(state, { type: step });
  }, first);
}

/** The text with the cursor drawn into it. */
const shown = ({ text, cursor }: EditedText): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

describe('editing', () => {
  test.each<[string, string, readonly Step[], string]>([
    ['typing in the middle', 'ac', ['left', { insert: 'b' }], 'ab|c'],
    ['backspace takes a whole family', 'a👨‍👩‍👧', ['delete_left'], 'a|'],
    ['backspace takes a letter with its accent', 'e\u0301', ['delete_left'], '|'],
    ['delete takes what is under the cursor', 'a🇯🇵b', ['line_start', 'right', 'delete_right'], 'a|b'],
    ['the cursor steps over clusters', '你👍🏽', ['left'], '你|👍🏽'],
    ['words to the left', 'one two-three', ['word_left'], 'one two-|three'],
    ['words to the right', 'one two', ['line_start', 'word_right', 'word_right'], 'one two|'],
    ['deleting a word and getting it back', 'one two', ['delete_word_left', 'line_start', 'yank'], 'two|one '],
    ['deleting the next word', 'one two', ['line_start', 'delete_word_right'], '| two'],
    ['deleting to the start of the line', 'one\ntwo', ['left', 'delete_to_start'], 'one\n|o'],
    ['deleting to the end of the line', 'one\ntwo', ['up', 'left', 'delete_to_end'], 'on|\ntwo'],
    ['line ends are those of this line', 'one\ntwo', ['line_start'], 'one\n|two'],
    ['up keeps the column', 'abcd\nef\nghi', ['up'], 'abcd\nef|\nghi'],
    ['down keeps the column', 'abcd\nef', ['up', 'line_start', 'right', 'down'], 'abcd\ne|f'],
    ['up in the first line does nothing', 'abc', ['up'], 'abc|'],
    ['undo takes back one change', 'abc', [{ insert: 'd' }, 'delete_left', 'undo'], 'abcd|'],
    ['undo of everything', 'abc', ['undo'], '|'],
    ['a mark typed after a letter joins it', 'e', [{ insert: '\u0301' }, 'left'], '|e\u0301'],
  ])('%s', (_name, start, steps, expected) => {
    expect(shown(run(start, ...steps))).toBe(expected);
  });

  test('the cursor is always between two clusters and nothing is lost by moving', () => {
    const moves = fc.constantFrom(...Object.values(EDIT_KEYS));
    const step = fc.oneof(
      moves.map((type): EditCommand => ({ type })),
      clusterText.map((text): EditCommand => ({ type: 'insert', text })),
      fc.constant<EditCommand>({ type: 'insert', text: '\n' }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let state = emptyText;
        for (const command of steps) {
          const next = edit(state, command);
          const isMove = /left$|right$|start$|end$|up|down/.test(command.type) && !command.type.startsWith('delete');
          expect(isMove && next.text !== state.text).toBe(false);
          const before = splitClusters(next.text.slice(0, next.cursor));
          const after = splitClusters(next.text.slice(next.cursor));
          expect([...before, ...after]).toEqual(splitClusters(next.text));
          state = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a hundred changes can be undone, and no more are kept', () => {
    let state = emptyText;
    for (let turn = 0; turn < 150; turn += 1) state = edit(state, { type: 'insert', text: 'x' });
    for (let turn = 0; turn < 200; turn += 1) state = edit(state, { type: 'undo' });
    expect(state.text).toBe('x'.repeat(50));
  });

  test('the first and the last line are known, for history', () => {
    const state = run('one\ntwo');
    expect([atFirstLine(state), atLastLine(state)]).toEqual([false, true]);
    expect(atFirstLine(edit(state, { type: 'up' }))).toBe(true);
  });
});

describe('history', () => {
  test('goes back and forth and keeps the draft', () => {
    const start = remember(remember(createLineHistory(), 'one'), 'two');
    const back = recall(start, 'older', 'draft');
    expect(back?.line).toBe('two');
    const further = recall(back?.history ?? start, 'older', 'two');
    expect(further?.line).toBe('one');
    expect(recall(further?.history ?? start, 'older', 'one')).toBeNull();
    const forth = recall(back?.history ?? start, 'newer', 'two');
    expect(forth?.line).toBe('draft');
    expect(recall(forth?.history ?? start, 'newer', 'draft')).toBeNull();
  });

  test('a repeated line is kept once, secrets and blanks never', () => {
    const history = ['one', 'two', 'one', ' secret', '  '].reduce(remember, createLineHistory());
    expect(history.entries).toEqual(['two', 'one']);
  });

  test('a thousand lines are kept', () => {
    const history = createLineHistory(Array.from({ length: 1500 }, (_, index) => `line ${index}`));
    expect([history.entries.length, history.entries[0], history.position]).toEqual([1000, 'line 500', 1000]);
  });
});

describe('the box of the input line', () => {
  test.each([
    ['empty', '', 0, 10, [''], { x: 0, y: 0 }],
    ['the end of a text', 'hello', 5, 10, ['hello'], { x: 5, y: 0 }],
    ['wide letters', '你好', 1, 10, ['你好'], { x: 2, y: 0 }],
    ['a wrapped text', 'hello world', 7, 8, ['hello ', 'world'], { x: 1, y: 1 }],
    ['a full row', 'abcd', 4, 4, ['abcd', ''], { x: 0, y: 1 }],
    ['several lines', 'ab\ncd', 3, 10, ['ab', 'cd'], { x: 0, y: 1 }],
  ])('%s', (_name, text, cursor, cols, rows, place) => {
    expect(layOutInput(text, cursor, cols)).toEqual({ rows, cursor: place });
  });

  test('the cursor is always inside the box', () => {
    fc.assert(
      fc.property(paneText, fc.nat(), fc.integer({ min: 2, max: 40 }), (text, pick, cols) => {
        const clusters = splitClusters(text);
        const cursor = clusters.slice(0, pick % (clusters.length + 1)).join('').length;
        const { rows, cursor: place } = layOutInput(text, cursor, cols);
        expect(place.y).toBeLessThan(rows.length);
        expect(place.x).toBeLessThanOrEqual(cols);
        expect(rows.join('')).toBe(text.replaceAll('\n', ''));
        expect(place.x).toBeLessThanOrEqual(textWidth(rows[place.y] ?? ''));
      }),
    );
  });
});
