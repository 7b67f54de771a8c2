import type { LayoutRecord } from '../../play/recording.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';
import type { Finding, LintRule } from './rule.ts';
import { NO_LAYOUT, NOTHING, EXACT } from './rule.ts';

/** A screen that is smaller need not show everything. */
const LEAST_SCREEN = { columns: 60, rows: 18 };
/** A pane that is smaller collapses to one line. */
const LEAST_PANE = { width: 24, height: 5 };

/** The sizes at which a program is to be filmed for a full answer: one film can only speak of its own. */
export const MINIMUM_SIZES = [
  [60, 18],
  [80, 24],
  [100, 30],
  [120, 36],
  [200, 60],
] as const;

/**
 * At the size of the film: every widget has cells and lies on the screen, header and input are there, panes under 24×5 are
 * one line high, and the program did not crash.
 */
export const MINIMUM_SIZE: LintRule = {
  name: 'minimum-size',
  about: 'everything has its room at this size',
  unit: 'widgets without room',
  weight: 1,
  basis: ({ hasLayouts, exit }) =>
    hasLayouts ? EXACT : exit === null ? NO_LAYOUT : { how: 'heuristic', severity: 'error' },
  start: ({ exit }, limit) => {
    let judged: LayoutRecord | null = null;
    let found: readonly Finding[] = NOTHING;
    return {
      look: ({ layout }) => {
        if (layout !== judged) {
          const all = layout === null ? NOTHING : problemsOf(layout);
          found = all.length > (limit ?? 0) ? all : NOTHING;
        }
        judged = layout;
        return found;
      },
      end: ({ grid }) => {
        if (exit === null || (exit.signal === null && (exit.exitCode ?? 0) < 128)) return NOTHING;
        const how = exit.signal === null ? `with exit code ${exit.exitCode}` : `by ${exit.signal}`;
        return [{ message: `at ${grid.columns}x${grid.rows} the program was ended ${how}`, rows: null }];
      },
    };
  },
};

function problemsOf(layout: LayoutRecord): readonly Finding[] {
  const { columns, rows, widgets } = layout;
  const size = `${columns}x${rows}`;
  const found = widgets.flatMap((widget): readonly Finding[] => {
    const place = [Math.max(0, widget.y), Math.max(0, widget.y + widget.height - 1)] as const;
    const problem = roomProblem(widget, columns, rows);
    return problem === null ? NOTHING : [{ message: `at ${size} ${widget.id} ${problem}`, rows: place }];
  });
  if (columns < LEAST_SCREEN.columns || rows < LEAST_SCREEN.rows) return found;
  const missing = (['header', 'input'] as const).filter((kind) => !widgets.some((widget) => widget.kind === kind));
  return [...found, ...missing.map((kind) => ({ message: `at ${size} there is no ${kind}`, rows: null }))];
}

function roomProblem({ x, y, width, height, kind }: PlacedWidget, columns: number, rows: number): string | null {
  if (width < 1 || height < 1) return 'has no cells';
  if (x < 0 || y < 0 || x + width > columns || y + height > rows) return 'reaches over the edge of the screen';
  const isSmall = width < LEAST_PANE.width || height < LEAST_PANE.height;
  if (kind === 'pane' && isSmall && height > 1) {
    return `is ${width}x${height}: a pane under ${LEAST_PANE.width}x${LEAST_PANE.height} collapses to one line`;
  }
  return null;
}
