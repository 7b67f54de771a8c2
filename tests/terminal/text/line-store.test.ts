import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitClusters, textWidth } from '../../../src/terminal/text/clusters.ts';
import type { RowRef } from '../../../src/terminal/text/line.ts';
import type { LineStore } from '../../../src/terminal/text/line-store.ts';
import { createLineStore } from '../../../src/terminal/text/line-store.ts';
import { chunkSizes, cut, paneText } from './hostile-text.ts';

const widths = fc.integer({ min: 1, max: 200 });

function rowsOf(store: LineStore): string[] {
  const out: RowRef[] = [];
  const count = store.window(1_000_000, 0, out);
  return out.slice(0, count).map(({ line, start, end }) => line.text.slice(start, end));
}

function filled(text: string, cols: number): LineStore {
  const store = createLineStore({ cols });
  store.append(text, 0);
  return store;
}

describe('wrapping', () => {
  test('rows do not depend on how the text was cut', () => {
    fc.assert(
      fc.property(paneText, widths, chunkSizes, (text, cols, sizes) => {
        const store = createLineStore({ cols });
        for (const chunk of cut(text, sizes)) store.append(chunk, 0);
        expect(rowsOf(store)).toEqual(rowsOf(filled(text, cols)));
        expect(store.rows).toBe(rowsOf(store).length);
      }),
      { numRuns: 1000 },
    );
  });

  test('an endless line goes on at the edge, however it was cut', () => {
    const letters = fc.constantFrom('word', ' ', '  ', 'x'.repeat(40), '漢', 'e\u0301', ' \u0301');
    const long = fc
      .array(letters, { minLength: 1, maxLength: 12 })
      .map((some) => 'y'.repeat(4085) + some.join('').repeat(9));
    fc.assert(
      fc.property(long, chunkSizes, (text, sizes) => {
        const store = createLineStore({ cols: 40 });
        for (const chunk of cut(text, sizes)) store.append(chunk, 0);
        expect(rowsOf(store)).toEqual(rowsOf(filled(text, 40)));
      }),
    );
    const rows = rowsOf(filled(`${'word '.repeat(819)}a word ${'word '.repeat(100)}`, 40));
    expect(rows.filter((row) => row.startsWith(' '))).toEqual([]);
  });

  test('rows do not depend on the width before', () => {
    fc.assert(
      fc.property(paneText, widths, widths, (text, before, cols) => {
        const store = filled(text, before);
        store.resize(cols);
        expect(rowsOf(store)).toEqual(rowsOf(filled(text, cols)));
        expect(store.rows).toBe(rowsOf(store).length);
      }),
      { numRuns: 500 },
    );
  });

  test('joined rows give the text back', () => {
    fc.assert(
      fc.property(paneText, widths, (text, cols) => {
        expect(rowsOf(filled(text, cols)).join('')).toBe(text.replaceAll('\n', ''));
      }),
    );
  });

  test('no row is wider than the pane, but for one hanging blank and a glyph that is wider than the pane by itself', () => {
    fc.assert(
      fc.property(paneText, widths, (text, cols) => {
        for (const row of rowsOf(filled(text, cols))) {
          const clusters = splitClusters(row);
          const hangs = clusters.at(-1)?.startsWith(' ') === true;
          const shown = hangs ? clusters.slice(0, -1) : clusters;
          const isOneGlyph = shown.filter((cluster) => textWidth(cluster) > 0).length === 1;
          expect(textWidth(shown.join('')) <= cols || isOneGlyph).toBe(true);
        }
      }),
      { examples: [['✅  ', 1]] },
    );
  });

  test('a line of twenty thousand characters without a blank wraps the same in any chunks', () => {
    const text = '👨‍👩‍👧字a'.repeat(2500);
    const store = createLineStore({ cols: 77 });
    for (const chunk of cut(text, [61, 1, 7])) store.append(chunk, 0);
    expect(rowsOf(store)).toEqual(rowsOf(filled(text, 77)));
    expect(rowsOf(store).join('')).toBe(text);
  });

  test('words stay whole where they fit', () => {
    expect(rowsOf(filled('the agents vote for the best answer', 10))).toEqual([
      'the agents ',
      'vote for ',
      'the best ',
      'answer',
    ]);
  });

  test('no row begins with closing punctuation after wide letters', () => {
    expect(rowsOf(filled('你好世界。再见', 8))).toEqual(['你好世', '界。再见']);
  });
});

