import type { CellGrid } from '../../terminal/grid.ts';
import type { LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

/** A picture with less than this share of what its neighbours show has lost everything for a moment. */
const SHARE = 0.1;

interface Seen {
  readonly filled: number;
  readonly cells: number;
  readonly isAlternate: boolean;
}

/** No picture is nearly empty between two that are not, however long it is shown; a change of size or between the two screens is no flicker. */
export const FLICKER: LintRule = {
  name: 'flicker',
  about: 'no picture is nearly empty between two full ones',
  unit: 'pictures of the film',
  weight: 2,
  basis: () => EXACT,
  start: (_context, limit) => {
    let before: Seen | null = null;
    let last: Seen | null = null;
    let flickers = 0;
    return {
      look: ({ grid }) => {
        const now = { filled: filledCells(grid), cells: grid.text.length, isAlternate: grid.modes.altScreen };
        const [first, middle] = [before, last];
        [before, last] = [last, now];
        if (first === null || middle === null || !isFlicker(first, middle, now)) return NOTHING;
        flickers += 1;
        if (flickers <= (limit ?? 0)) return NOTHING;
        return [{ message: 'the screen was nearly empty between two full pictures', rows: null, about: 'before' }];
      },
    };
  },
};

function isFlicker(first: Seen, middle: Seen, now: Seen): boolean {
  if (first.cells !== now.cells || middle.cells !== now.cells || first.isAlternate !== now.isAlternate) return false;
  return middle.filled < first.filled * SHARE && middle.filled < now.filled * SHARE;
}

function filledCells({ text }: CellGrid): number {
  let filled = 0;
  for (const one of text) if (one !== '' && one !== ' ') filled += 1;
  return filled;
}
