import type { LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

const LIMIT_MS = 50;
/** What comes later was not the key's doing: not every key changes the screen. */
const LONGEST_ANSWER_MS = 1000;
/** Keys whose answer is still awaited; older ones are given up. */
const MOST_WAITING = 1000;

/** A key is answered on the screen at once. Times are the film's: what is hidden or settled takes none. */
export const LATENCY: LintRule = {
  name: 'latency',
  about: 'keys are answered at once',
  unit: 'milliseconds from a key to the first change',
  weight: 1,
  basis: ({ hasInputs }) => (hasInputs ? EXACT : { how: 'not judged', why: 'no keys were sent, or nobody noted when' }),
  start: (_context, limit) => {
    const allowed = limit ?? LIMIT_MS;
    let waiting: number[] = [];
    return {
      look: ({ inputsMs, outputsMs, changedCells }) => {
        waiting.push(...inputsMs);
        if (waiting.length > MOST_WAITING) waiting = waiting.slice(-MOST_WAITING);
        if (changedCells === 0) return NOTHING;
        const late = waiting.some((sentMs) => {
          const answeredMs = outputsMs.find((outputMs) => outputMs >= sentMs);
          if (answeredMs === undefined) return false;
          const tookMs = answeredMs - sentMs;
          return tookMs > allowed && tookMs <= LONGEST_ANSWER_MS;
        });
        const lastMs = outputsMs.at(-1) ?? -Infinity;
        waiting = waiting.filter((sentMs) => sentMs > lastMs);
        return late ? [{ message: `a key was answered after more than ${allowed} ms`, rows: null }] : NOTHING;
      },
    };
  },
};
