import * as fc from 'fast-check';
import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import type { IBufferCell, Terminal } from '@xterm/headless';
import headless from '@xterm/headless';
import { expect, test } from 'vitest';
import { createEmulator } from '../../../../src/recorder/terminal/emulator.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE, UNDERLINE_MASK } from '../../../../src/recorder/terminal/grid.ts';
import type { CellGrid, ScreenEmulator } from '../../../../src/recorder/terminal/grid.ts';

type Step =
  | { readonly does: 'write'; readonly text: string }
  | { readonly does: 'resize'; readonly columns: number; readonly rows: number }
  | { readonly does: 'scroll'; readonly lines: number };

const small = fc.integer({ min: 1, max: 9 });
const colours = fc.constantFrom('39', '49', '31', '92', '44', '105', '38;5;99', '48;5;200', '38;2;1;2;3', '48;2;9;8;7');
const looks = fc.constantFrom(
  '0',
  '1',
  '2',
  '3',
  '4',
  '4:3',
  '5',
  '7',
  '8',
  '9',
  '21',
  '22',
  '23',
  '24',
  '27',
  '53',
  '55',
);
const text = fc.oneof(
  {
    arbitrary: fc.constantFrom('a', 'word ', '漢字', '🚀', '👩‍💻', 'e\u0301', '\t', 'long text that wraps around'),
    weight: 3,
  },
  { arbitrary: fc.oneof(colours, looks).map((code) => `\x1b[${code}m`), weight: 2 },
  fc.constantFrom(
    '\r\n',
    '\r\n\n\n\n',
    '\r\n\n\n\n',
    '\r',
    '\b',
    '\x1bM',
    '\x1b7',
    '\x1b8',
    '\x1b[?1049h',
    '\x1b[?1049l',
    '\x1b[2;3r',
    '\x1b[r',
  ),
  fc.constantFrom('\x1b[K', '\x1b[1K', '\x1b[2K', '\x1b[J', '\x1b[2J', '\x1b[3J', '\x1b(0', '\x1b(B'),
  fc
    .tuple(small, fc.constantFrom('@', 'P', 'X', 'L', 'M', 'S', 'T', 'b', 'A', 'C', 'D'))
    .map(([n, end]) => `\x1b[${n}${end}`),
  fc.tuple(small, small).map(([row, column]) => `\x1b[${row};${column}H`),
);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: text.map((written): Step => ({ does: 'write', text: written })), weight: 12 },
    fc.record({ does: fc.constant('resize' as const), columns: fc.integer({ min: 2, max: 14 }), rows: small }),
    fc.record({ does: fc.constant('scroll' as const), lines: fc.integer({ min: -4, max: 4 }) }),
  ),
  { maxLength: 50 },
);

const STYLES: readonly (readonly [bit: number, has: (cell: IBufferCell) => number])[] = [
  [STYLE.bold, (cell) => cell.isBold()],
  [STYLE.dim, (cell) => cell.isDim()],
  [STYLE.italic, (cell) => cell.isItalic()],
  [STYLE.blink, (cell) => cell.isBlink()],
  [STYLE.inverse, (cell) => cell.isInverse()],
  [STYLE.hidden, (cell) => cell.isInvisible()],
  [STYLE.strike, (cell) => cell.isStrikethrough()],
  [STYLE.overline, (cell) => cell.isOverline()],
];
const NO_WIDTH = { getWidth: () => 1 };

/** What the package tells about a cell in public: text, width, colours, styles and whether there is an underline. */
function publicCell(terminal: Terminal, row: number, column: number): readonly unknown[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const cell = line?.getCell(column);
  if (cell === undefined) return ['', 1, DEFAULT_COLOUR, DEFAULT_COLOUR, 0, false];
  const [before, after] = [column - 1, column + 1].map((at) => line?.getCell(at) ?? NO_WIDTH);
  const own = cell.getWidth();
  const isLeft = own === 2 && column + 1 < terminal.cols && after?.getWidth() === 0;
  const isRight = own === 0 && column > 0 && before?.getWidth() === 2;
  const width = isLeft ? 2 : isRight ? 0 : 1;
  const shown = cell.getChars();
  let styles = 0;
  for (const [bit, has] of STYLES) if (has(cell) !== 0) styles |= bit;
  return [
    width === own && shown !== ' ' ? shown : '',
    width,
    cell.isFgDefault() ? DEFAULT_COLOUR : cell.getFgColor() + (cell.isFgPalette() ? PALETTE_COLOUR : 0),
    cell.isBgDefault() ? DEFAULT_COLOUR : cell.getBgColor() + (cell.isBgPalette() ? PALETTE_COLOUR : 0),
    styles,
    cell.isUnderline() !== 0,
  ];
}

function ownCell(grid: CellGrid, row: number, column: number): readonly unknown[] {
  const at = row * grid.columns + column;
  const style = grid.style[at] ?? 0;
  const underlined = (style & UNDERLINE_MASK) !== 0;
  return [grid.text[at], grid.width[at], grid.foreground[at], grid.background[at], style & ~UNDERLINE_MASK, underlined];
}

async function perform(step: Step, screen: ScreenEmulator, terminal: Terminal): Promise<void> {
  if (step.does === 'write') {
    await screen.feed(step.text);
    await new Promise<void>((resolve) => {
      terminal.write(step.text, resolve);
    });
  } else if (step.does === 'resize') {
    screen.resize(step.columns, step.rows);
    terminal.resize(step.columns, step.rows);
  } else {
    screen.scroll(step.lines);
    terminal.scrollLines(step.lines);
  }
}

test('every cell is what the package tells in public, whatever is written, erased, scrolled and resized', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const screen = createEmulator({ columns: 10, rows: 4, unicode: 15 });
      const terminal = new headless.Terminal({ cols: 10, rows: 4, allowProposedApi: true });
      new UnicodeGraphemesAddon().activate(terminal);
      terminal.unicode.activeVersion = '15-graphemes';
      let grid = screen.snapshot();
      for (const step of all) {
        await perform(step, screen, terminal);
        grid = screen.snapshot(grid); // one grid for all of them, as a film has it
      }
      expect([grid.columns, grid.rows]).toEqual([terminal.cols, terminal.rows]);
      const places = Array.from({ length: grid.rows * grid.columns }, (_, at) => [
        Math.floor(at / grid.columns),
        at % grid.columns,
      ]);
      const own = places.map(([row = 0, column = 0]) => ownCell(grid, row, column));
      const told = places.map(([row = 0, column = 0]) => publicCell(terminal, row, column));
      expect(own).toEqual(told);
      const lines = Array.from({ length: grid.rows }, (_, row) =>
        told
          .slice(row * grid.columns, (row + 1) * grid.columns)
          .map(([shown, width]) => (width === 0 ? '' : String(shown) || ' '))
          .join('')
          .trimEnd(),
      );
      expect(screen.visibleText().split('\n')).toEqual(lines);
      const { baseY, cursorY, cursorX, viewportY } = terminal.buffer.active;
      const row = baseY + cursorY - viewportY;
      expect([grid.cursor.visible, grid.cursor.row, grid.cursor.column]).toEqual([
        row < grid.rows,
        Math.min(row, grid.rows - 1),
        Math.min(cursorX, grid.columns - 1),
      ]);
      screen.dispose();
      terminal.dispose();
    }),
    { numRuns: 150 },
  );
});
