import type { Terminal } from '@xterm/headless';
import type { CellGrid } from '../grid.ts';
import { DEFAULT_COLOUR, PALETTE_COLOUR, STYLE, UNDERLINE_SHIFT } from '../grid.ts';
import type { XtermCore, XtermLine } from './xterm-core.ts';
import { BACKGROUND_FLAG, COLOUR_MODE, CONTENT, FOREGROUND_FLAG, UNDERLINE_KIND_SHIFT } from './xterm-core.ts';

const MAX_LINKS = 0xffff;
const NUMBERS_PER_CELL = 3;
const SPACE = 0x20;

/** Copies the emulator's cells into grids; one reader belongs to one emulator. */
export interface CellReader {
  /** Fills the arrays of a grid of the emulator's size with what the viewport shows; the result is the link table. */
  read(into: CellGrid): readonly string[];
  /** A row of the viewport as text, wide characters once, right-trimmed. */
  rowText(row: number, columns: number): string;
}

const NO_LINKS: readonly string[] = [''];

export function createCellReader(terminal: Terminal, core: XtermCore): CellReader {
  const line = (row: number): XtermLine | undefined =>
    // oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
    core._bufferService.buffer.lines.get(terminal.buffer.active.viewportY + row);

  return {
    read(into) {
      const links = createLinkTable(core);
      for (let row = 0; row < into.rows; row += 1) {
        const source = line(row);
        const start = row * into.columns;
        if (source === undefined) clearCells(into, start, start + into.columns);
        else readRow(source, into, start, links);
      }
      return links.list();
    },
    rowText(row, columns) {
      const source = line(row);
      if (source === undefined) return '';
      let text = '';
      for (let column = 0; column < Math.min(columns, source.length); column += 1) {
        const width = widthAt(source, column, columns);
        if (width > 0) text += textAt(source, column, width) || ' ';
      }
      return text.trimEnd();
    },
  };
}

function readRow(source: XtermLine, into: CellGrid, start: number, links: LinkTable): void {
  // oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
  const { _data: data, _extendedAttrs: extended } = source;
  const columns = Math.min(into.columns, source.length);
  for (let column = 0; column < columns; column += 1) {
    const at = start + column;
    const from = column * NUMBERS_PER_CELL;
    const foreground = data[from + 1] ?? 0;
    const background = data[from + 2] ?? 0;
    const width = widthAt(source, column, into.columns);
    into.width[at] = width;
    into.text[at] = width === 0 ? '' : textAt(source, column, width);
    into.foreground[at] = colour(foreground);
    into.background[at] = colour(background);
    let style = styleBits(foreground, background);
    let underlineColour = DEFAULT_COLOUR;
    let link = 0;
    if ((background & BACKGROUND_FLAG.extended) !== 0) {
      const attributes = extended[column];
      // oxlint-disable-next-line no-underscore-dangle -- the public getter calls every link dashed.
      const marks = attributes?._ext ?? 0;
      if ((foreground & FOREGROUND_FLAG.underline) !== 0) {
        const kind = (marks >>> UNDERLINE_KIND_SHIFT) & 7;
        style |= (kind === 0 ? 1 : kind) << UNDERLINE_SHIFT;
        underlineColour = underlineColourOf(marks);
      }
      link = links.indexOf(attributes?.urlId ?? 0);
    } else if ((foreground & FOREGROUND_FLAG.underline) !== 0) style |= 1 << UNDERLINE_SHIFT;
    into.style[at] = style;
    into.underlineColour[at] = underlineColour;
    into.link[at] = link;
  }
  clearCells(into, start + columns, start + into.columns);
}

/** A half of a wide character whose other half is gone counts as a blank cell. */
function widthAt(source: XtermLine, column: number, columns: number): 0 | 1 | 2 {
  const own = rawWidth(source, column);
  if (own >= 2) return column + 1 < columns && rawWidth(source, column + 1) === 0 ? 2 : 1;
  if (own === 0) return column > 0 && rawWidth(source, column - 1) >= 2 ? 0 : 1;
  return 1;
}

// oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
const content = (source: XtermLine, column: number): number => source._data[column * NUMBERS_PER_CELL] ?? 0;
const rawWidth = (source: XtermLine, column: number): number => content(source, column) >>> CONTENT.widthShift;

function textAt(source: XtermLine, column: number, width: number): string {
  const cell = content(source, column);
  if (width !== cell >>> CONTENT.widthShift) return '';
  // oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
  if ((cell & CONTENT.combined) !== 0) return (source._combined[column] ?? '').toWellFormed();
  const point = cell & CONTENT.codePoint;
  return point === 0 || point === SPACE ? '' : character(point);
}

const characters: string[] = [];

/** One string per character of the lower planes, made once: a snapshot then allocates nothing. */
function character(point: number): string {
  if (point >= 0x3000) return String.fromCodePoint(point).toWellFormed();
  return (characters[point] ??= String.fromCodePoint(point));
}

function colour(attributes: number): number {
  switch (attributes & COLOUR_MODE.mask) {
    case COLOUR_MODE.rgb:
      return attributes & 0xffffff;
    case COLOUR_MODE.palette16:
    case COLOUR_MODE.palette256:
      return PALETTE_COLOUR | (attributes & 0xff);
    default:
      return DEFAULT_COLOUR;
  }
}

/** The emulator keeps `SGR 59`, the end of such a colour, as it keeps pure white: that is by far the rarer of the two. */
const NO_UNDERLINE_COLOUR = COLOUR_MODE.rgb | 0xffffff;

function underlineColourOf(marks: number): number {
  const attributes = marks & NO_UNDERLINE_COLOUR;
  return attributes === NO_UNDERLINE_COLOUR ? DEFAULT_COLOUR : colour(attributes);
}

function styleBits(foreground: number, background: number): number {
  if (((foreground | background) & ~COLOUR_MODE.mask & ~0xffffff) === 0) return 0; // by far the most cells
  return (
    ((foreground & FOREGROUND_FLAG.bold) === 0 ? 0 : STYLE.bold) |
    ((foreground & FOREGROUND_FLAG.inverse) === 0 ? 0 : STYLE.inverse) |
    ((foreground & FOREGROUND_FLAG.blink) === 0 ? 0 : STYLE.blink) |
    ((foreground & FOREGROUND_FLAG.hidden) === 0 ? 0 : STYLE.hidden) |
    ((foreground & FOREGROUND_FLAG.strike) === 0 ? 0 : STYLE.strike) |
    ((background & BACKGROUND_FLAG.dim) === 0 ? 0 : STYLE.dim) |
    ((background & BACKGROUND_FLAG.italic) === 0 ? 0 : STYLE.italic) |
    ((background & BACKGROUND_FLAG.overline) === 0 ? 0 : STYLE.overline)
  );
}

function clearCells(into: CellGrid, from: number, to: number): void {
  into.width.fill(1, from, to);
  into.text.fill('', from, to);
  into.foreground.fill(DEFAULT_COLOUR, from, to);
  into.background.fill(DEFAULT_COLOUR, from, to);
  into.style.fill(0, from, to);
  into.underlineColour.fill(DEFAULT_COLOUR, from, to);
  into.link.fill(0, from, to);
}

interface LinkTable {
  indexOf(urlId: number): number;
  list(): readonly string[];
}

function createLinkTable(core: XtermCore): LinkTable {
  let found: string[] | null = null;
  const known = new Map<number, number>();
  const byAddress = new Map<string, number>();
  return {
    indexOf(urlId) {
      if (urlId === 0) return 0;
      const before = known.get(urlId);
      if (before !== undefined) return before;
      // oxlint-disable-next-line no-underscore-dangle -- `XtermCore` says why.
      const address = core._oscLinkService.getLinkData(urlId)?.uri ?? '';
      found ??= [''];
      let index = byAddress.get(address) ?? found.length;
      if (address === '' || index > MAX_LINKS) index = 0;
      else if (index === found.length) {
        found.push(address);
        byAddress.set(address, index);
      }
      known.set(urlId, index);
      return index;
    },
    list: () => found ?? NO_LINKS,
  };
}
