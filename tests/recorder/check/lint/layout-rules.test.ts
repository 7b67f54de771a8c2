import { describe, expect, test } from 'vitest';
import { BORDER } from '../../../../src/recorder/check/lint/border.ts';
import { CUT_WORD } from '../../../../src/recorder/check/lint/cut-word.ts';
import { JITTER } from '../../../../src/recorder/check/lint/jitter.ts';
import { MINIMUM_SIZE } from '../../../../src/recorder/check/lint/minimum-size.ts';
import { OVERLAP } from '../../../../src/recorder/check/lint/overlap.ts';
import { STATUS_TRUTH } from '../../../../src/recorder/check/lint/status-truth.ts';
import type { PlacedWidget } from '../../../../src/views/layout-record.ts';
import { ENDED } from '../views.ts';
import { basis, drawn, findings, layoutOf, messages, widget } from './frames.ts';

const EXACT = { context: { hasLayouts: true } };
const PANE = widget('pane-1', { width: 12, height: 4, border: true });
const SOUND = ['┏ a title ━┓', '┃ text     ┃', '┃ more     ┃', '┗━━ 3 votes┛'];

const borders = async (lines: readonly string[], widgets: readonly PlacedWidget[] = [PANE]): Promise<string[]> =>
  messages(BORDER, [{ atMs: 0, grid: await drawn(lines), layout: layoutOf(widgets) }], EXACT);

describe('border, with a layout', () => {
  test('finds nothing where every border stands, titles and scroll marks included', async () => {
    expect(await borders(SOUND)).toEqual([]);
    expect(await borders(['╭──────────╮', '│          █', '│          ▒', '╰──────────╯'])).toEqual([]);
    expect(await borders(['┌ a │ 日本 ┐', '╎          ╎', '│          │', '└╌╌╌╌╌╌╌╌╌╌┘'])).toEqual([]);
  });

  test.each([
    ['a corner', ['┏ a title ━━', '┃ text     ┃', '┃ more     ┃', '┗━━━━━━━━━━┛']],
    ['its right', ['┏━━━━━━━━━━┓', '┃ text overfl', '┃ more     ┃', '┗━━━━━━━━━━┛']],
    ['its left', ['┏━━━━━━━━━━┓', 'x text     ┃', '┃ more     ┃', '┗━━━━━━━━━━┛']],
    ['its top', ['┏━━━┓┏━━━━━┓', '┃ text     ┃', '┃ more     ┃', '┗━━━━━━━━━━┛']],
    ['its bottom', ['┏━━━━━━━━━━┓', '┃ text     ┃', '┃ more     ┃', '┗━       ━━┛']],
  ])('says that %s is broken', async (where, lines) => {
    expect(await borders(lines)).toEqual([`the border of pane-1 is broken at ${where}`]);
  });

  test('names the rows', async () => {
    const grid = await drawn(['┏━━━━━━━━━━┓', '┃ text overfl', '┃ more text x', '┗━━━━━━━━━━┛']);
    expect(findings(BORDER, [{ atMs: 0, grid, layout: layoutOf([PANE]) }], EXACT)).toMatchObject([{ rows: [1, 2] }]);
  });

  test('does not ask for what another widget covers, and only for that', async () => {
    const lines = ['┏━━┌────┐━━┓', '┃  │ hi │  ┃', '┃  └────┘  ┃', '┗━━━━━━━━━━┛'];
    const modal = widget('help', { kind: 'modal', x: 3, y: 0, width: 6, height: 3, z: 10, border: true });
    expect(await borders(lines, [PANE, modal])).toEqual([]);
    expect(await borders(lines, [PANE, { ...modal, z: 1 }])).toContain('the border of pane-1 is broken at its top');
  });

  test('looks at no widget without a border, and at none that is a line', async () => {
    const lines = ['plain words ', 'more         ', '             ', '             '];
    expect(
      await borders(lines, [
        { ...PANE, border: false },
        { ...PANE, height: 1 },
      ]),
    ).toEqual([]);
  });

  test('accepts as many broken cells as its limit says', async () => {
    const grid = await drawn(['┏━━━━━━━━━━┓', '┃ text overfl', '┃ more     ┃', '┗━━━━━━━━━━┛']);
    const shots = [{ atMs: 0, grid, layout: layoutOf([PANE]) }];
    expect(messages(BORDER, shots, { ...EXACT, limit: 1 })).toEqual([]);
  });
});

