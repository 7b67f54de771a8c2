/** Words longer than this are not compared; no key comes near it. */
const LONGEST_WORD = 64;

/**
 * Edits between two words: insert, delete, replace, swap two neighbours (optimal string alignment). Words longer than 64
 * characters count as `Infinity` apart, so the time is bounded.
 */
export function editDistance(left: string, right: string): number {
  if (left.length > LONGEST_WORD || right.length > LONGEST_WORD) return left === right ? 0 : Infinity;
  let twoAgo: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (twoAgo[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    twoAgo = previous;
    previous = current;
  }
  return previous[right.length] ?? Infinity;
}

const plain = (text: string): string => text.toLowerCase().replaceAll('-', '_');

/**
 * The candidates that `word` is most probably a misspelling of, best first. At most two edits, and fewer than half of the
 * word's letters, so that short words do not match everything. Letter case and `-`/`_` do not count.
 */
export function nearest(word: string, candidates: Iterable<string>, limit = 1): readonly string[] {
  const allowed = Math.min(2, Math.floor(Math.max(word.length - 1, 0) / 2));
  const wanted = plain(word);
  // The length alone rules most candidates out, which keeps a file full of unknown keys cheap.
  const isNear = (candidate: string): boolean => Math.abs(candidate.length - word.length) <= allowed;
  return [...new Set(candidates)]
    .filter(isNear)
    .map((candidate) => ({ candidate, distance: editDistance(wanted, plain(candidate)) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
