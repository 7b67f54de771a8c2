import { cellColours } from '../../picture/cell-colours.ts';
import type { Theme } from '../../picture/picture.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import { sameCell } from '../../terminal/same-cell.ts';
import { isBlankAt, isLetterAt, lineArms } from './box-lines.ts';
import { isOtherHue } from './luminance.ts';
import type { Finding, LintFrame, LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';
import { contains } from './widgets.ts';

/** Counters and spinners turn without a change of state. */
const RUNNING = /^[\p{N}⠀-⣿|/\\-]$/u;

/**
 * A state that only its colour tells is no state to many people and on many terminals. Found where it shows for sure: a
 * mark that stands alone (`●`) takes another hue while no word of its widget (without layouts: of its row) changes, and the
 * row is not highlighted as a whole. Becoming lighter or darker, as a pulse does, is no change of hue.
 */
export const COLOUR_ONLY: LintRule = {
  name: 'colour-only',
  about: 'no state is told by colour alone',
  unit: 'marks of a picture',
  weight: 1,
  basis: () => EXACT,
  start: ({ theme }, limit) => ({
    look: (frame) => {
      const { grid, previous, changed } = frame;
      if (previous === null || changed === null) return NOTHING;
      const found: Finding[] = [];
      for (let row = 0; row < grid.rows; row += 1) {
        if (hasOnlyMark(grid, previous, changed, row, theme) && !isToldInWords(frame, row)) {
          found.push({
            message: 'a mark took another colour, and nothing else says what that means',
            rows: [row, row],
          });
        }
      }
      return found.length > (limit ?? 0) ? found : NOTHING;
    },
  }),
};

/** Whether in this row a mark has another hue, no letter another text, and nothing else another look. */
function hasOnlyMark(grid: CellGrid, previous: CellGrid, changed: Uint8Array, row: number, theme: Theme): boolean {
  let marks = 0;
  for (let column = 0; column < grid.columns; column += 1) {
    const at = row * grid.columns + column;
    if (changed[at] === 0 || sameCell(grid, at, previous, at)) continue;
    if (grid.text[at] !== previous.text[at]) {
      if (!isRunning(grid.text[at]) || !isRunning(previous.text[at])) return false;
    } else if (isMark(grid, row, column) && isOtherHue(seen(grid, at, theme), seen(previous, at, theme))) marks += 1;
    else if (!isBlankAt(grid, row, column)) return false;
  }
  return marks > 0;
}

const isRunning = (text: string | undefined): boolean => RUNNING.test(text ?? '');

const seen = (grid: CellGrid, at: number, theme: Theme): number =>
  cellColours(theme, grid.foreground[at] ?? 0, grid.background[at] ?? 0, grid.style[at] ?? 0).foreground;

/** A sign, no letter and no line, with nothing but blanks and lines beside it. */
function isMark(grid: CellGrid, row: number, column: number): boolean {
  const at = row * grid.columns + column;
  const text = grid.text[at] ?? '';
  if (text.charCodeAt(0) < 0x80 || isBlankAt(grid, row, column) || isLetterAt(grid, row, column)) return false;
  if (isShape(text)) return false;
  return isApart(grid, row, column - 1) && isApart(grid, row, column + (grid.width[at] ?? 1));
}

/** Lines, and dots of Braille, of which bars and spinners are made. */
const isShape = (text: string): boolean => lineArms(text) !== 0 || (text >= '⠀' && text <= '⣿');

const isApart = (grid: CellGrid, row: number, column: number): boolean =>
  column < 0 ||
  column >= grid.columns ||
  isBlankAt(grid, row, column) ||
  isShape(grid.text[row * grid.columns + column] ?? '');

/** Whether a word of the widgets that reach into this row has changed as well. */
function isToldInWords({ grid, previous, layout }: LintFrame, row: number): boolean {
  if (layout === null || previous === null) return false;
  for (const widget of layout.widgets.filter((one) => contains(one, row, one.x))) {
    for (let line = widget.y; line < Math.min(widget.y + widget.height, grid.rows); line += 1) {
      for (let column = widget.x; column < Math.min(widget.x + widget.width, grid.columns); column += 1) {
        const at = line * grid.columns + column;
        if (grid.text[at] !== previous.text[at] && !(isRunning(grid.text[at]) && isRunning(previous.text[at])))
          return true;
      }
    }
  }
  return false;
}
