import type { LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

/** Different characters that are told of one picture. */
const MOST_TOLD = 5;

/** Every character can be drawn by the fonts of the recorder. */
export const TOFU: LintRule = {
  name: 'tofu',
  about: 'every character can be drawn',
  unit: 'cells of a picture without a glyph',
  weight: 1,
  basis: ({ isMissing }) =>
    isMissing === null ? { how: 'not judged', why: 'nobody told which characters the fonts have' } : EXACT,
  start: ({ isMissing }, limit) => {
    const known = new Map<string, boolean>();
    const isGone = (cluster: string): boolean => {
      let gone = known.get(cluster);
      if (gone === undefined) known.set(cluster, (gone = isMissing?.(cluster) ?? false));
      return gone;
    };
    return {
      look: ({ grid }) => {
        const rowsOf = new Map<string, number>();
        let cells = 0;
        for (let at = 0; at < grid.text.length; at += 1) {
          const cluster = grid.text[at] ?? '';
          if (cluster === '' || (cluster.length === 1 && cluster.charCodeAt(0) < 0x7f) || !isGone(cluster)) continue;
          cells += 1;
          if (!rowsOf.has(cluster)) rowsOf.set(cluster, Math.floor(at / grid.columns));
        }
        if (cells <= (limit ?? 0)) return NOTHING;
        return Array.from(rowsOf)
          .slice(0, MOST_TOLD)
          .map(([cluster, row]) => ({
            message: `no font has ${cluster} (${codePoints(cluster)})`,
            rows: [row, row] as const,
          }));
      },
    };
  },
};

const codePoints = (cluster: string): string =>
  Array.from(cluster, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