describe('border, without a layout', () => {
  const box = ['┌──┐┌──┐', ...Array.from({ length: 8 }, () => '│  ││  │'), '└──┘└──┘'];

  test('only warns, when many lines end in nothing', async () => {
    expect(basis(BORDER)).toEqual({ how: 'heuristic', severity: 'warning' });
    expect(messages(BORDER, [{ atMs: 0, grid: await drawn(box) }])).toEqual([]);
    const shifted = box.map((line, row) => (row % 2 === 1 ? ` ${line}` : line));
    expect(messages(BORDER, [{ atMs: 0, grid: await drawn(shifted) }])).toEqual([
      'more than 20 percent of the line ends meet no other line',
    ]);
  });

  test('says nothing of a screen with a few lines', async () => {
    expect(messages(BORDER, [{ atMs: 0, grid: await drawn(['│ a │', '────']) }])).toEqual([]);
  });
});

describe('overlap', () => {
  test('finds two widgets of one layer on the same cells', async () => {
    const grid = await drawn(['', '', '', '', '']);
    const widgets = [widget('a'), widget('b', { x: 9, y: 2 }), widget('c', { x: 10 }), widget('over', { z: 9 })];
    expect(findings(OVERLAP, [{ atMs: 0, grid, layout: layoutOf(widgets) }], EXACT)).toEqual([
      { message: 'a and b overlap', rows: [2, 2] },
      { message: 'b and c overlap', rows: [2, 2] },
    ]);
    expect(messages(OVERLAP, [{ atMs: 0, grid, layout: layoutOf(widgets) }], { ...EXACT, limit: 1 })).toEqual([
      'b and c overlap',
    ]);
  });

  test('needs a layout', () => {
    expect(basis(OVERLAP)).toMatchObject({ how: 'not judged' });
  });
});

const sideLine = (text: string, more: Partial<PlacedWidget> = {}): [string, PlacedWidget] => [
  text,
  widget('side', { width: 14, height: 1, overflow: 'clip', ...more }),
];

describe('cut-word', () => {
  test.each([
    ['an ellipsis', ...sideLine('some words a…')],
    ['the end of a word', ...sideLine('some words  ')],
    ['words set to the right', ...sideLine('left     right')],
    ['wrapped text', ...sideLine('some words abc', { overflow: 'wrap' })],
    ['a sign', ...sideLine('some words (1)')],
    [
      'a line that just fits, where it would have been shortened',
      ...sideLine('some words abc', { overflow: 'ellipsis' }),
    ],
  ])('accepts %s', async (_name, text, side) => {
    expect(messages(CUT_WORD, [{ atMs: 0, grid: await drawn([text]), layout: layoutOf([side]) }], EXACT)).toEqual([]);
  });

  test('finds a clipped line that fills its widget to the last letter', async () => {
    const [text, side] = sideLine('some words abcdef');
    expect(messages(CUT_WORD, [{ atMs: 0, grid: await drawn([text]), layout: layoutOf([side]) }], EXACT)).toEqual([
      'a word is cut at the right edge of side',
    ]);
  });

  test('finds a letter that touches the border, but not where a window lies over it', async () => {
    const side = widget('side', { width: 9, height: 3, border: true, overflow: 'ellipsis' });
    const grid = await drawn(['┌───────┐', '│ some wo│', '└───────┘']);
    const layout = layoutOf([side]);
    expect(messages(CUT_WORD, [{ atMs: 0, grid, layout }], EXACT)).toHaveLength(1);
    const covered = layoutOf([side, widget('help', { z: 10, width: 20 })]);
    expect(messages(CUT_WORD, [{ atMs: 0, grid, layout: covered }], EXACT)).toEqual([]);
  });

  test('without a layout warns of words that end at an upright line', async () => {
    const grid = await drawn(['│ fine │', '│ wordd│', '│ done │', 'a|b a│b']);
    expect(findings(CUT_WORD, [{ atMs: 0, grid }])).toEqual([
      { message: 'a word ends directly at a border', rows: [1, 1] },
    ]);
    expect(basis(CUT_WORD)).toMatchObject({ severity: 'warning' });
  });
});

const judgeRoom = async (
  widgets: readonly PlacedWidget[],
  size: readonly [number, number] = [80, 24],
): Promise<string[]> => {
  const layout = layoutOf(widgets, ...size);
  return messages(MINIMUM_SIZE, [{ atMs: 0, grid: await drawn(['x']), layout }], EXACT);
};

