import { array, assert, asyncProperty, constantFrom, integer, nat, oneof, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { CellGrid, ScreenEmulator } from '../../../src/recorder/terminal/grid.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../../../src/recorder/terminal/grid.ts';

const emulator = (columns = 20, rows = 4, unicode: 11 | 15 = 15): ScreenEmulator =>
  createEmulator({ columns, rows, unicode });

const shown = async (text: string, columns = 20, rows = 4, unicode: 11 | 15 = 15): Promise<CellGrid> => {
  const screen = emulator(columns, rows, unicode);
  await screen.feed(text);
  return screen.snapshot();
};

const rowOf = (grid: CellGrid, row: number): string =>
  grid.text
    .slice(row * grid.columns, (row + 1) * grid.columns)
    .map((text, column) => (grid.width[row * grid.columns + column] === 0 ? '' : text || ' '))
    .join('')
    .trimEnd();

const widths = (grid: CellGrid, count: number): string => grid.width.slice(0, count).join('');

describe('text', () => {
  test('stands where the program put it, and blank cells are empty however they became blank', async () => {
    const grid = await shown('ab \x1b[2;3Hcd\x1b[3;1Hgone\x1b[2K');
    expect([0, 1, 2, 3].map((row) => rowOf(grid, row))).toEqual(['ab', '  cd', '', '']);
    expect(grid.text.slice(0, 4)).toEqual(['a', 'b', '', '']);
  });

  test.each([
    ['a family joined by zero-width joiners', '👨‍👩‍👧'],
    ['a profession', '👩‍💻'],
    ['a symbol made an emoji by its selector', '🗳️'],
    ['a check mark made an emoji by its selector', '✔️'],
    ['a skin tone', '👍🏽'],
    ['a flag', '🇯🇵'],
    ['an ideograph', '漢'],
    ['a rocket', '🚀'],
  ])('%s is one glyph of two cells with Unicode 15', async (_name, glyph) => {
    const grid = await shown(`${glyph}|`);
    expect(grid.text.slice(0, 3)).toEqual([glyph, '', '|']);
    expect(widths(grid, 3)).toBe('201');
  });

  test.each([
    ['👩‍💻', '20201'],
    ['🗳️', '11111'],
    ['✔️', '11111'],
    ['👍🏽', '20201'],
    ['🚀', '20111'],
  ])('%s has the widths of its code points with Unicode 11', async (glyph, expected) => {
    const grid = await shown(`${glyph}|`, 20, 4, 11);
    expect(widths(grid, 5)).toBe(expected);
  });

  test('marks join the letter before them', async () => {
    const grid = await shown('e\u0301x');
    expect(grid.text.slice(0, 2)).toEqual(['e\u0301', 'x']);
  });

  test('half of a wide character that was overwritten becomes a blank cell', async () => {
    const grid = await shown('漢字\x1b[1;2Hx');
    expect(grid.text.slice(0, 5)).toEqual(['', 'x', '字', '', '']);
    expect(widths(grid, 5)).toBe('11201');
  });

  test('a wide character in the last column moves to the next row', async () => {
    const grid = await shown('abc漢', 4);
    expect([rowOf(grid, 0), rowOf(grid, 1)]).toEqual(['abc', '漢']);
  });

  test('a last row full of wide characters does not scroll the screen', async () => {
    const grid = await shown('top\x1b[4;1H漢字漢字', 8);
    expect([rowOf(grid, 0), rowOf(grid, 3)]).toEqual(['top', '漢字漢字']);
  });

  test('a cell does not grow without end', async () => {
    const grid = await shown(`e${'\u0301'.repeat(10_000)}`, 400, 4);
    expect(Math.max(...grid.text.map((text) => text.length))).toBeLessThanOrEqual(32);
  });

  test('halves of surrogate pairs may arrive apart; lone ones are replaced', async () => {
    const screen = emulator();
    await screen.feed('\ud83d');
    await screen.feed('\ude80\udc00x');
    const { text } = screen.snapshot();
    expect(text[0]).toBe('🚀');
    expect(text.join('').isWellFormed()).toBe(true);
  });
});

describe('styles', () => {
  test.each([
    ['1', STYLE.bold],
    ['2', STYLE.dim],
    ['3', STYLE.italic],
    ['5', STYLE.blink],
    ['7', STYLE.inverse],
    ['8', STYLE.hidden],
    ['9', STYLE.strike],
    ['53', STYLE.overline],
    ['4', 1 << UNDERLINE_SHIFT],
    ['21', 2 << UNDERLINE_SHIFT],
    ['4:2', 2 << UNDERLINE_SHIFT],
    ['4:3', 3 << UNDERLINE_SHIFT],
    ['4:4', 4 << UNDERLINE_SHIFT],
    ['4:5', 5 << UNDERLINE_SHIFT],
    ['1;2;3;4;9', STYLE.bold | STYLE.dim | STYLE.italic | STYLE.strike | (1 << UNDERLINE_SHIFT)],
  ])('SGR %s sets the style bits %i', async (sgr, bits) => {
    const grid = await shown(`\x1b[${sgr}mx\x1b[0my`);
    expect([grid.style[0], grid.style[1]]).toEqual([bits, 0]);
  });

  test.each([
    ['0', DEFAULT_COLOUR, DEFAULT_COLOUR],
    ['31;42', PALETTE_COLOUR | 1, PALETTE_COLOUR | 2],
    ['91;102', PALETTE_COLOUR | 9, PALETTE_COLOUR | 10],
    ['38;5;200;48;5;17', PALETTE_COLOUR | 200, PALETTE_COLOUR | 17],
    ['38;2;1;2;3;48;2;255;254;253', 0x010203, 0xfffefd],
    ['38:2::1:2:3', 0x010203, DEFAULT_COLOUR],
  ])('SGR %s sets the colours', async (sgr, foreground, background) => {
    const grid = await shown(`\x1b[${sgr}mx`);
    expect([grid.foreground[0], grid.background[0]]).toEqual([foreground, background]);
  });

  test.each([
    ['4;58;2;1;2;3', 0x010203],
    ['4:3;58:2::255:0:0', 0xff0000],
    ['4;58;5;4', PALETTE_COLOUR | 4],
    ['4;58;5;200', PALETTE_COLOUR | 200],
    ['4', DEFAULT_COLOUR],
    ['4;58;2;1;2;3;59', DEFAULT_COLOUR],
    ['58;2;1;2;3', DEFAULT_COLOUR],
    ['4;58;2;1;2;3;24', DEFAULT_COLOUR],
  ])('SGR %s gives the line under a cell its colour, which ends with the line', async (sgr, colour) => {
    const grid = await shown(`\x1b[${sgr}mx\x1b[0my`);
    expect([grid.underlineColour[0], grid.underlineColour[1]]).toEqual([colour, DEFAULT_COLOUR]);
  });

  // xterm.js keeps the kind of an underline apart from whether there is one, and forgets it here.
  test.each(['', '\x1b[59m'])('an underline that a saved cursor brings back is a single one: %j', async (before) => {
    const grid = await shown(`\x1b[4:3m\x1b7\x1b[0m\x1b8${before}x`);
    expect(grid.style[0]).toBe(1 << UNDERLINE_SHIFT);
  });

  test('erasing leaves the background behind', async () => {
    const grid = await shown('\x1b[44m\x1b[2K');
    expect(grid.background[7]).toBe(PALETTE_COLOUR | 4);
  });
});

describe('cursor, title and modes', () => {
  test.each([
    ['', { visible: true, shape: 'block', blinks: true }],
    ['\x1b[?25l', { visible: false, shape: 'block', blinks: true }],
    ['\x1b[?1049;25l\x1b[?25h', { visible: true, shape: 'block', blinks: true }],
    ['\x1b[2 q', { visible: true, shape: 'block', blinks: false }],
    ['\x1b[3 q', { visible: true, shape: 'underline', blinks: true }],
    ['\x1b[4 q', { visible: true, shape: 'underline', blinks: false }],
    ['\x1b[5 q', { visible: true, shape: 'bar', blinks: true }],
    ['\x1b[6 q', { visible: true, shape: 'bar', blinks: false }],
    ['\x1b[6 q\x1b[0 q', { visible: true, shape: 'block', blinks: true }],
    ['\x1b[?25l\x1b[!p', { visible: true, shape: 'block', blinks: true }],
    ['\x1b[?25l\x1b[6 q\x1bc', { visible: true, shape: 'block', blinks: true }],
  ])('after %j the cursor looks as asked', async (text, look) => {
    expect((await shown(text)).cursor).toMatchObject(look);
  });

  test('the cursor stays on the screen behind a full row, and is out of sight while scrolled up', async () => {
    const screen = emulator(4, 2);
    await screen.feed('abcd');
    expect(screen.cursor).toMatchObject({ row: 0, column: 3, visible: true });
    await screen.feed('\r\n2\r\n3\r\n4');
    screen.scroll(-2);
    expect(screen.cursor.visible).toBe(false);
    expect(screen.visibleText()).toBe('abcd\n2');
    screen.scroll(5);
    expect(screen.visibleText()).toBe('3\n4');
    expect(screen.cursor).toMatchObject({ row: 1, column: 1, visible: true });
  });

  test('the title is cleaned and bounded', async () => {
    expect((await shown('\x1b]2;my \u202etitle\x1b\\')).title).not.toContain('\u202e');
    expect((await shown(`\x1b]0;${'x'.repeat(100_000)}\x07`)).title).toHaveLength(256);
    expect((await shown('\x1b]2;one\x07\x1b[22;2t\x1b]2;two\x07\x1b[23;2t')).title).toBe('one');
  });

  test('modes follow the program', async () => {
    const screen = emulator();
    await screen.feed('\x1b[?1049h\x1b[?1000h\x1b[?2004h\x1b[?1004h\x1b[?1h\x1b[?2026h');
    expect(screen.modes).toEqual({
      altScreen: true,
      mouse: true,
      bracketedPaste: true,
      focusReports: true,
      applicationCursor: true,
      synchronized: true,
    });
    await screen.feed('\x1b[?2026l\x1b[?1l\x1b[?1004l\x1b[?2004l\x1b[?1000l\x1b[?1049l');
    expect(Object.values(screen.modes)).toEqual(Array.from({ length: 6 }).fill(false));
  });

  test('text of the screen and of the line is right-trimmed, blank rows stay', async () => {
    const screen = emulator(10, 3);
    await screen.feed('one   \r\n漢 two \r\n\x1b[2;1H');
    expect(screen.visibleText()).toBe('one\n漢 two\n');
    expect(screen.cursorLine()).toBe('漢 two');
  });
});

describe('a snapshot', () => {
  test('goes into the given grid when the size fits, else into a new one', async () => {
    const screen = emulator(10, 3);
    const first = screen.snapshot();
    await screen.feed('\x1b[31mx');
    expect(screen.snapshot(first)).toBe(first);
    expect(first.text[0]).toBe('x');
    screen.resize(11, 3);
    const wider = screen.snapshot(first);
    expect([wider === first, wider.columns, wider.text.length]).toEqual([false, 11, 33]);
  });

  test.each([
    [1, 1],
    [1, 5],
    [2, 1],
    [500, 200],
    [0, -3],
    [Number.NaN, 2.5],
  ])('has the size asked for: %d × %d', async (columns, rows) => {
    const grid = await shown('漢a\r\nb', columns, rows);
    expect([grid.columns, grid.rows]).toEqual([Math.max(1, Math.trunc(columns) || 1), Math.max(1, Math.trunc(rows))]);
    for (const list of [grid.text, grid.width, grid.style, grid.link])
      expect(list).toHaveLength(grid.columns * grid.rows);
  });

  test('a long text in parts is complete and in order', async () => {
    const screen = emulator(20, 3);
    const lines = Array.from({ length: 100_000 }, (_, index) => `line ${index}`).join('\r\n');
    await Promise.all([screen.feed(lines), screen.feed('\r\nlast')]);
    expect(screen.visibleText()).toBe('line 99998\nline 99999\nlast');
  });
});

const INTRODUCERS = ['\x1b[', '\x1b]', '\x1bP', '\x1b\\', '\x9b', '\x1b[?', ';', '\r', '\n', '\t', '\b'];
const GLYPHS = ['漢', '👩‍💻', '\u0301', '\ufe0f', '🇯🇵'];
const SEQUENCES = [
  '\x1b[4h',
  '\x1b[?7l',
  '\x1b[?3h',
  '\x1b[10L',
  '\x1b[3@',
  '\x1b[2P',
  '\x1b[5b',
  '\x1b#8',
  '\x1bM',
  '\x1bc',
];
const FINALS = 'ABCDEFGHIJKLMPSTXZ@`abdefgrstu'.split('');

const hostile = array(
  oneof(
    string({ unit: 'binary' }),
    constantFrom(...INTRODUCERS, ...GLYPHS, ...SEQUENCES),
    tuple(oneof(nat(40), nat(2 ** 31)), constantFrom(...FINALS)).map(([count, final]) => `\x1b[${count}${final}`),
  ),
  { maxLength: 60 },
);

/** Where a wide character lacks its right half, or a right half its character. */
const brokenCells = (grid: CellGrid): number[] =>
  Array.from(grid.width.keys()).filter((at) => {
    const next = at % grid.columns === grid.columns - 1 ? 1 : grid.width[at + 1];
    return (grid.width[at] === 2) !== (next === 0);
  });

describe('hostile output', () => {
  test.each(FINALS)('a count without measure before %s is no work without end', async (final) => {
    const screen = emulator(20, 4);
    await screen.feed(`one\r\ntwo\x1b[2147483647${final}`.repeat(100));
    expect(screen.visibleText().split('\n')).toHaveLength(4);
  });

  test('a count beyond the screen does what the whole screen would', async () => {
    const all = ['L', 'M', 'S', 'T', 'I', 'Z', 'b'];
    for (const final of all) {
      const [endless, whole] = [999_999, 20 * 4].map((count) => `one\r\ntwo\r\nthree\x1b[2;2H\x1b[${count}${final}x`);
      expect(await shown(endless ?? '')).toEqual(await shown(whole ?? ''));
    }
  });

  test('never throws, and every wide character has both halves', async () => {
    await assert(
      asyncProperty(
        hostile,
        integer({ min: 1, max: 30 }),
        integer({ min: 1, max: 6 }),
        async (parts, columns, rows) => {
          const screen = emulator(columns, rows);
          for (const part of parts) await screen.feed(part);
          screen.resize(rows, columns);
          await screen.feed(parts.join(''));
          const grid = screen.snapshot();
          expect(brokenCells(grid)).toEqual([]);
          expect(grid.text.filter((text) => !text.isWellFormed())).toEqual([]);
          expect(screen.visibleText().split('\n')).toHaveLength(grid.rows);
        },
      ),
      { numRuns: 400 },
    );
  });
});
