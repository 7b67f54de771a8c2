import type { LayoutRecord } from '../../play/recording.ts';
import type { PlacedWidget } from '../../../views/layout-record.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NO_LAYOUT, NOTHING } from './rule.ts';

/**
 * Widgets stay where they are. They may move when the screen gets another size, when other widgets come or go (another
 * mode, a window over the rest), and when the input takes another line for what is typed.
 */
export const JITTER: LintRule = {
  name: 'jitter',
  about: 'widgets stay where they are',
  unit: 'widgets that moved at once',
  weight: 1,
  basis: ({ hasLayouts }) => (hasLayouts ? EXACT : NO_LAYOUT),
  start: (_context, limit) => {
    let last: LayoutRecord | null = null;
    return {
      look: ({ layout }) => {
        if (layout === null || layout === last) return NOTHING;
        const before = last;
        last = layout;
        const moved = before === null || mayMove(before, layout) ? [] : movedWidgets(before, layout);
        return moved.length > (limit ?? 0) ? moved.map(told) : NOTHING;
      },
    };
  },
};

const idsOf = ({ widgets }: LayoutRecord): string => widgets.map(({ id }) => id).join('\n');

const inputHeight = ({ widgets }: LayoutRecord): number => widgets.find(({ kind }) => kind === 'input')?.height ?? 0;

const mayMove = (before: LayoutRecord, now: LayoutRecord): boolean =>
  before.columns !== now.columns ||
  before.rows !== now.rows ||
  idsOf(before) !== idsOf(now) ||
  inputHeight(before) !== inputHeight(now);

const movedWidgets = (before: LayoutRecord, now: LayoutRecord): readonly PlacedWidget[] =>
  now.widgets.filter((widget, index) => {
    const was = before.widgets[index];
    return was?.x !== widget.x || was.y !== widget.y || was.width !== widget.width || was.height !== widget.height;
  });

const told = ({ id, y, height }: PlacedWidget): Finding => ({
  message: `${id} moved although nothing asked for it`,
  rows: [y, y + height - 1],
});
