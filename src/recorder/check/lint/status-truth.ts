import { spanText } from '../screen-text.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NO_LAYOUT, NOTHING } from './rule.ts';

/** What status widgets show is what the log of the run says of that moment. */
export const STATUS_TRUTH: LintRule = {
  name: 'status-truth',
  about: 'the status shown is the status of the run',
  unit: 'texts that are missing',
  weight: 2,
  basis: ({ hasLayouts, statusAt }) => {
    if (!hasLayouts) return NO_LAYOUT;
    return statusAt === null ? { how: 'not judged', why: 'there is no log of the run to compare with' } : EXACT;
  },
  start: ({ statusAt }, limit) => ({
    look: ({ grid, layout, atMs }) => {
      if (layout === null || statusAt === null) return NOTHING;
      const found: Finding[] = [];
      for (const truth of statusAt(atMs)) {
        const widget = layout.widgets.find(({ id }) => id === truth.widget);
        if (widget === undefined) continue; // at small sizes not everything is shown
        const shown = textOf(grid, widget);
        const rows = [widget.y, widget.y + widget.height - 1] as const;
        for (const text of truth.texts) {
          if (!shown.includes(text)) found.push({ message: `${widget.id} should show "${text}"`, rows });
        }
      }
      return found.length > (limit ?? 0) ? found : NOTHING;
    },
  }),
};

const textOf = (grid: CellGrid, { x, y, width, height }: PlacedWidget): string =>
  Array.from({ length: Math.min(height, grid.rows - y) }, (_, line) =>
    spanText(grid, { row: y + line, from: x, to: x + width }).trimEnd(),
  ).join('\n');
