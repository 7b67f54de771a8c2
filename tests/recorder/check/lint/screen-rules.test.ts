import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COLOUR_ONLY } from '../../../../src/recorder/check/lint/colour-only.ts';
import { CONTRAST } from '../../../../src/recorder/check/lint/contrast.ts';
import { isOtherHue, luminanceContrast } from '../../../../src/recorder/check/lint/luminance.ts';
import { lineArms, ARM } from '../../../../src/recorder/check/lint/box-lines.ts';
import { TOFU } from '../../../../src/recorder/check/lint/tofu.ts';
import { WIDE_CHAR } from '../../../../src/recorder/check/lint/wide-char.ts';
import { DEFAULT_THEME } from '../../../../src/recorder/picture/themes.ts';
import type { CellGrid } from '../../../../src/recorder/terminal/grid.ts';
import { screenOf } from '../views.ts';
import { basis, drawn, findings, layoutOf, messages, widget } from './frames.ts';

const contrast = async (text: string, limit?: number): Promise<string[]> =>
  messages(CONTRAST, [{ atMs: 0, grid: await drawn([text]) }], limit === undefined ? {} : { limit });

describe('the contrast of two colours', () => {
  test.each([
    [0xffffff, 0x000000, 21],
    [0x777777, 0xffffff, 4.48],
    [0xd74e6f, 0x171717, 4.45],
    [0x4d4d4d, 0x171717, 2.12],
    [0x123456, 0x123456, 1],
  ])('of %i and %i is %d', (first, second, expected) => {
    expect(luminanceContrast(first, second)).toBeCloseTo(expected, 2);
  });

  test('is the same from either side, and from 1 to 21', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff });
    fc.assert(
      fc.property(colour, colour, (first, second) => {
        const ratio = luminanceContrast(first, second);
        expect(ratio).toBe(luminanceContrast(second, first));
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21);
      }),
    );
  });
});

describe('contrast', () => {
  test.each([
    ['plain text', 'text'],
    ['bold text of 3 and more', '\u001b[1;38;2;110;110;110mbold\u001b[m'],
    ['lines of 3 and more', '\u001b[38;2;110;110;110m─│█\u001b[m'],
    ['hidden text', '\u001b[8;38;2;23;23;24mhidden\u001b[m'],
    ['blanks', '\u001b[38;2;23;23;24m   \u001b[m'],
    ['emoji', '\u001b[38;2;23;23;24m👍✅✔️\u001b[m'],
    ['inverse text', '\u001b[7mtext\u001b[m'],
  ])('accepts %s', async (_name, text) => {
    expect(await contrast(text)).toEqual([]);
  });

  test.each([
    ['text under 4.5', '\u001b[31mred\u001b[m', '#d74e6f on #171717 has a contrast of 4.44; text needs 4.5'],
    [
      'bold takes the bright colour',
      '\u001b[1;30mred\u001b[m',
      '#4d4d4d on #171717 has a contrast of 2.12; bold text and lines need 3',
    ],
    ['lines under 3', '\u001b[90m──\u001b[m', '#4d4d4d on #171717 has a contrast of 2.12; bold text and lines need 3'],
    ['dim text', '\u001b[2;34mdim\u001b[m', '#563da2 on #171717 has a contrast of 2.20; text needs 4.5'],
    ['colours of the 256', '\u001b[38;5;236mx\u001b[m', '#303030 on #171717 has a contrast of 1.35; text needs 4.5'],
    ['inverse', '\u001b[7;31;41mx\u001b[m', '#d74e6f on #d74e6f has a contrast of 1.00; text needs 4.5'],
  ])('finds %s', async (_name, text, message) => {
    expect(await contrast(text)).toEqual([message]);
  });

  test('tells each pair of colours once, with its rows, the worst spread first', async () => {
    const grid = await drawn(['\u001b[90ma\u001b[m', 'fine', '\u001b[90mbcd\u001b[31me\u001b[m']);
    expect(findings(CONTRAST, [{ atMs: 0, grid }])).toEqual([
      { message: expect.stringContaining('#4d4d4d'), rows: [0, 2] },
      { message: expect.stringContaining('#d74e6f'), rows: [2, 2] },
    ]);
  });

  test('counts cells for its limit', async () => {
    expect(await contrast('\u001b[90mabc\u001b[m', 3)).toEqual([]);
    expect(await contrast('\u001b[90mabc\u001b[m', 2)).toHaveLength(1);
  });

  test('does not judge the letter under a block cursor', async () => {
    const grid = await screenOf('\u001b[90mx\u001b[m\u001b[1;1H', 4, 1);
    expect(messages(CONTRAST, [{ atMs: 0, grid }])).toEqual([]);
    const elsewhere: CellGrid = { ...grid, cursor: { ...grid.cursor, column: 2 } };
    expect(messages(CONTRAST, [{ atMs: 0, grid: elsewhere }])).toHaveLength(1);
  });

  test('goes by the theme', async () => {
    const theme = { ...DEFAULT_THEME, background: 0xffffff };
    const found = messages(CONTRAST, [{ atMs: 0, grid: await drawn(['text']) }], { context: { theme } });
    expect(found).toEqual(['#dddddd on #ffffff has a contrast of 1.35; text needs 4.5']);
  });
});

