import headless from '@xterm/headless';
import { sanitise } from '../../terminal/text/sanitise.ts';
import { boundCounts } from './screen/bounded-counts.ts';
import { boundLinks } from './screen/bounded-links.ts';
import { useWidths } from './screen/cluster-limit.ts';
import { watchCursor } from './screen/cursor-hooks.ts';
import { DEFAULT_COLOURS } from './default-colours.ts';
import type { TerminalColours } from './default-colours.ts';
import { blankGrid } from './grid.ts';
import type { CellGrid, Cursor, ScreenEmulator, ScreenModes } from './grid.ts';
import { parseParts } from './screen/parse-parts.ts';
import { guardEraseAbove } from './screen/erase-above.ts';
import { gatherReplies } from './screen/replies.ts';
import { createCellReader } from './screen/screen-cells.ts';
import { keepBuffersQuiet, xtermCore } from './screen/xterm-core.ts';

export interface EmulatorOptions {
  readonly columns: number;
  readonly rows: number;
  /** 15: clusters are one glyph (`👩‍💻` is two cells). 11: widths of code points add up. */
  readonly unicode: 11 | 15;
  /** Answers to colour queries. Default: VHS's built-in theme. */
  readonly theme?: TerminalColours;
  /** Lines kept above the screen. Default 1000, as xterm.js has it. */
  readonly scrollback?: number;
  /** Pixels of a cell, for programs that ask. Default 10×20. */
  readonly cell?: { readonly width: number; readonly height: number };
}

const DEFAULT_SCROLLBACK = 1000;
const MAX_TITLE_LENGTH = 256;

const WINDOW_REPORTS = {
  getWinSizePixels: true,
  getCellSizePixels: true,
  getWinSizeChars: true,
  getScreenSizeChars: true,
  pushTitle: true,
  popTitle: true,
} as const;

/**
 * A terminal without a window. Whatever a program prints, nothing throws, and what is remembered is bounded: scrollback,
 * title, links, clusters and unread replies. Sizes below 1 count as 1.
 */
export function createEmulator(options: EmulatorOptions): ScreenEmulator {
  const cells = { columns: atLeastOne(options.columns), rows: atLeastOne(options.rows) };
  const terminal = new headless.Terminal({
    cols: cells.columns,
    rows: cells.rows,
    allowProposedApi: true,
    scrollback: options.scrollback ?? DEFAULT_SCROLLBACK,
    logLevel: 'off',
    windowOptions: WINDOW_REPORTS,
  });
  useWidths(terminal, options.unicode);
  const core = xtermCore(terminal);
  boundCounts(core, cells);
  guardEraseAbove(terminal, core);
  boundLinks(terminal, core);
  const reader = createCellReader(terminal, core);
  const cursorLook = watchCursor(terminal);
  const takeReplies = gatherReplies(terminal, {
    colours: options.theme ?? DEFAULT_COLOURS,
    cell: options.cell ?? { width: 10, height: 20 },
    graphemes: options.unicode === 15,
  });
  let title = '';
  terminal.onTitleChange((next) => {
    title = sanitise(next.slice(0, 4 * MAX_TITLE_LENGTH), 'name')
      .slice(0, MAX_TITLE_LENGTH)
      .toWellFormed();
  });
  let parsed: Promise<void> | null = null; // the end of the text that is being parsed in parts
  const life = { over: false };

  // oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
  const parse = (text: string): void => void core._inputHandler.parse(text);

  async function parseInParts(parts: readonly string[], before: Promise<void> | null): Promise<void> {
    await before;
    for (const [index, part] of parts.entries()) {
      if (index > 0) await new Promise((resolve) => setImmediate(resolve));
      if (life.over) return;
      parse(part);
    }
  }

  const modes = (): ScreenModes => {
    const own = terminal.modes;
    return {
      altScreen: terminal.buffer.active.type === 'alternate',
      mouse: own.mouseTrackingMode !== 'none',
      bracketedPaste: own.bracketedPasteMode,
      focusReports: own.sendFocusMode,
      applicationCursor: own.applicationCursorKeysMode,
      synchronized: own.synchronizedOutputMode,
    };
  };

  const cursor = (): Cursor => {
    const { baseY, cursorX, cursorY, viewportY } = terminal.buffer.active;
    const row = baseY + cursorY - viewportY;
    const { visible, shape, blinks } = cursorLook();
    return {
      row: Math.min(row, cells.rows - 1),
      column: Math.min(cursorX, cells.columns - 1), // it stands behind the last column until the next character wraps
      visible: visible && row < cells.rows,
      shape,
      blinks,
    };
  };

  return {
    feed(data) {
      if (life.over || data === '') return parsed ?? Promise.resolve();
      const parts = parseParts(data, cells.columns * cells.rows);
      if (parsed === null && parts.length === 1) {
        parse(data);
        return Promise.resolve();
      }
      const mine = parseInParts(parts, parsed).finally(() => {
        if (parsed === mine) parsed = null;
      });
      parsed = mine;
      return mine;
    },
    resize(columns, rows) {
      cells.columns = atLeastOne(columns);
      cells.rows = atLeastOne(rows);
      keepBuffersQuiet(core);
      terminal.resize(cells.columns, cells.rows);
    },
    scroll: (lines) => terminal.scrollLines(Math.trunc(lines)),
    takeReplies,
    snapshot(into) {
      const grid: { -readonly [Field in keyof CellGrid]: CellGrid[Field] } =
        into?.columns === cells.columns && into.rows === cells.rows ? into : blankGrid(cells.columns, cells.rows);
      grid.links = reader.read(grid);
      grid.cursor = cursor();
      grid.title = title;
      grid.modes = modes();
      return grid;
    },
    get modes() {
      return modes();
    },
    get cursor() {
      return cursor();
    },
    visibleText: () => Array.from({ length: cells.rows }, (_, row) => reader.rowText(row, cells.columns)).join('\n'),
    cursorLine: () => {
      const { baseY, cursorY, viewportY } = terminal.buffer.active;
      return reader.rowText(baseY + cursorY - viewportY, cells.columns);
    },
    dispose() {
      life.over = true;
      terminal.dispose();
    },
  };
}

const atLeastOne = (cells: number): number => Math.max(1, Math.trunc(cells) || 1);
