import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import headless from '@xterm/headless';
import { eastAsianWidth } from 'get-east-asian-width';

interface ScreenCell {
  readonly text: string;
  /** 0 for the right half of a wide character. */
  readonly width: number;
  /** 24-bit colour, 256-palette index + 0x1000000, or -1. */
  readonly fg: number;
  readonly bg: number;
  readonly bold: boolean;
  readonly inverse: boolean;
}

/** A terminal emulator without a window: bytes in, cells out, answers to questions like a real one. */
export interface ScreenModel {
  write(bytes: string): Promise<void>;
  resize(cols: number, rows: number): void;
  cell(x: number, y: number): ScreenCell;
  /** Rows as text without trailing blanks. */
  rows(): string[];
  text(): string;
  readonly cursor: { readonly x: number; readonly y: number };
  readonly isAlternate: boolean;
  /** Private modes that are on, of those a full-screen program switches. */
  readonly modes: { readonly mouse: string; readonly bracketedPaste: boolean; readonly focus: boolean };
  onAnswer(listener: (bytes: string) => void): void;
  onTitle(listener: (title: string) => void): void;
}

export interface ScreenModelOptions {
  readonly cols: number;
  readonly rows: number;
  /** `grapheme`: clusters are one glyph. `codepoint`: widths of code points add up. Default grapheme. */
  readonly widths?: 'grapheme' | 'codepoint';
  /** Cells of what is wide only in East Asian fonts. 2 goes with widths that add up. Default 1. */
  readonly ambiguous?: 1 | 2;
}

const { Terminal } = headless;

const wcwidth = (point: number, ambiguous: 1 | 2): 0 | 1 | 2 => {
  if (point >= 0x600 && point <= 0x605) return 1; // formally a format character, but one with a shape
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(String.fromCodePoint(point)) || (point >= 0x1160 && point <= 0x11ff)) return 0;
  return eastAsianWidth(point, { ambiguousAsWide: ambiguous === 2 });
};

/** A terminal of the older kind: every code point has a width, marks of width 0 join the cell before. */
const codePointWidths = (ambiguous: 1 | 2) => ({
  version: 'codepoint',
  wcwidth: (point: number) => wcwidth(point, ambiguous),
  charProperties(point: number, preceding: number): number {
    const before = (preceding >> 1) & 3;
    const own = wcwidth(point, ambiguous);
    const joins = own === 0 && preceding !== 0 && before !== 0;
    return ((joins ? Math.max(before, own) : own) << 1) | (joins ? 1 : 0);
  },
});

const colour = (isDefault: boolean, isRgb: boolean, value: number): number =>
  isDefault ? -1 : isRgb ? value : 0x1000000 + value;

export function createScreenModel(options: ScreenModelOptions): ScreenModel {
  const { cols, rows, widths = 'grapheme', ambiguous = 1 } = options;
  const terminal = new Terminal({ cols, rows, allowProposedApi: true, scrollback: 0 });
  if (widths === 'grapheme' && ambiguous === 1) {
    new UnicodeGraphemesAddon().activate(terminal);
    terminal.unicode.activeVersion = '15-graphemes';
  } else {
    const provider = codePointWidths(ambiguous);
    terminal.unicode.register(provider);
    terminal.unicode.activeVersion = provider.version;
  }

  const cell = (x: number, y: number): ScreenCell => {
    const buffer = terminal.buffer.active;
    const found = buffer.getLine(buffer.baseY + y)?.getCell(x);
    if (found === undefined) throw new RangeError(`no cell ${x},${y}`);
    return {
      text: found.getChars(),
      width: found.getWidth(),
      fg: colour(found.isFgDefault(), found.isFgRGB(), found.getFgColor()),
      bg: colour(found.isBgDefault(), found.isBgRGB(), found.getBgColor()),
      bold: found.isBold() !== 0,
      inverse: found.isInverse() !== 0,
    };
  };
  const rowsOf = (): string[] =>
    Array.from({ length: terminal.rows }, (_, y) => {
      const buffer = terminal.buffer.active;
      return (
        buffer
          .getLine(buffer.baseY + y)
          ?.translateToString(true)
          .trimEnd() ?? ''
      );
    });

  return {
    write: (bytes) => new Promise((resolve) => terminal.write(bytes, resolve)),
    resize: (nextCols, nextRows) => terminal.resize(nextCols, nextRows),
    cell,
    rows: rowsOf,
    text: () => rowsOf().join('\n').trimEnd(),
    get cursor() {
      return { x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY };
    },
    get isAlternate() {
      return terminal.buffer.active.type === 'alternate';
    },
    get modes() {
      const { mouseTrackingMode, bracketedPasteMode, sendFocusMode } = terminal.modes;
      return { mouse: mouseTrackingMode, bracketedPaste: bracketedPasteMode, focus: sendFocusMode };
    },
    onAnswer: (listener) => void terminal.onData(listener),
    onTitle: (listener) => void terminal.onTitleChange(listener),
  };
}
