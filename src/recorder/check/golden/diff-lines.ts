/** Lines of context around a change. */
const CONTEXT = 2;
/** Larger texts are compared line by line without looking for moves: a screen is far smaller. */
const MOST_CELLS = 4_000_000;

const linesOf = (text: string): string[] => text.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The way from one text to the other by the fewest lines. */
function steps(before: readonly string[], after: readonly string[]): Step[] {
  const width = after.length + 1;
  if ((before.length + 1) * width > MOST_CELLS) {
    return [
      ...before.map((line) => ({ sign: '-', line }) as const),
      ...after.map((line) => ({ sign: '+', line }) as const),
    ];
  }
  // kept[i, j]: how many lines the rests from i and j have in common.
  const kept = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      kept[i * width + j] =
        before[i] === after[j]
          ? (kept[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(kept[(i + 1) * width + j] ?? 0, kept[i * width + j + 1] ?? 0);
    }
  }
  const way: Step[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, young] = [before[i], after[j]];
    const isSame = old !== undefined && old === young;
    const dropsFirst = (kept[(i + 1) * width + j] ?? 0) >= (kept[i * width + j + 1] ?? 0);
    if (isSame) {
      way.push({ sign: ' ', line: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (young === undefined || dropsFirst)) {
      way.push({ sign: '-', line: old });
      i += 1;
    } else {
      way.push({ sign: '+', line: young ?? '' });
      j += 1;
    }
  }
  return way;
}

/**
 * A unified diff of two texts, as `diff -u` prints it with two lines of context; empty when they are equal. Line ends of
 * other systems are no difference.
 */
export function unifiedDiff(before: string, after: string, names: readonly [string, string]): string {
  const way = steps(linesOf(before), linesOf(after));
  const changed = way.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  if (changed.length === 0) return '';
  const hunks: [from: number, to: number][] = [];
  for (const index of changed) {
    const last = hunks.at(-1);
    if (last !== undefined && index - CONTEXT <= last[1] + 1) last[1] = index + CONTEXT;
    else hunks.push([Math.max(0, index - CONTEXT), index + CONTEXT]);
  }
  const out = [`--- ${names[0]}`, `+++ ${names[1]}`];
  for (const [from, to] of hunks) {
    const part = way.slice(from, to + 1);
    const range = (sign: '-' | '+'): string => {
      const isOwn = (step: Step): boolean => step.sign === ' ' || step.sign === sign;
      const count = part.filter(isOwn).length;
      const start = way.slice(0, from).filter(isOwn).length + (count > 0 ? 1 : 0);
      return `${sign}${start},${count}`;
    };
    out.push(`@@ ${range('-')} ${range('+')} @@`, ...part.map(({ sign, line }) => sign + line));
  }
  return out.join('\n');
}
