import { expect, test } from 'vitest';
import { createEmulator } from '../../../src/recorder/terminal/emulator.ts';
import type { CellGrid } from '../../../src/recorder/terminal/grid.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE } from '../../../src/recorder/terminal/grid.ts';

const colourName = (colour: number): string =>
  colour === DEFAULT_COLOUR ? '-' : colour >= PALETTE_COLOUR ? `p${colour - PALETTE_COLOUR}` : colour.toString(16);

/** Rows as text, and beneath them the runs of cells that are not plain: `column+length foreground/background style`. */
function golden(grid: CellGrid): string[] {
  return Array.from({ length: grid.rows }, (_, row) => {
    const cells = Array.from({ length: grid.columns }, (_none, column) => row * grid.columns + column);
    const text = cells.map((at) => (grid.width[at] === 0 ? '' : grid.text[at] || ' ')).join('');
    const looks = cells.map((at) =>
      [grid.foreground[at] ?? 0, grid.background[at] ?? 0].map(colourName).join('/').concat(` ${grid.style[at]}`),
    );
    const runs: string[] = [];
    for (let column = 0; column < looks.length;) {
      const end = looks.findIndex((look, at) => at > column && look !== looks[column]);
      const length = (end < 0 ? looks.length : end) - column;
      if (looks[column] !== '-/- 0') runs.push(`${column}+${length} ${looks[column]}`);
      column += length;
    }
    return `${text.trimEnd()}${runs.length === 0 ? '' : `   ⟨${runs.join(' · ')}⟩`}`;
  });
}

const screenOf = async (output: string, columns = 24, rows = 6): Promise<CellGrid> => {
  const screen = createEmulator({ columns, rows, unicode: 15 });
  await screen.feed(output);
  return screen.snapshot();
};

test('a dashboard with boxes, colours and wide characters, the last row included', async () => {
  const output = [
    '\x1b[?1049h\x1b[H\x1b[2J\x1b[?25l',
    '\x1b[1;38;2;88;166;255m┌─ agents ─────────────┐\x1b[0m',
    '\x1b[2;1H│\x1b[32m ✅ gpt\x1b[0m 漢字 👩‍💻 ok \x1b[2;24H│',
    '\x1b[3;1H│ \x1b[7minverse\x1b[27m \x1b[4:3;58;5;9mcurly\x1b[0m\x1b[3;24H│',
    '\x1b[4;1H└──────────────────────┘',
    '\x1b[5;1H\x1b[48;5;236m\x1b[K status 🗳️ \x1b[0m',
    '\x1b[6;1H漢字漢字漢字漢字漢字漢字',
  ].join('');
  expect(golden(await screenOf(output))).toEqual([
    '┌─ agents ─────────────┐   ⟨0+24 58a6ff/- 1⟩',
    '│ ✅ gpt 漢字 👩‍💻 ok    │   ⟨1+7 p2/- 0⟩',
    `│ inverse curly        │   ⟨2+7 -/- ${STYLE.inverse} · 10+5 -/- ${3 << 8}⟩`,
    '└──────────────────────┘',
    ' status 🗳️   ⟨0+24 -/p236 0⟩',
    '漢字漢字漢字漢字漢字漢字',
  ]);
});

test('scrolling regions, inserted lines and characters, tabs and line drawing', async () => {
  const output = [
    'one\r\ntwo\r\nthree\r\nfour\r\nfive\r\nsix',
    '\x1b[2;5r\x1b[2;1H\x1b[L\x1b[2;1Hnew', // inserts within rows 2–5
    '\x1b[r\x1b[1;2H\x1b[2@\x1b[6;1H\x1b[2P', // inserts in row 1, deletes in row 6
    '\x1b[3;1H\x1b[2K\tx\ty\x1b[4;1H\x1b(0lqqk\x1b(B',
  ].join('');
  expect(golden(await screenOf(output))).toEqual(['o  ne', 'new', '        x       y', '┌──┐e', 'four', 'x']);
});

test('the other screen comes back as it was', async () => {
  const screen = createEmulator({ columns: 12, rows: 3, unicode: 15 });
  await screen.feed('$ run\r\n\x1b[?1049h\x1b[Hfull screen');
  expect(screen.visibleText()).toBe('full screen\n\n');
  await screen.feed('\x1b[?1049l\x1b[0mdone');
  expect(golden(screen.snapshot())).toEqual(['$ run', 'done', '']);
});

test('a resize keeps what fits and joins what was wrapped', async () => {
  const screen = createEmulator({ columns: 6, rows: 3, unicode: 15 });
  await screen.feed('abcdefgh漢\r\nx');
  expect(screen.visibleText()).toBe('abcdef\ngh漢\nx');
  screen.resize(12, 3);
  expect(screen.visibleText()).toBe('abcdefgh漢\nx\n');
  screen.resize(1, 1);
  expect(screen.snapshot().text).toHaveLength(1);
});