describe('windows', () => {
  test('a window is a piece of all rows, wherever it is asked for', () => {
    fc.assert(
      fc.property(paneText, widths, fc.nat(30), fc.nat(30), fc.option(widths), (text, cols, height, back, resized) => {
        const store = filled(text, cols);
        if (resized !== null) store.resize(resized);
        const out: RowRef[] = [];
        const count = store.window(height, back, out);
        const shown = out.slice(0, count).map(({ line, start, end }) => line.text.slice(start, end));
        const all = rowsOf(filled(text, resized ?? cols));
        const end = Math.max(0, all.length - back);
        expect(shown).toEqual(all.slice(Math.max(0, end - height), end));
      }),
      { numRuns: 500 },
    );
  });

  test('an anchored row stays found while text is appended and the width changes', () => {
    fc.assert(
      fc.property(paneText, paneText, fc.nat(20), widths, (before, after, back, cols) => {
        const store = filled(before, 40);
        const at = Math.min(back, store.rows - 1);
        const anchor = store.anchor(at);
        expect(store.locate(anchor)).toBe(at);
        store.append(after, 0);
        store.resize(cols);
        const found: RowRef[] = [];
        store.window(1, store.locate(anchor), found);
        const [row] = found;
        expect(row !== undefined && row.start <= anchor.offset && anchor.offset <= row.end).toBe(true);
      }),
    );
  });

  test('a resize wraps only what is looked at, the rest in slices', () => {
    const store = filled('some words of text\n'.repeat(2000), 40);
    store.resize(5);
    expect(store.settle(100)).toBe(false);
    let slices = 1;
    while (!store.settle(1000)) slices += 1;
    expect(slices).toBeGreaterThan(20);
    expect(store.rows).toBe(rowsOf(filled('some words of text\n'.repeat(2000), 5)).length);
  });
});

describe('bounds', () => {
  test('the oldest lines go first and are counted', () => {
    const store = createLineStore({ cols: 20, maxLines: 3 });
    store.append('1\n2\n3\n4\n5', 0);
    expect(rowsOf(store)).toEqual(['3', '4', '5']);
    expect({ dropped: store.dropped, lines: store.lines, rows: store.rows }).toEqual({ dropped: 2, lines: 5, rows: 3 });
  });

  test('characters are bounded too', () => {
    const store = createLineStore({ cols: 20, maxCharacters: 0.0001 });
    for (let line = 0; line < 50; line += 1) store.append('ten chars!\n', 0);
    expect(rowsOf(store).length).toBe(11);
  });

  test('a position whose line was dropped is the oldest row', () => {
    const store = createLineStore({ cols: 20, maxLines: 3 });
    store.append('1\n2', 0);
    const anchor = store.anchor(1);
    store.append('\n3\n4\n5', 0);
    expect(store.locate(anchor)).toBe(2);
  });

  test('row counts stay right through dropping, resizing and truncating in any order', () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('append' as const), text: paneText }),
      fc.record({ type: fc.constant('resize' as const), cols: widths }),
      fc.record({ type: fc.constant('truncate' as const), line: fc.nat(60) }),
      fc.record({ type: fc.constant('settle' as const), budget: fc.nat(500) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        const store = createLineStore({ cols: 30, maxLines: 20 });
        for (const each of steps) {
          if (each.type === 'append') store.append(each.text, 0);
          else if (each.type === 'resize') store.resize(each.cols);
          else if (each.type === 'truncate') store.truncate(each.line);
          else store.settle(each.budget);
        }
        store.settle(Number.POSITIVE_INFINITY);
        expect(store.rows).toBe(rowsOf(store).length);
        expect(store.lines - store.dropped).toBeLessThanOrEqual(20);
      }),
      { numRuns: 500 },
    );
  });
});

describe('rewriting the tail', () => {
  test('truncating and appending again equals having appended only the new text', () => {
    fc.assert(
      fc.property(paneText, paneText, paneText, widths, (head, old, fresh, cols) => {
        const store = filled(`${head}\n`, cols);
        const from = store.lines - 1;
        store.append(old, 0);
        store.truncate(from);
        store.append(fresh, 0);
        expect(rowsOf(store)).toEqual(rowsOf(filled(`${head}\n${fresh}`, cols)));
      }),
    );
  });
});

describe('styles', () => {
  test('every character keeps the style it was appended with', () => {
    const store = createLineStore({ cols: 5 });
    store.append('ab', 1);
    store.append('cd', 2);
    store.append('ef\ng', 1);
    const out: RowRef[] = [];
    store.window(10, 0, out);
    expect(out.map(({ line }) => [line.style, line.spans])).toEqual([
      [1, [2, 2, 4, 1]],
      [1, [2, 2, 4, 1]],
      [1, null],
    ]);
  });
});