describe('another hue', () => {
  test.each([
    [0xff0000, 0x00ff00, true],
    [0xff0000, 0x808080, true],
    [0x00d787, 0xd74e6f, true],
    [0xff0000, 0x990000, false],
    [0xff0000, 0xff2010, false],
    [0xff0010, 0xff1000, false],
    [0xdddddd, 0x444444, false],
  ])('%i and %i: %s', (first, second, expected) => {
    expect(isOtherHue(first, second)).toBe(expected);
  });
});

const judgeColours = async (
  before: string,
  after: string,
  widgets: Parameters<typeof layoutOf>[0] | null = null,
): Promise<string[]> => {
  const grids = await Promise.all([before, after].map((text) => drawn(text.split('\n'))));
  const layout = widgets === null ? null : layoutOf(widgets);
  return messages(
    COLOUR_ONLY,
    grids.map((grid, index) => ({ atMs: index * 100, grid, layout })),
  );
};

describe('colour-only', () => {
  const GREEN = '\u001b[32m';
  const RED = '\u001b[31m';
  const OFF = '\u001b[m';
  const FOUND = ['a mark took another colour, and nothing else says what that means'];

  test('finds a mark that turns from green to red, and nothing else does', async () => {
    expect(await judgeColours(`${GREEN}●${OFF} agent_a 3s`, `${RED}●${OFF} agent_a 4s`)).toEqual(FOUND);
    expect(await judgeColours(`│${GREEN}■${OFF}│ ⠋ agent_a`, `│${RED}■${OFF}│ ⠙ agent_a`)).toEqual(FOUND);
  });

  test.each([
    ['another mark says it too', `${GREEN}✓${OFF} agent_a`, `${RED}✗${OFF} agent_a`],
    ['a word says it too', `${GREEN}●${OFF} agent_a runs`, `${RED}●${OFF} agent_a failed`],
    ['it only becomes darker', '\u001b[38;2;0;200;0m●\u001b[m a', '\u001b[38;2;0;140;0m●\u001b[m a'],
    ['the whole row is highlighted', `${GREEN}●${OFF} agent_a`, `\u001b[7m${RED}● agent_a${OFF}`],
    ['it is no mark but a letter', `${GREEN}A${OFF} agent_a`, `${RED}A${OFF} agent_a`],
    ['it is a bar', `${GREEN}██${OFF} 50 %`, `${RED}██${OFF} 50 %`],
    ['it was always so', `${GREEN}●${OFF} a\n${RED}●${OFF} b`, `${GREEN}●${OFF} a\n${RED}●${OFF} b`],
  ])('accepts a change of colour when %s', async (_name, before, after) => {
    expect(await judgeColours(before, after)).toEqual([]);
  });

  test('with a layout, words of the whole widget count', async () => {
    const before = `${GREEN}●${OFF} agent_a\nwriting`;
    const after = `${RED}●${OFF} agent_a\nno access`;
    expect(await judgeColours(before, after, [widget('pane-1', { width: 30, height: 2 })])).toEqual([]);
    expect(await judgeColours(before, after, [widget('pane-1', { width: 30, height: 1 })])).toEqual(FOUND);
    expect(await judgeColours(before, after)).toEqual(FOUND);
  });
});

