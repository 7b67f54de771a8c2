import type { LayoutRecord } from '../../play/recording.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NO_LAYOUT, NOTHING } from './rule.ts';
import { sharedCells } from './widgets.ts';

/** Widgets of one layer never share a cell. */
export const OVERLAP: LintRule = {
  name: 'overlap',
  about: 'widgets of the same layer do not overlap',
  unit: 'cells that two widgets share',
  weight: 2,
  basis: ({ hasLayouts }) => (hasLayouts ? EXACT : NO_LAYOUT),
  start: (_context, limit) => {
    let judged: LayoutRecord | null = null;
    let found: readonly Finding[] = NOTHING;
    return {
      look: ({ layout }) => {
        if (layout !== judged) found = layout === null ? NOTHING : overlaps(layout, limit ?? 0);
        judged = layout;
        return found;
      },
    };
  },
};

const overlaps = ({ widgets }: LayoutRecord, limit: number): readonly Finding[] =>
  widgets.flatMap((a, index) =>
    widgets.slice(index + 1).flatMap((b): readonly Finding[] => {
      if (a.z !== b.z || sharedCells(a, b) <= limit) return NOTHING;
      const rows = [Math.max(a.y, b.y), Math.min(a.y + a.height, b.y + b.height) - 1] as const;
      return [{ message: `${a.id} and ${b.id} overlap`, rows }];
    }),
  );
