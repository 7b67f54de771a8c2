import type { CellGrid } from '../../terminal/grid.ts';
import type { LayoutRecord } from '../../play/recording.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';
import { ACROSS, ARM, armsAt, isBlankAt, UPRIGHT } from './box-lines.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';
import { isCovered } from './widgets.ts';

/** Percent of all arms; content tables and titles make up the rest of a sound screen. */
const DANGLING_LIMIT = 20;
/** Fewer arms say nothing. */
const LEAST_ARMS = 40;
/** Blanks that may part a title from the line. */
const TITLE_GAP = 2;
const SCROLL_MARKS = /^[▀-▟▲▼△▽↑↓⋮]/u;

type Side = 'top' | 'right' | 'bottom' | 'left' | 'corner';

/** Exact: every border stands where its widget's edge is. Else: how many box lines end in nothing. */
export const BORDER: LintRule = {
  name: 'border',
  about: 'borders are closed and stand where they belong',
  unit: 'broken cells of a widget, or percent of line ends that meet nothing',
  weight: 2,
  basis: ({ hasLayouts }) => (hasLayouts ? EXACT : { how: 'heuristic', severity: 'warning' }),
  start: ({ hasLayouts }, limit) => ({
    look: ({ grid, layout }) => {
      if (!hasLayouts) return danglingArms(grid, limit ?? DANGLING_LIMIT);
      return layout === null
        ? NOTHING
        : layout.widgets.flatMap((widget) => brokenBorder(grid, layout, widget, limit ?? 0));
    },
  }),
};

function brokenBorder(grid: CellGrid, layout: LayoutRecord, widget: PlacedWidget, limit: number): readonly Finding[] {
  const { x, y, width, height, id } = widget;
  if (!widget.border || width < 2 || height < 2) return NOTHING;
  const broken = new Map<Side, number[]>();
  let cells = 0;
  const judge = (row: number, column: number, side: Side, isFine: boolean): void => {
    if (isFine || row >= grid.rows || column >= grid.columns || isCovered(layout, widget, row, column)) return;
    broken.set(side, [...(broken.get(side) ?? []), row]);
    cells += 1;
  };
  const [right, bottom] = [x + width - 1, y + height - 1];
  const has = (row: number, column: number, arms: number): boolean => (armsAt(grid, row, column) & arms) === arms;
  judge(y, x, 'corner', has(y, x, ARM.down | ARM.right));
  judge(y, right, 'corner', has(y, right, ARM.down | ARM.left));
  judge(bottom, x, 'corner', has(bottom, x, ARM.up | ARM.right));
  judge(bottom, right, 'corner', has(bottom, right, ARM.up | ARM.left));
  for (let column = x + 1; column < right; column += 1) {
    judge(y, column, 'top', isEdgeFine(grid, y, column, x, right));
    judge(bottom, column, 'bottom', isEdgeFine(grid, bottom, column, x, right));
  }
  for (let row = y + 1; row < bottom; row += 1) {
    judge(row, x, 'left', isSideFine(grid, row, x));
    judge(row, right, 'right', isSideFine(grid, row, right));
  }
  if (cells <= limit) return NOTHING;
  return Array.from(broken, ([side, rows]) => ({
    message: `the border of ${id} is broken at ${side === 'corner' ? 'a corner' : `its ${side}`}`,
    rows: [Math.min(...rows), Math.max(...rows)] as const,
  }));
}

const isSideFine = (grid: CellGrid, row: number, column: number): boolean =>
  (armsAt(grid, row, column) & UPRIGHT) === UPRIGHT || SCROLL_MARKS.test(grid.text[row * grid.columns + column] ?? '');

/** A line, or a title that is written into it; no corner of something else, and no hole. */
function isEdgeFine(grid: CellGrid, row: number, column: number, from: number, to: number): boolean {
  const arms = armsAt(grid, row, column);
  if (arms !== 0) return (arms & ACROSS) === ACROSS || (arms & ACROSS) === 0;
  if (!isBlankAt(grid, row, column)) return true;
  for (let near = Math.max(from + 1, column - TITLE_GAP); near <= Math.min(to - 1, column + TITLE_GAP); near += 1) {
    if (!isBlankAt(grid, row, near) && armsAt(grid, row, near) === 0) return true;
  }
  return false;
}

function danglingArms(grid: CellGrid, limit: number): readonly Finding[] {
  const { columns, rows } = grid;
  let all = 0;
  let dangling = 0;
  const follow = (arms: number, arm: number, row: number, column: number, partner: number): void => {
    if ((arms & arm) === 0) return;
    all += 1;
    if ((armsAt(grid, row, column) & partner) === 0) dangling += 1;
  };
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const arms = armsAt(grid, row, column);
      if (arms === 0) continue;
      follow(arms, ARM.up, row - 1, column, ARM.down);
      follow(arms, ARM.down, row + 1, column, ARM.up);
      follow(arms, ARM.left, row, column - 1, ARM.right);
      follow(arms, ARM.right, row, column + 1, ARM.left);
    }
  }
  if (all < LEAST_ARMS || dangling * 100 <= all * limit) return NOTHING;
  return [
    {
      message: `more than ${limit} percent of the line ends meet no other line`,
      rows: null,
    },
  ];
}
