import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { splitClusters, textWidth } from '../../../terminal/text/clusters.ts';
import { blankGrid, DEFAULT_COLOUR, PALETTE_COLOUR } from '../../terminal/grid.ts';
import type { CellGrid, Cursor } from '../../terminal/grid.ts';

/** Screens are far smaller; a damaged file must not ask for all memory. */
const MOST_CELLS = 1_000_000;
const SHAPES = ['block', 'bar', 'underline'] as const;

/** Reads what `writeJsonScreen` wrote. The failure says what is wrong with the file. */
export function readJsonScreen(json: string): Result<CellGrid, string> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    return fail(`it is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (typeof value !== 'object' || value === null) return fail('it is not an object');
  const { size, palette, cursor, rows } = value as Readonly<Record<string, unknown>>;
  const [columns, height] = numbersOf(size) ?? [];
  if (columns === undefined || height === undefined || columns < 1 || height < 1 || columns * height > MOST_CELLS) {
    return fail('its "size" is not columns and rows');
  }
  if (!Array.isArray(palette) || !Array.isArray(rows) || rows.length !== height) {
    return fail(`it has no "palette", or not ${height} "rows"`);
  }
  const colours = palette.map(colourOf);
  if (colours.includes(null)) return fail('its "palette" has something that is no colour');
  const grid: { -readonly [Field in keyof CellGrid]: CellGrid[Field] } = blankGrid(columns, height);
  grid.cursor = cursorOf(cursor) ?? grid.cursor;
  for (const [row, runs] of rows.entries()) {
    if (!Array.isArray(runs) || !readRow(grid, row, runs, colours))
      return fail(`its row ${row + 1} is not made of runs`);
  }
  return ok(grid);
}

const numbersOf = (value: unknown): readonly number[] | null =>
  Array.isArray(value) && value.every((one) => Number.isSafeInteger(one)) ? (value as number[]) : null;

function colourOf(name: unknown): number | null {
  if (name === 'default') return DEFAULT_COLOUR;
  if (typeof name !== 'string') return null;
  if (/^\d{1,3}$/.test(name) && Number(name) < 256) return PALETTE_COLOUR | Number(name);
  return /^#[\da-f]{6}$/.test(name) ? Number.parseInt(name.slice(1), 16) : null;
}

function cursorOf(value: unknown): Cursor | null {
  if (!Array.isArray(value)) return null;
  const [row, column, name] = value as readonly unknown[];
  const shape = SHAPES.find((known) => known === name);
  if (typeof row !== 'number' || typeof column !== 'number' || shape === undefined) return null;
  return { row, column, visible: true, shape, blinks: false };
}

function readRow(grid: CellGrid, row: number, runs: readonly unknown[], colours: readonly (number | null)[]): boolean {
  let column = 0;
  for (const run of runs) {
    if (!Array.isArray(run)) return false;
    const [text, front, back, style, cells, line] = run as readonly unknown[];
    const foreground = typeof front === 'number' ? colours[front] : null;
    const background = typeof back === 'number' ? colours[back] : null;
    if (typeof text !== 'string' || typeof foreground !== 'number' || typeof background !== 'number') return false;
    const underlineColour = line === undefined ? DEFAULT_COLOUR : typeof line === 'number' ? colours[line] : null;
    if (typeof style !== 'number' || typeof underlineColour !== 'number') return false;
    const width = cells === 2 ? 2 : 1;
    for (const cluster of clustersOf(text, width)) {
      for (let half = 0; half < width; half += 1, column += 1) {
        if (column >= grid.columns) return false;
        const at = row * grid.columns + column;
        grid.text[at] = half === 1 || cluster === ' ' ? '' : cluster;
        grid.width[at] = half === 1 ? 0 : width;
        grid.foreground[at] = foreground;
        grid.background[at] = background;
        grid.style[at] = style;
        grid.underlineColour[at] = underlineColour;
      }
    }
  }
  return true;
}

/** A run's characters; where our own idea of them differs from the writer's, code points that stand alone are kept so. */
const clustersOf = (text: string, width: number): readonly string[] =>
  width === 2
    ? splitClusters(text)
    : splitClusters(text).flatMap((one) => (textWidth(one) > 1 ? Array.from(one) : [one]));
