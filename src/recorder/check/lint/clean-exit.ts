import { createLeavingWatch } from '../leaving/leaving-watch.ts';
import type { LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

/** The terminal is left as it was found. */
export const CLEAN_EXIT: LintRule = {
  name: 'clean-exit',
  about: 'the terminal is left as it was found',
  unit: 'things that were not put back',
  weight: 2,
  basis: ({ exit }) =>
    exit === null ? { how: 'not judged', why: 'the film does not show how the program ended' } : EXACT,
  start: (_context, limit) => {
    const watch = createLeavingWatch();
    return {
      look: ({ output }) => {
        watch.push(output);
        return NOTHING;
      },
      end: ({ grid }) => {
        const problems = watch.problems(grid);
        return problems.length > (limit ?? 0) ? problems.map((message) => ({ message, rows: null })) : NOTHING;
      },
    };
  },
};
