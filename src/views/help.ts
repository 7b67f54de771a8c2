import { blanks, cutLine, lineWidth, pad } from './line.ts';
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

const KEY_COLUMNS = 18;
const TWO_COLUMNS_FROM = 92;

/** All keys by section; beside each other where there is room. */
export function helpLines(sections: readonly HelpSection[], columns: number, cells: Cells): readonly Line[] {
  const drawn = sections.map((section) => sectionLines(section, cells));
  if (columns < TWO_COLUMNS_FROM) {
    return drawn
      .flatMap((lines, at) => (at === 0 ? lines : [[], ...lines]))
      .map((line) => cutLine(line, columns, cells));
  }
  const half = Math.floor((columns - 2) / 2);
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

function sectionLines(section: HelpSection, cells: Cells): readonly Line[] {
  return [
    [span(section.title, 'heading')],
    ...section.rows.map((row): Line => [span(` ${pad(row.keys, KEY_COLUMNS, cells)} `, 'key'), span(row.help, 'text')]),
  ];
}