describe('minimum-size', () => {
  const parts = [
    widget('header', { kind: 'header', width: 80, height: 1 }),
    widget('pane-1', { y: 1, width: 80, height: 20 }),
    widget('input', { kind: 'input', y: 22, width: 80, height: 1 }),
  ];

  test('accepts a layout in which everything has its room', async () => {
    expect(await judgeRoom(parts)).toEqual([]);
    expect(await judgeRoom([...parts, widget('pane-2', { y: 21, width: 10, height: 1 })])).toEqual([]);
  });

  test.each([
    ['has no cells', { width: 0 }],
    ['reaches over the edge of the screen', { x: 60, width: 30 }],
    ['reaches over the edge of the screen', { y: -1 }],
    ['is 20x8: a pane under 24x5 collapses to one line', { width: 20, height: 8 }],
    ['is 40x4: a pane under 24x5 collapses to one line', { width: 40, height: 4 }],
  ])('says that a pane %s', async (problem, more) => {
    expect(await judgeRoom([...parts, widget('pane-9', { width: 30, height: 5, ...more })])).toEqual([
      `at 80x24 pane-9 ${problem}`,
    ]);
  });

  test('asks for header and input where there is room for them', async () => {
    expect(await judgeRoom([])).toEqual(['at 80x24 there is no header', 'at 80x24 there is no input']);
    expect(await judgeRoom([], [59, 24])).toEqual([]);
  });

  test('counts a crash', async () => {
    const exit = { ...ENDED, exitCode: null, signal: 'SIGSEGV', ok: false };
    expect(messages(MINIMUM_SIZE, [{ atMs: 0, grid: await drawn(['x']) }], { context: { exit } })).toEqual([
      'at 30x1 the program was ended by SIGSEGV',
    ]);
    expect(basis(MINIMUM_SIZE)).toMatchObject({ how: 'not judged' });
    expect(basis(MINIMUM_SIZE, { exit: ENDED })).toMatchObject({ how: 'heuristic' });
  });
});

const judgeMoves = async (...layouts: readonly ReturnType<typeof layoutOf>[]): Promise<string[]> => {
  const grid = await drawn(['x']);
  return messages(
    JITTER,
    layouts.map((layout, index) => ({ atMs: index * 100, grid, layout })),
    EXACT,
  );
};

describe('jitter', () => {
  const [a, b] = [widget('a'), widget('b', { y: 5 })];

  test('finds widgets that move while nothing else happens, in the picture in which they do', async () => {
    const moved = layoutOf([a, { ...b, y: 6 }]);
    expect(await judgeMoves(layoutOf([a, b]), moved, moved, layoutOf([a, { ...b, y: 6 }]))).toEqual([
      'b moved although nothing asked for it',
    ]);
  });

  test.each([
    ['the size is new', layoutOf([a, { ...b, y: 6 }], 31)],
    ['a window opens', layoutOf([a, { ...b, y: 6 }, widget('help', { kind: 'modal', z: 10 })])],
    ['another mode has other widgets', layoutOf([a, widget('final', { y: 2 })])],
    ['nothing moved', layoutOf([{ ...a }, { ...b }])],
  ])('accepts it when %s', async (_name, layout) => {
    expect(await judgeMoves(layoutOf([a, b]), layout)).toEqual([]);
  });

  test('accepts that what is typed needs another line', async () => {
    const input = widget('input', { kind: 'input', y: 9, height: 1 });
    expect(
      await judgeMoves(
        layoutOf([a, input]),
        layoutOf([
          { ...a, height: 2 },
          { ...input, y: 8, height: 2 },
        ]),
      ),
    ).toEqual([]);
  });
});

describe('status-truth', () => {
  const rail = widget('rail', { kind: 'rail', width: 30, height: 1 });
  const context = {
    hasLayouts: true,
    statusAt: (atMs: number) => [{ widget: 'rail', texts: [`Answer ${atMs < 500 ? 1 : 2}/3`] }],
  };

  test('finds a status that says something else than the log at that time', async () => {
    const grid = await drawn(['Answer 1/3 ─ Vote']);
    const layout = layoutOf([rail]);
    const shots = [0, 600].map((atMs) => ({ atMs, grid, layout }));
    expect(findings(STATUS_TRUTH, shots, { context })).toEqual([
      { message: 'rail should show "Answer 2/3"', rows: [0, 0] },
    ]);
  });

  test('asks nothing of a widget that is not shown', async () => {
    expect(messages(STATUS_TRUTH, [{ atMs: 0, grid: await drawn(['x']), layout: layoutOf([]) }], { context })).toEqual(
      [],
    );
  });

  test('needs a layout and a log', () => {
    expect(basis(STATUS_TRUTH, { hasLayouts: true })).toMatchObject({
      why: 'there is no log of the run to compare with',
    });
    expect(basis(STATUS_TRUTH, { statusAt: () => [] })).toMatchObject({ how: 'not judged' });
    expect(basis(STATUS_TRUTH, context)).toMatchObject({ how: 'exact' });
  });
});
