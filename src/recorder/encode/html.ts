import { cellColours, underlineInk } from '../picture/cell-colours.ts';
import type { Theme } from '../picture/picture.ts';
import { STYLE, UNDERLINE_MASK, UNDERLINE_SHIFT } from '../terminal/grid.ts';
import type { CellGrid } from '../terminal/grid.ts';
import { cellRuns, createRowNumbers } from './cell-runs.ts';
import type { CellRun } from './cell-runs.ts';
import type { FilmEncoder, FilmFrame, FilmInfo } from './encoder.ts';
import { pageEnd, pageHead } from './html/page.ts';
import { PLAYER } from './html/player.ts';
import { cssColour } from './svg/xml.ts';
import { keepText, readableText } from './text-golden.ts';
import type { KeptText } from './text-golden.ts';

const UNDERLINES = ['', 'solid', 'double', 'wavy', 'dotted', 'dashed'] as const;

/** The first look is that of plain text: no colour, no lines. */
const PLAIN_LOOK = 0;

/** JSON that may stand in a script: no text of it can end the script or begin a comment. */
const scriptJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A style sheet's words for how a run looks. */
function lookOf({ foreground, background, style, underlineColour }: CellRun, theme: Theme): string {
  const colours = cellColours(theme, foreground, background, style);
  const lineInk = underlineInk(theme, underlineColour, style, colours);
  const underline = UNDERLINES[(style & UNDERLINE_MASK) >> UNDERLINE_SHIFT] ?? '';
  const lines = [...(underline === '' ? [] : ['underline']), ...((style & STYLE.strike) === 0 ? [] : ['line-through'])];
  return [
    `color:${cssColour(colours.foreground)}`,
    ...(colours.background === theme.background ? [] : [`background:${cssColour(colours.background)}`]),
    ...((style & STYLE.bold) === 0 ? [] : ['font-weight:bold']),
    ...((style & STYLE.italic) === 0 ? [] : ['font-style:italic']),
    // A text decoration would lie above the row, which cuts off what stands out of it.
    ...((style & STYLE.overline) === 0 ? [] : ['box-shadow:inset 0 1px']),
    ...(lines.length === 0 ? [] : [`text-decoration:${lines.join(' ')} ${underline}`.trimEnd()]),
    // One colour is for all lines of a run.
    ...(underline === '' || lines.length > 1 || lineInk === colours.foreground
      ? []
      : [`text-decoration-color:${cssColour(lineInk)}`]),
  ].join(';');
}

type ScriptRun = readonly [text: string, cells: number, look: number];

/** Letters and lines every terminal font has in the width of its letters; others may come from a font that does not. */
const KEEPS_WIDTH = /^[\u0020-\u024f\u2500-\u257f]$/;

/** A run in pieces whose width a browser cannot get wrong. */
function piecesOf(run: CellRun, look: number): readonly ScriptRun[] {
  const cells = run.isWide ? 2 : 1;
  const pieces: [text: string, cells: number, look: number][] = [];
  let goesOn = false;
  for (const cluster of run.clusters) {
    const keepsWidth = !run.isWide && KEEPS_WIDTH.test(cluster);
    const last = pieces.at(-1);
    if (last !== undefined && goesOn && keepsWidth) {
      last[0] += cluster;
      last[1] += 1;
    } else pieces.push([cluster, cells, look]);
    goesOn = keepsWidth;
  }
  return pieces;
}

/** The runs of a row without plain blanks at its end. */
function scriptRow(grid: CellGrid, row: number, numberOf: (run: CellRun) => number): readonly ScriptRun[] {
  const runs = cellRuns(grid, row).flatMap((run): readonly ScriptRun[] => {
    const look = numberOf(run);
    return (run.style & STYLE.hidden) === 0 ? piecesOf(run, look) : [[' '.repeat(run.cells), run.cells, look]];
  });
  const last = runs.at(-1);
  if (last?.[2] !== PLAIN_LOOK) return runs;
  const text = last[0].replace(/ +$/, '');
  return text === '' ? runs.slice(0, -1) : [...runs.slice(0, -1), [text, last[1], PLAIN_LOOK]];
}

function cursorOf(grid: CellGrid): readonly unknown[] | 0 {
  const { cursor } = grid;
  if (!cursor.visible || cursor.row >= grid.rows || cursor.column >= grid.columns) return 0;
  const isRightHalf = cursor.column > 0 && grid.width[cursor.row * grid.columns + cursor.column] === 0;
  const column = cursor.column - (isRightHalf ? 1 : 0);
  const at = cursor.row * grid.columns + column;
  const cells = grid.width[at] === 2 ? 2 : 1;
  return [cursor.row, column, cells, cursor.shape, grid.text[at] ?? ''];
}

/**
 * A page with the film and a small player in it: play, pause, seek, speed, single steps. Text can be selected. Nothing is
 * fetched (the page's own policy forbids it) and nothing the recorded program printed is ever read as markup or script.
 * Each different row is there once.
 */
export function createHtmlEncoder(): FilmEncoder {
  const encoder = new TextEncoder();
  const numbers = createRowNumbers();
  const looks = new Map<string, number>();
  const shown: number[] = [];
  let last: KeptText | null = null;
  let info: FilmInfo | null = null;

  const framePiece = ({ grid, atMs, overlay }: FilmFrame, { theme, rows }: FilmInfo): string => {
    const numberOf = (run: CellRun): number => {
      const look = lookOf(run, theme);
      const known = looks.get(look) ?? looks.size;
      looks.set(look, known);
      return known;
    };
    const changes: number[] = [];
    let fresh = '';
    for (let row = 0; row < Math.min(grid.rows, rows); row += 1) {
      const { number, isNew } = numbers.numberOf(grid, row);
      if (isNew) fresh += `rows.push(${scriptJson(scriptRow(grid, row, numberOf))});\n`;
      if (shown[row] !== number) changes.push(row, number);
      shown[row] = number;
    }
    last = keepText(grid);
    return `${fresh}frames.push(${scriptJson([atMs, changes, cursorOf(grid), overlay ?? 0])});\n`;
  };

  return {
    begin: (film) => {
      info = film;
      looks.set(`color:${cssColour(film.theme.foreground)}`, PLAIN_LOOK);
      return encoder.encode(pageHead(film));
    },
    frame: (frame) => {
      if (info === null) return null;
      const changed = frame.changed.width > 0 && frame.changed.height > 0;
      if (shown.length > 0 && !changed) return null;
      return encoder.encode(framePiece(frame, info));
    },
    end: () => encoder.encode(pageEnd(PLAYER, [...looks.keys()], last === null ? '' : readableText(last))),
  };
}
