import type { Glyphs } from '../glyphs.ts';
import { blanks, lineWidth, wrapLine } from '../line.ts';
import type { Cells, Line } from '../span.ts';
import { plainText, span } from '../span.ts';
import { inline } from './inline.ts';

const SEPARATOR_CELL = /^:?-+:?$/;
/** Columns between two columns: a bar with a blank on either side. */
const BETWEEN = 3;
/** Narrower columns would be read letter by letter: then every row becomes a short list. */
const NARROWEST = 5;

export const isTableRow = (line: string): boolean => /^\s*\|.*\S/.test(line);

/** True when the text may hold a table: then its lines depend on the width. */
export const hasTable = (text: string): boolean => /^\s*\|.*\n\s*\|/m.test(text);

const cellsOf = (row: string): readonly string[] =>
  row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

const isSeparator = (row: readonly string[]): boolean =>
  row.length > 0 && row.every((cell) => SEPARATOR_CELL.test(cell));

/** A separator row of which the rest is still to come. */
const HALF_SEPARATOR = /^[\s|:-]*$/;

/** The beginning of a row that is trusted to become one: two bars, or one and few words. */
const HALF_HEAD = /^\s*\|(?:[^|]{0,40}$|[^|]*\|)/;

/** Bars in a text make no table before its second row says so, unless it still arrives and looks like one. */
function isTable(source: readonly string[], growing: boolean): boolean {
  const [head = '', rule] = source;
  if (rule === undefined) return growing && HALF_HEAD.test(head);
  return isSeparator(cellsOf(rule)) || (growing && source.length === 2 && HALF_SEPARATOR.test(rule));
}

/**
 * Rows of a pipe table with their columns aligned, no line wider than `columns`: the widest columns are narrowed and
 * their cells wrapped. Without a separator row it is no table, unless its last row is `growing` and may yet become one.
 */
export function tableLines(
  source: readonly string[],
  columns: number,
  glyphs: Glyphs,
  cells: Cells,
  growing = false,
): readonly Line[] {
  if (!isTable(source, growing)) return source.map((line) => inline(line));
  const rows = source.map(cellsOf);
  const rule = rows[1] ?? [];
  const [head = [], , ...body] = rows.map((row, at) =>
    row.map((cell) => inline(cell, at === 0 ? 'strong' : 'text', growing && at === rows.length - 1)),
  );
  const natural: number[] = [];
  const words: number[] = [];
  for (const row of [head, ...body]) {
    for (const [column, cell] of row.entries()) {
      natural[column] = Math.max(natural[column] ?? 1, lineWidth(cell, cells));
      words[column] = Math.max(words[column] ?? 1, longestWord(cell, cells));
    }
  }
  const widths = narrowed(natural, words, columns - BETWEEN * (natural.length - 1));
  if (widths === null) return body.flatMap((row, at) => listLines(head, row, at, glyphs));
  const alignsRight = (column: number): boolean =>
    rule[column]?.endsWith(':') === true && !rule[column]?.startsWith(':');
  const draw = (row: readonly Line[]): readonly Line[] => rowLines(row, widths, alignsRight, glyphs, cells);
  const across = widths.map((width) => glyphs.rule.repeat(width)).join(glyphs.rule.repeat(BETWEEN));
  return [...draw(head), [span(across, 'border')], ...body.flatMap(draw)];
}

/**
 * The widths, the widest of them cut down until they fit together, words kept whole where that is possible; null when it
 * would leave too little of them.
 */
function narrowed(natural: readonly number[], words: readonly number[], room: number): readonly number[] | null {
  for (const floors of [words, natural.map(() => NARROWEST)]) {
    for (let most = room; most >= NARROWEST; most -= 1) {
      const widths = natural.map((width, column) => Math.min(width, Math.max(most, floors[column] ?? 0)));
      if (widths.reduce((sum, width) => sum + width, 0) <= room) return widths;
    }
  }
  return null;
}

const longestWord = (cell: Line, cells: Cells): number =>
  Math.max(
    0,
    ...plainText(cell)
      .split(/ |(?<=-)/)
      .map((word) => cells.width(word)),
  );

/** One row of the table, in as many lines as its highest cell. */
function rowLines(
  row: readonly Line[],
  widths: readonly number[],
  alignsRight: (column: number) => boolean,
  glyphs: Glyphs,
  cells: Cells,
): readonly Line[] {
  const wrapped = row.map((cell, column) => wrapLine(cell, widths[column] ?? 1, cells));
  const height = Math.max(1, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at): Line =>
    wrapped.flatMap((lines, column) => {
      const cell = lines[at] ?? [];
      const pad = span(blanks((widths[column] ?? 0) - lineWidth(cell, cells)));
      const last = column === wrapped.length - 1;
      const padded = alignsRight(column) ? [pad, ...cell] : last ? cell : [...cell, pad];
      return column === 0 ? padded : [span(` ${glyphs.divider} `, 'border'), ...padded];
    }),
  );
}

/** A row of a table that has more columns than there is room for: a line for each cell, with the name of its column. */
function listLines(head: readonly Line[], row: readonly Line[], at: number, glyphs: Glyphs): readonly Line[] {
  const gap: readonly Line[] = at === 0 ? [] : [[span(glyphs.rule.repeat(BETWEEN), 'border')]];
  return [
    ...gap,
    ...row.map((cell, column): Line => {
      const name = head[column] ?? [];
      return name.length === 0 ? cell : [...name, span(': ', 'muted'), ...cell];
    }),
  ];
}
