import { expect, test } from 'vitest';
import { layout } from '../../src/views/layout.ts';
import type { LayoutInput } from '../../src/views/layout.ts';
import { placedLayout } from '../../src/views/layout-record.ts';

const placed = (over: Partial<LayoutInput>, modal: Parameters<typeof placedLayout>[1] = null) => {
  const input: LayoutInput = {
    columns: 120,
    rows: 36,
    agents: 3,
    focus: 1,
    choice: 'auto',
    screen: 'panes',
    inputRows: 1,
    previous: null,
    ...over,
  };
  return placedLayout(layout(input), modal, input.columns, input.rows);
};
const idsOf = ({ widgets }: ReturnType<typeof placed>): string[] => widgets.map(({ id }) => id);

test('every part that is drawn is named, from the top to the bottom', () => {
  expect(idsOf(placed({}))).toEqual([
    'header',
    'rail',
    'tally',
    'pane-1',
    'pane-2',
    'pane-3',
    'separator',
    'input',
    'status',
  ]);
});

test('a pane keeps the number of its agent when it is the only one', () => {
  expect(idsOf(placed({ choice: 'focus' }))).toContain('pane-2');
  expect(idsOf(placed({ choice: 'focus' }))).not.toContain('pane-1');
});

test('small screens have no borders, and those too small for anything have one text', () => {
  expect(placed({ columns: 76, rows: 15 }).widgets.some(({ border }) => border)).toBe(false);
  expect(placed({ columns: 30, rows: 8 }).widgets).toEqual([
    expect.objectContaining({ id: 'tiny', kind: 'text', x: 0, y: 0, width: 30, height: 8 }),
  ]);
});

test('a window over the rest lies higher than all of it', () => {
  const { widgets } = placed({}, { id: 'help', area: { x: 4, y: 4, width: 100, height: 20 } });
  const modal = widgets.at(-1);
  expect(modal).toMatchObject({ id: 'help', kind: 'modal', x: 4, y: 4, width: 100, height: 20, border: true });
  expect(widgets.slice(0, -1).every(({ z }) => z < (modal?.z ?? 0))).toBe(true);
});

test('the final answer and the list beside it are parts of their own', () => {
  expect(idsOf(placed({ screen: 'final' }))).toEqual(expect.arrayContaining(['final', 'side']));
});
