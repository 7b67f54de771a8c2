/** `style` bits of a cell. The underline kind is in `UNDERLINE_SHIFT`…: 0 none, 1 single, 2 double, 3 curly, 4 dotted, 5 dashed. */
export const STYLE = {
  bold: 1,
  dim: 2,
  italic: 4,
  blink: 8,
  inverse: 16,
  hidden: 32,
  strike: 64,
  overline: 128,
} as const;
export const UNDERLINE_SHIFT = 8;
export const UNDERLINE_MASK = 7 << UNDERLINE_SHIFT;

/** A colour of a cell: `DEFAULT_COLOUR`, `PALETTE_COLOUR | 0…255`, or `0xrrggbb`. */
export const DEFAULT_COLOUR = 0x2000000;
export const PALETTE_COLOUR = 0x1000000;

export interface Cursor {
  /** 0-based. */
  readonly row: number;
  readonly column: number;
  readonly visible: boolean;
  readonly shape: 'block' | 'bar' | 'underline';
  readonly blinks: boolean;
}

export interface ScreenModes {
  readonly altScreen: boolean;
  readonly mouse: boolean;
  readonly bracketedPaste: boolean;
  readonly focusReports: boolean;
  readonly applicationCursor: boolean;
  /** The program holds back a frame (mode 2026). */
  readonly synchronized: boolean;
}

/** The visible screen at one moment; arrays of `columns × rows`, row by row. Filled anew by `snapshot`, read by everyone else. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  /** A grapheme cluster; empty for a blank cell and for the right half of a wide character. */
  readonly text: string[];
  /** 1, 2, or 0 for the right half of a wide character. */
  readonly width: Uint8Array;
  readonly foreground: Uint32Array;
  readonly background: Uint32Array;
  readonly style: Uint16Array;
  /** Of the line under a cell; `DEFAULT_COLOUR` is that of its text, and of every cell that has no such line. */
  readonly underlineColour: Uint32Array;
  /** Index into `links`; 0 is none. */
  readonly link: Uint16Array;
  readonly links: readonly string[];
  readonly cursor: Cursor;
  readonly title: string;
  readonly modes: ScreenModes;
}

/** Reads a program's output and knows what its screen shows. Pure of clocks; pictures and checks need nothing else. */
export interface ScreenEmulator {
  /** Resolves when the text is on the screen. */
  feed(data: string): Promise<void>;
  resize(columns: number, rows: number): void;
  /** Moves the viewport through the scrollback; negative is up. */
  scroll(lines: number): void;
  /** What the emulator answered since the last call; it belongs on the program's input. */
  takeReplies(): string;
  snapshot(into?: CellGrid): CellGrid;
  readonly modes: ScreenModes;
  readonly cursor: Cursor;
  /** Rows of the viewport, right-trimmed, joined by line feeds; blank rows stay. */
  visibleText(): string;
  /** The cursor's row, right-trimmed. */
  cursorLine(): string;
  dispose(): void;
}

/** A screen with nothing on it. */
export function blankGrid(columns: number, rows: number): CellGrid {
  const size = columns * rows;
  return {
    columns,
    rows,
    text: Array.from({ length: size }, () => ''),
    width: new Uint8Array(size).fill(1),
    foreground: new Uint32Array(size).fill(DEFAULT_COLOUR),
    background: new Uint32Array(size).fill(DEFAULT_COLOUR),
    style: new Uint16Array(size),
    underlineColour: new Uint32Array(size).fill(DEFAULT_COLOUR),
    link: new Uint16Array(size),
    links: [''],
    cursor: { row: 0, column: 0, visible: false, shape: 'block', blinks: false },
    title: '',
    modes: {
      altScreen: false,
      mouse: false,
      bracketedPaste: false,
      focusReports: false,
      applicationCursor: false,
      synchronized: false,
    },
  };
}

/** A grid of its own, for one that is only lent. */
export const copyGrid = (grid: CellGrid): CellGrid => ({
  ...grid,
  text: grid.text.slice(),
  width: grid.width.slice(),
  foreground: grid.foreground.slice(),
  background: grid.background.slice(),
  style: grid.style.slice(),
  underlineColour: grid.underlineColour.slice(),
  link: grid.link.slice(),
});
