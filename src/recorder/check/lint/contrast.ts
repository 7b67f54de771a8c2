import { cellColours } from '../../picture/cell-colours.ts';
import type { Theme } from '../../picture/picture.ts';
import { STYLE } from '../../terminal/grid.ts';
import type { CellGrid } from '../../terminal/grid.ts';
import { hexColour } from '../screen-text.ts';
import { luminanceContrast } from './luminance.ts';
import type { Finding, LintRule } from './rule.ts';
import { EXACT, NOTHING } from './rule.ts';

const TEXT_RATIO = 4.5;
const LARGE_RATIO = 3;
/** Pairs of colours that are told of one picture. */
const MOST_PAIRS = 8;
const SEEN_STYLES = STYLE.bold | STYLE.dim | STYLE.inverse | STYLE.hidden;

interface Pair {
  readonly ratio: number;
  readonly name: string;
}

interface Poor extends Pair {
  readonly needed: number;
  cells: number;
  first: number;
  last: number;
}

/**
 * Every character against its background as the theme shows them, after inverse and dim (WCAG 2): text 4.5, bold text, lines
 * and blocks 3. Hidden text, emoji and the cell under the cursor are not judged.
 */
export const CONTRAST: LintRule = {
  name: 'contrast',
  about: 'text and lines stand out from their background',
  unit: 'cells of a picture with less contrast',
  weight: 2,
  basis: () => EXACT,
  start: ({ theme }, limit) => {
    const pairOf = createPairs(theme);
    return { look: ({ grid }) => findingsOf(grid, pairOf, limit ?? 0) };
  },
};

/** Ratios of pairs of colours, reckoned once each. */
function createPairs(theme: Theme): (foreground: number, background: number, style: number) => Pair {
  const known = new Map<number, Map<number, Pair>>();
  return (foreground, background, style) => {
    let ofForeground = known.get(foreground);
    if (ofForeground === undefined) known.set(foreground, (ofForeground = new Map()));
    const key = background * 0x100 + (style & SEEN_STYLES);
    let pair = ofForeground.get(key);
    if (pair === undefined) {
      const seen = cellColours(theme, foreground, background, style);
      const ratio = luminanceContrast(seen.foreground, seen.background);
      pair = { ratio, name: `${hexColour(seen.foreground)} on ${hexColour(seen.background)}` };
      ofForeground.set(key, pair);
    }
    return pair;
  };
}

function findingsOf(grid: CellGrid, pairOf: ReturnType<typeof createPairs>, limit: number): readonly Finding[] {
  const { columns, text, foreground, background, style, cursor } = grid;
  const underCursor = cursor.visible && cursor.shape === 'block' ? cursor.row * columns + cursor.column : -1;
  const poor = new Map<string, Poor>();
  let cells = 0;
  let [front, back, look] = [-1, -1, -1];
  let pair: Pair = { ratio: 21, name: '' };
  for (let at = 0; at < text.length; at += 1) {
    const cluster = text[at] ?? '';
    if (cluster === '' || cluster === ' ') continue;
    if (foreground[at] !== front || background[at] !== back || style[at] !== look) {
      [front, back, look] = [foreground[at] ?? 0, background[at] ?? 0, style[at] ?? 0];
      pair = pairOf(front, back, look);
    }
    if (pair.ratio >= TEXT_RATIO || (look & STYLE.hidden) !== 0 || at === underCursor) continue;
    const needed = neededFor(cluster, look, grid.width[at] ?? 1);
    if (pair.ratio >= needed) continue;
    cells += 1;
    const row = Math.floor(at / columns);
    const key = `${pair.name} ${needed}`;
    const told = poor.get(key);
    if (told === undefined) poor.set(key, { ...pair, needed, cells: 1, first: row, last: row });
    else {
      told.cells += 1;
      told.last = row;
    }
  }
  if (cells <= limit) return NOTHING;
  return Array.from(poor.values())
    .toSorted((a, b) => b.cells - a.cells)
    .slice(0, MOST_PAIRS)
    .map(({ name, ratio, needed, first, last }) => ({
      message: `${name} has a contrast of ${(Math.floor(ratio * 100) / 100).toFixed(2)}; ${needed === TEXT_RATIO ? 'text needs 4.5' : 'bold text and lines need 3'}`,
      rows: [first, last] as const,
    }));
}

/** 0 for what brings colours of its own, or joins two colours on purpose. */
function neededFor(cluster: string, style: number, width: number): number {
  const code = cluster.charCodeAt(0);
  const isEmoji = (code >= 0xd83c && code <= 0xd83e) || (width === 2 && code < 0x2e80) || cluster.includes('\ufe0f');
  if (isEmoji || (code >= 0xe000 && code <= 0xf8ff)) return 0;
  const isShape = (code >= 0x2500 && code <= 0x259f) || (code >= 0x2800 && code <= 0x28ff);
  return isShape || (style & STYLE.bold) !== 0 ? LARGE_RATIO : TEXT_RATIO;
}