const judgeWidths = (grid: CellGrid): string[] => messages(WIDE_CHAR, [{ atMs: 0, grid }]);

describe('wide-char', () => {
  test('accepts everything a sound emulator shows', async () => {
    const unit = fc.constantFrom('a', '日', '本', '👍🏽', ' ', '\r', '\u001b[3D', '\n', '\u001b[P', '\u001b[@');
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 30 }), async (parts) => {
        expect(judgeWidths(await screenOf(parts.join(''), 9, 3))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('finds halves that stand alone', async () => {
    const grid = await screenOf('日a', 4, 1);
    expect(judgeWidths({ ...grid, width: Uint8Array.of(2, 1, 1, 1) })).toEqual(['a wide character has no right half']);
    expect(judgeWidths({ ...grid, width: Uint8Array.of(1, 0, 1, 1) })).toEqual([
      'the right half of a wide character stands alone',
    ]);
    expect(judgeWidths({ ...grid, width: Uint8Array.of(1, 1, 1, 2) })).toEqual(['a wide character has no right half']);
  });

  test('finds a border that wide characters have pushed out of its column', async () => {
    expect(judgeWidths(await drawn(['│ abcd │', '│ 日本 │', '│ abcd │']))).toEqual([]);
    const pushed = await drawn(['│ abcd │', '│ 日本  │', '│ abcd │']);
    expect(findings(WIDE_CHAR, [{ atMs: 0, grid: pushed }])).toEqual([
      { message: 'a line does not stand in its column behind wide characters', rows: [1, 1] },
    ]);
  });
});

describe('tofu', () => {
  const context = { isMissing: (cluster: string) => cluster === '᧠' };

  test('names every character that no font has, once', async () => {
    const grid = await drawn(['ok é 日', 'x ᧠ ᧠']);
    expect(findings(TOFU, [{ atMs: 0, grid }], { context })).toEqual([
      { message: 'no font has ᧠ (U+19E0)', rows: [1, 1] },
    ]);
    expect(messages(TOFU, [{ atMs: 0, grid }], { context, limit: 2 })).toEqual([]);
  });

  test('asks once for each character of a film', async () => {
    const asked: string[] = [];
    const grid = await drawn(['éàé', 'abc']);
    const isMissing = (cluster: string): boolean => asked.push(cluster) === 0;
    messages(
      TOFU,
      [0, 1, 2].map((atMs) => ({ atMs, grid })),
      { context: { isMissing } },
    );
    expect(asked).toEqual(['é', 'à']);
  });

  test('is not judged when nobody knows the fonts', () => {
    expect(basis(TOFU)).toMatchObject({ how: 'not judged' });
  });
});

test('box lines know their arms, dashes and arcs too', () => {
  expect(['─', '┃', '┏', '╯', '╎', '┄', '╬', 'x', '╱', ''].map((text) => lineArms(text))).toEqual([
    ARM.left | ARM.right,
    ARM.up | ARM.down,
    ARM.down | ARM.right,
    ARM.up | ARM.left,
    ARM.up | ARM.down,
    ARM.left | ARM.right,
    15,
    0,
    0,
    0,
  ]);
});
