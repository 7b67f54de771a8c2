import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { RowRef } from '../../src/terminal/text/line.ts';
import type { LineStore } from '../../src/terminal/text/line-store.ts';
import { createLineStore } from '../../src/terminal/text/line-store.ts';
import type { ScrollView } from '../../src/dashboard/panes/scroll-view.ts';
import { createScrollView } from '../../src/dashboard/panes/scroll-view.ts';

function filled(lines: number, cols = 40): { readonly store: LineStore; readonly view: ScrollView } {
  const store = createLineStore({ cols });
  add(store, 0, lines);
  return { store, view: createScrollView(store) };
}

function add(store: LineStore, from: number, count: number): void {
  for (let at = from; at < from + count; at += 1)
    store.append(`${at === 0 ? '' : '\n'}line ${at} with some words to wrap`, 0);
}

function window(view: ScrollView, height = 5): readonly string[] {
  const rows: RowRef[] = [];
  const count = view.rows(height, rows);
  return rows.slice(0, count).map(({ line, start, end }) => line.text.slice(start, end).trimEnd());
}

describe('a scrolling text', () => {
  test('it follows the end until somebody scrolls up, and then nothing moves', () => {
    const { store, view } = filled(200);
    expect(window(view).at(-1)).toBe('line 199 with some words to wrap');
    for (let at = 0; at < 3; at += 1) view.move('line_up', 5);
    const before = window(view);
    add(store, 200, 50);
    expect(window(view)).toEqual(before);
    expect(view.scroll).toEqual({ held: true, fresh: 50 });
  });

  test('the end key follows again', () => {
    const { store, view } = filled(50);
    view.move('page_up', 5);
    view.move('follow', 5);
    add(store, 50, 1);
    expect(view.scroll).toEqual({ held: false });
    expect(window(view).at(-1)).toBe('line 50 with some words to wrap');
  });

  test('scrolling to the very end follows again', () => {
    const { view } = filled(50);
    view.move('half_up', 5);
    expect(view.scroll.held).toBe(true);
    view.move('half_down', 5);
    expect(view.scroll.held).toBe(false);
  });

  test('a text that still fits can be held: what comes does not push it away', () => {
    const { store, view } = filled(3);
    view.move('line_up', 5);
    expect(view.scroll.held).toBe(true);
    add(store, 3, 20);
    expect(window(view)[0]).toBe('line 0 with some words to wrap');
    expect(view.place(5)).toEqual({ first: 1, last: 5, total: 23 });
  });

  test('it tells which rows are in the window', () => {
    const { view } = filled(50);
    expect(view.place(5)).toEqual({ first: 46, last: 50, total: 50 });
    view.move('line_up', 5);
    expect(view.place(5)).toEqual({ first: 45, last: 49, total: 50 });
    expect(filled(2).view.place(5)).toEqual({ first: 1, last: 2, total: 2 });
  });

  test('the beginning is the first line', () => {
    const { view } = filled(50);
    view.move('top', 5);
    expect(window(view)[0]).toBe('line 0 with some words to wrap');
    view.move('line_up', 5);
    expect(window(view)[0]).toBe('line 0 with some words to wrap');
  });

  test('the held words stay on top through other widths and heights', () => {
    const { store, view } = filled(80);
    view.move('page_up', 8);
    view.move('page_up', 8);
    const [top] = window(view, 8);
    for (const cols of [12, 90, 33, 40]) {
      store.resize(cols);
      expect(window(view, 6)[0]?.slice(0, 7)).toBe(top?.slice(0, 7));
    }
    expect(window(view, 8)[0]).toBe(top);
  });

  test('whatever is scrolled, the window is full when there is enough text', () => {
    const steps = fc.constantFrom(
      'line_up',
      'line_down',
      'half_up',
      'half_down',
      'page_up',
      'page_down',
      'top',
      'follow',
    );
    fc.assert(
      fc.property(
        fc.array(steps, { maxLength: 30 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (moves, lines, height) => {
          const { store, view } = filled(lines, 15);
          for (const move of moves) view.move(move, height);
          expect(window(view, height)).toHaveLength(Math.min(height, store.rows));
        },
      ),
    );
  });
});
