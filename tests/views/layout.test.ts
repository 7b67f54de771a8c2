import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { LayoutInput } from '../../src/views/layout.ts';
import { layout, LAYOUT_CHOICES } from '../../src/views/layout.ts';
import type { Area } from '../../src/views/tiles.ts';

const input = (columns: number, rows: number, agents: number, more: Partial<LayoutInput> = {}): LayoutInput => ({
  columns,
  rows,
  agents,
  focus: 0,
  choice: 'auto',
  screen: 'panes',
  inputRows: 1,
  previous: null,
  ...more,
});

const first = (columns: number, rows: number, agents: number): string => {
  const drawn = layout(input(columns, rows, agents));
  const pane = drawn.panes.find((place) => place !== null);
  return `${drawn.kind} ${pane?.width}x${pane?.height}`;
};

const kindAt = (columns: number, previous: 'split' | null): string => layout(input(columns, 36, 3, { previous })).kind;

describe('the automatic layout', () => {
  test.each([
    [40, 10, 3, 'focus 40x6'],
    [79, 23, 12, 'focus 79x19'],
    [80, 24, 1, 'focus 80x19'],
    [80, 24, 2, 'split 40x19'],
    [80, 24, 3, 'focus 80x18'],
    [80, 24, 12, 'focus 80x18'],
    [100, 30, 2, 'split 50x24'],
    [100, 30, 3, 'grid 50x12'],
    [100, 30, 5, 'stack 64x24'],
    [120, 36, 2, 'split 60x30'],
    [120, 36, 3, 'split 40x30'],
    [120, 36, 5, 'grid 40x15'],
    [120, 36, 8, 'grid 40x10'],
    [120, 36, 12, 'stack 84x30'],
    [160, 45, 2, 'split 80x40'],
    [160, 45, 8, 'grid 54x14'],
    [160, 45, 12, 'grid 40x14'],
    [200, 50, 3, 'split 67x45'],
    [200, 50, 5, 'grid 67x23'],
    [200, 50, 8, 'grid 50x23'],
    [200, 50, 12, 'grid 50x15'],
  ])('%i×%i with %i agents is %s', (columns, rows, agents, expected) => {
    expect(first(columns, rows, agents)).toBe(expected);
  });

  test('a split gives way only when its rule is broken by two columns', () => {
    expect(kindAt(114, null)).toBe('split');
    expect(kindAt(113, null)).not.toBe('split');
    expect(kindAt(113, 'split')).toBe('split');
    expect(kindAt(110, 'split')).not.toBe('split');
  });

  test('a layout that was asked for and does not fit is told apart', () => {
    expect(layout(input(80, 24, 3, { choice: 'split' }))).toMatchObject({ kind: 'focus', granted: false });
    expect(layout(input(120, 36, 3, { choice: 'split' }))).toMatchObject({ kind: 'split', granted: true });
  });

  test('below 40×10 there is only the word that the window is too small', () => {
    expect(layout(input(39, 10, 3)).kind).toBe('tiny');
    expect(layout(input(40, 9, 3)).kind).toBe('tiny');
  });
});

const cells = (area: Area | null): readonly string[] =>
  area === null
    ? []
    : Array.from(
        { length: area.width * area.height },
        (_, at) => `${area.x + (at % area.width)},${area.y + Math.floor(at / area.width)}`,
      );

test('at any size everything stands on the screen and nothing on anything else', () => {
  fc.assert(
    fc.property(
      fc.record({
        columns: fc.integer({ min: 1, max: 220 }),
        rows: fc.integer({ min: 1, max: 70 }),
        agents: fc.integer({ min: 1, max: 14 }),
        choice: fc.constantFrom(...LAYOUT_CHOICES),
        screen: fc.constantFrom('panes', 'final', 'welcome'),
        inputRows: fc.integer({ min: 1, max: 12 }),
        previous: fc.constantFrom(null, 'split', 'grid', 'stack', 'focus'),
      }),
      (given) => {
        const drawn = layout({ ...given, focus: given.agents - 1 });
        const { header, rail, tally, tabs, separator, input: line, status } = drawn;
        const areas = [header, rail, tally, tabs, ...drawn.panes, drawn.final, drawn.side, separator, line, status];
        const taken = areas.flatMap(cells);
        expect(new Set(taken).size).toBe(taken.length);
        const outside = [...areas, drawn.stage].filter(
          (place) =>
            place !== null &&
            (Math.min(place.x, place.y, place.width, place.height) < 0 ||
              place.x + place.width > given.columns ||
              place.y + place.height > given.rows),
        );
        expect(outside).toEqual([]);
        const tiled = drawn.kind === 'split' || drawn.kind === 'grid';
        const narrow = drawn.panes.filter((pane) => tiled && (pane === null || pane.width < 37));
        expect(narrow).toEqual([]);
        expect(drawn.kind !== 'focus' || drawn.panes[given.agents - 1] !== null).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
