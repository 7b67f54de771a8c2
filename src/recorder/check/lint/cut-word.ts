import type { CellGrid } from '../../terminal/grid.ts';
import type { LayoutRecord } from '../../play/recording.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';
import { armsAt, isBlankAt, isLetterAt, UPRIGHT } from './box-lines.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';
import { isCovered } from './widgets.ts';

/**
 * Text that does not fit ends in `…` or between words. Exact: no letter touches the right border of a widget, and no line of a
 * widget without border that clips its text fills it from its first cell to its last with a letter there. Where a widget
 * without border shortens its text itself, a line that just fits looks the same and is let pass; wrapped text goes on in
 * the next row. Else: a letter directly before an upright line that goes on above or below.
 */
export const CUT_WORD: LintRule = {
  name: 'cut-word',
  about: 'text that does not fit is not cut inside a word',
  unit: 'rows of a picture',
  weight: 1,
  basis: ({ hasLayouts }) => (hasLayouts ? EXACT : { how: 'heuristic', severity: 'warning' }),
  start: ({ hasLayouts }, limit) => ({
    look: ({ grid, layout }) => {
      const found = !hasLayouts ? besideLines(grid) : layout === null ? NOTHING : inWidgets(grid, layout);
      return found.length > (limit ?? 0) ? found : NOTHING;
    },
  }),
};

const inWidgets = (grid: CellGrid, layout: LayoutRecord): readonly Finding[] =>
  layout.widgets
    .filter(({ overflow }) => overflow !== 'wrap')
    .flatMap((widget) => {
      const found: Finding[] = [];
      const edge = widget.border ? 1 : 0;
      for (let row = widget.y + edge; row < widget.y + widget.height - edge; row += 1) {
        if (isCut(grid, widget, row) && !isCovered(layout, widget, row, widget.x + widget.width - 1 - edge)) {
          found.push({ message: `a word is cut at the right edge of ${widget.id}`, rows: [row, row] });
        }
      }
      return found;
    });

function isCut(grid: CellGrid, { x, width, border, overflow }: PlacedWidget, row: number): boolean {
  const last = x + width - 1 - (border ? 1 : 0);
  if (row >= grid.rows || last <= x || last >= grid.columns || !isLetterAt(grid, row, last)) return false;
  if (border || overflow !== 'clip') return border;
  // Words of a list that is set to the right end there too: they have room to their left.
  for (let column = x + 1; column < last; column += 1) {
    if (isBlankAt(grid, row, column) && isBlankAt(grid, row, column + 1)) return false;
  }
  return true;
}

function besideLines(grid: CellGrid): readonly Finding[] {
  const found: Finding[] = [];
  for (let row = 0; row < grid.rows; row += 1) {
    for (let column = 1; column < grid.columns; column += 1) {
      if ((armsAt(grid, row, column) & UPRIGHT) !== UPRIGHT || !isLetterAt(grid, row, column - 1)) continue;
      const goesOn = ((armsAt(grid, row - 1, column) | armsAt(grid, row + 1, column)) & UPRIGHT) !== 0;
      if (goesOn) found.push({ message: 'a word ends directly at a border', rows: [row, row] });
    }
  }
  return found;
}
