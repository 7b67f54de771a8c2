import { blanks, cutLine, lineWidth, wrapText } from './line.ts';
import type { Cells, Line } from './span.ts';
import { span } from './span.ts';

/** One row of the help: made from the key table. */
export interface HelpRow {
  readonly keys: string;
  readonly help: string;
}

export interface HelpSection {
  readonly title: string;
  readonly rows: readonly HelpRow[];
}

const KEY_COLUMNS = 20;
const TWO_COLUMNS_FROM = 92;

/** All keys by section; beside each other where there is room. */
export function helpLines(sections: readonly HelpSection[], columns: number, cells: Cells): readonly Line[] {
  if (columns < TWO_COLUMNS_FROM)
    return sections.flatMap((section, at) => [...(at === 0 ? [] : [[]]), ...sectionLines(section, columns, cells)]);
  const half = Math.floor((columns - 2) / 2);
  const drawn = sections.map((section) => sectionLines(section, half, cells));
  const total = drawn.reduce((sum, lines) => sum + lines.length + 1, 0);
  const left: Line[] = [];
  const right: Line[] = [];
  for (const lines of drawn) {
    const side = left.length === 0 || left.length + lines.length <= total / 2 + 2 ? left : right;
    if (side.length > 0) side.push([]);
    side.push(...lines);
  }
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at): Line => {
    const start = cutLine(left[at] ?? [], half, cells);
    return [...start, span(blanks(half + 2 - lineWidth(start, cells))), ...cutLine(right[at] ?? [], half, cells)];
  });
}

function sectionLines(section: HelpSection, columns: number, cells: Cells): readonly Line[] {
  const most = Math.min(KEY_COLUMNS, Math.floor(columns * 0.45)); // both wrap where it is narrow
  const rows = section.rows.flatMap((row): readonly Line[] => {
    const keys = wrapText(row.keys, most, cells, 'key');
    const words = wrapText(row.help, columns - most - 2, cells);
    return Array.from({ length: Math.max(keys.length, words.length) }, (_, at): Line => {
      const key = keys[at] ?? [];
      return [span(' '), ...key, span(blanks(most + 1 - lineWidth(key, cells))), ...(words[at] ?? [])];
    });
  });
  return [[span(section.title, 'heading')], ...rows].map((line) => cutLine(line, columns, cells));
}
