import { splitClusters, textWidth } from '../../terminal/text/clusters.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { GoldenRequest } from '../play/play-ports.ts';
import { copyGrid, DEFAULT_COLOUR } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { createPatternBook } from './pattern-book.ts';
import { rowWithCells } from './screen-text.ts';

export type Mask = GoldenRequest['masks'][number];

/** Stands in every cell of a masked text that is given no other. */
const MASKED_CELL = '*';

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly foreground: number;
  readonly background: number;
  readonly style: number;
  readonly underlineColour: number;
  readonly link: number;
}

/**
 * The screen with every match of the masks replaced, row by row; matches never span rows. All cells of a replacement look
 * like the first cell of the match. Without `as`, each cell becomes `*`. With it, columns stay where they are if they can: a
 * shorter text is filled up with blanks, a longer one takes the blanks behind the match, and only then moves what follows;
 * so `9s` and `12s` in a column of a table give the same golden. The failure names the pattern that is wrong.
 */
export function applyMasks(grid: CellGrid, masks: readonly Mask[]): Result<CellGrid, string> {
  if (masks.length === 0) return ok(grid);
  const book = createPatternBook('g');
  const masked = copyGrid(grid);
  for (const { pattern, as } of masks) {
    const compiled = book.get(pattern);
    if (!compiled.ok) return fail(`mask /${pattern}/ cannot be used: ${compiled.error}`);
    for (let row = 0; row < grid.rows; row += 1) maskRow(masked, row, compiled.value, as);
  }
  return ok(masked);
}

function maskRow(grid: CellGrid, row: number, pattern: RegExp, as: string | null): void {
  const { text, cells } = rowWithCells(grid, row);
  const matches = Array.from(text.matchAll(pattern)).filter(([found]) => found !== '');
  if (matches.length === 0) return;
  const all = Array.from({ length: grid.columns }, (_, column) => cellAt(grid, row * grid.columns + column));
  const next: Cell[] = [];
  let done = 0;
  for (const match of matches) {
    const from = cells[match.index] ?? 0;
    let to = cells[match.index + match[0].length] ?? grid.columns;
    const look = all[from];
    if (look === undefined || from < done) continue; // a longer text has taken its blanks
    next.push(...all.slice(done, from));
    const shown = as ?? MASKED_CELL.repeat(to - from);
    let room = to - from - textWidth(shown);
    for (; room < 0 && isBlank(all[to]); room += 1) to += 1;
    next.push(...cellsOf(shown + ' '.repeat(Math.max(0, room)), look));
    done = to;
  }
  next.push(...all.slice(done));
  writeRow(grid, row, next);
}

const cellAt = (grid: CellGrid, at: number): Cell => ({
  text: grid.text[at] ?? '',
  width: grid.width[at] ?? 1,
  foreground: grid.foreground[at] ?? DEFAULT_COLOUR,
  background: grid.background[at] ?? DEFAULT_COLOUR,
  style: grid.style[at] ?? 0,
  underlineColour: grid.underlineColour[at] ?? DEFAULT_COLOUR,
  link: grid.link[at] ?? 0,
});

const isBlank = (cell: Cell | undefined): boolean =>
  cell?.width === 1 && (cell.text === '' || cell.text === ' ') && cell.background === DEFAULT_COLOUR;

const cellsOf = (text: string, look: Cell): readonly Cell[] =>
  splitClusters(text).flatMap((cluster) => {
    const width = textWidth(cluster);
    if (width === 0) return [];
    const own = { ...look, link: 0, text: cluster === ' ' ? '' : cluster, width };
    return width === 2 ? [own, { ...own, text: '', width: 0 }] : [own];
  });

const BLANK: Cell = {
  text: '',
  width: 1,
  foreground: DEFAULT_COLOUR,
  background: DEFAULT_COLOUR,
  style: 0,
  underlineColour: DEFAULT_COLOUR,
  link: 0,
};

/** What does not fit any more is cut; half a wide character becomes a blank. */
function writeRow(grid: CellGrid, row: number, cells: readonly Cell[]): void {
  for (let column = 0; column < grid.columns; column += 1) {
    const given = cells[column] ?? BLANK;
    const isHalf = given.width === 2 && column + 1 === grid.columns;
    const cell = isHalf ? { ...given, text: '', width: 1 } : given;
    const at = row * grid.columns + column;
    grid.text[at] = cell.text;
    grid.width[at] = cell.width;
    grid.foreground[at] = cell.foreground;
    grid.background[at] = cell.background;
    grid.style[at] = cell.style;
    grid.underlineColour[at] = cell.underlineColour;
    grid.link[at] = cell.link;
  }
}
