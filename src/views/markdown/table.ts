import type { Glyphs } from '../glyphs.ts';
import { blanks, lineWidth } from '../line.ts';
import type { Cells, Line } from '../span.ts';
import { span } from '../span.ts';
import { inline } from './inline.ts';

const SEPARATOR_CELL = /^:?-+:?$/;

export const isTableRow = (line: string): boolean => /^\s*\|.*\S/.test(line);

const cellsOf = (row: string): readonly string[] =>
  row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.trim());

const isSeparator = (row: readonly string[]): boolean =>
  row.length > 0 && row.every((cell) => SEPARATOR_CELL.test(cell));

/** Rows of a pipe table with their columns aligned, one line per row; without a separator row it is not a table yet. */
export function tableLines(source: readonly string[], glyphs: Glyphs, cells: Cells): readonly Line[] {
  const rows = source.map(cellsOf);
  const rule = rows[1];
  if (rule === undefined || !isSeparator(rule)) return source.map((line) => inline(line));
  const drawn = rows.map((row, at) => row.map((cell) => inline(cell, at === 0 ? 'strong' : 'text')));
  const widths: number[] = [];
  drawn.forEach((row, at) => {
    if (at === 1) return;
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 1, lineWidth(cell, cells))));
  });
  return drawn.map((row, at): Line => {
    if (at === 1) return [span(widths.map((width) => glyphs.rule.repeat(width)).join(glyphs.rule.repeat(3)), 'border')];
    return row.flatMap((cell, column) => {
      const room = (widths[column] ?? 0) - lineWidth(cell, cells);
      const alignsRight = rule[column]?.endsWith(':') === true && !rule[column]?.startsWith(':');
      const last = column === row.length - 1;
      const padded = alignsRight ? [span(blanks(room)), ...cell] : last ? cell : [...cell, span(blanks(room))];
      return column === 0 ? padded : [span(` ${glyphs.divider} `, 'border'), ...padded];
    });
  });
}
