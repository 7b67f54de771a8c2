import { DEFAULT_COLOUR, PALETTE_COLOUR } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { cellRuns } from './cell-runs.ts';
import type { FilmEncoder } from './encoder.ts';

/**
 * Text, number of its colour in the palette, number of its background's, style bits; a fifth, 2, for wide characters. Where
 * the underline has a colour of its own, its number is the sixth, and the fifth may be 1.
 */
export type JsonRun =
  | readonly [string, number, number, number]
  | readonly [string, number, number, number, 2]
  | readonly [string, number, number, number, 1 | 2, number];

/** A screen's cells as data. */
export interface JsonScreen {
  /** Columns, rows. */
  readonly size: readonly [number, number];
  /** `default`, a number of the terminal's 256 colours, or `#rrggbb`; in the order they are used. */
  readonly palette: readonly string[];
  /** Row, column, shape; null when hidden. */
  readonly cursor: readonly [number, number, string] | null;
  /** Blank cells without any colour or style at a row's end are left out. */
  readonly rows: readonly (readonly JsonRun[])[];
}

const colourName = (colour: number): string =>
  colour === DEFAULT_COLOUR
    ? 'default'
    : (colour & PALETTE_COLOUR) !== 0
      ? String(colour & 0xff)
      : `#${colour.toString(16).padStart(6, '0')}`;

/** Gives colours their numbers as they come. */
function createPalette(): { readonly names: string[]; readonly numberOf: (colour: number) => number } {
  const names: string[] = [];
  const numbers = new Map<number, number>();
  return {
    names,
    numberOf: (colour) => {
      const known = numbers.get(colour);
      if (known !== undefined) return known;
      numbers.set(colour, names.length);
      names.push(colourName(colour));
      return names.length - 1;
    },
  };
}

function rowOf(grid: CellGrid, row: number, numberOf: (colour: number) => number): readonly JsonRun[] {
  const runs = cellRuns(grid, row).map((run) => ({ ...run, text: run.clusters.join('') }));
  for (let last = runs.at(-1); last !== undefined; last = runs.at(-1)) {
    if (last.background === DEFAULT_COLOUR && last.style === 0) last.text = last.text.replace(/ +$/, '');
    if (last.text !== '') break;
    runs.pop();
  }
  return runs.map(({ text, foreground, background, style, isWide, underlineColour }) => {
    const run = [text, numberOf(foreground), numberOf(background), style] as const;
    if (underlineColour !== DEFAULT_COLOUR) return [...run, isWide ? 2 : 1, numberOf(underlineColour)];
    return isWide ? [...run, 2] : run;
  });
}

const cursorOf = ({ cursor }: CellGrid): JsonScreen['cursor'] =>
  cursor.visible ? [cursor.row, cursor.column, cursor.shape] : null;

/** A whole screen as data. */
export function jsonScreen(grid: CellGrid): JsonScreen {
  const palette = createPalette();
  const rows = Array.from({ length: grid.rows }, (_, row) => rowOf(grid, row, palette.numberOf));
  return { size: [grid.columns, grid.rows], palette: palette.names, cursor: cursorOf(grid), rows };
}

/** The same as a file that is easy to compare: one row of the screen on each line. */
export function writeJsonScreen(grid: CellGrid): string {
  const { size, palette, cursor, rows } = jsonScreen(grid);
  const head = [
    `  "size": ${JSON.stringify(size)}`,
    `  "palette": ${JSON.stringify(palette)}`,
    `  "cursor": ${JSON.stringify(cursor)}`,
  ];
  return `{\n${head.join(',\n')},\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}\n`;
}

/**
 * A film as data, one frame on each line: `at` in milliseconds, the size when it is new, the palette of this frame, and
 * of the rows those that differ from the frame before, by their number.
 */
export function createJsonEncoder(): FilmEncoder {
  const encoder = new TextEncoder();
  let known: string[] = [];
  let size = '';
  let isFirst = true;

  const rowsThatDiffer = (grid: CellGrid, palette: ReturnType<typeof createPalette>) => {
    const rows: Record<string, readonly JsonRun[]> = {};
    for (let row = 0; row < grid.rows; row += 1) {
      const key = JSON.stringify(cellRuns(grid, row));
      if (key === known[row]) continue;
      known[row] = key;
      rows[row] = rowOf(grid, row, palette.numberOf);
    }
    return rows;
  };

  return {
    begin: ({ title, durationMs, loop }) =>
      encoder.encode(
        `{"version":1,"title":${JSON.stringify(title)},"duration":${durationMs},"loop":${loop},"frames":[`,
      ),
    frame: ({ grid, atMs }) => {
      const isNewSize = size !== `${grid.columns}x${grid.rows}`;
      if (isNewSize) known = [];
      size = `${grid.columns}x${grid.rows}`;
      const palette = createPalette();
      const rows = rowsThatDiffer(grid, palette);
      const frame = {
        at: atMs,
        ...(isNewSize ? { size: [grid.columns, grid.rows] } : {}),
        palette: palette.names,
        cursor: cursorOf(grid),
        rows,
      };
      const before = isFirst ? '\n' : ',\n';
      isFirst = false;
      return encoder.encode(before + JSON.stringify(frame));
    },
    end: () => encoder.encode('\n]}\n'),
  };
}
