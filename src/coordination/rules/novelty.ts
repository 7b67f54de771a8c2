import type { Settings } from '../settings.ts';

/** Similarity above this is no new answer. Strictly above: exactly half the words in common is still new. */
export const NOVELTY_LIMITS = { lenient: null, balanced: 0.7, strict: 0.5 } as const satisfies Record<
  Settings['noveltyRequirement'],
  number | null
>;

/** Longer texts are compared by their beginning. */
export const MAX_COMPARED_TOKENS = 20_000;

const PLAIN = /^[a-z0-9]+$/;

/** The set of words: Unicode-normalised, lower-case, split at white space, punctuation taken off. */
export function words(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  let tokens = 0;
  for (const [token] of text.normalize('NFKC').toLowerCase().matchAll(/\S+/gu)) {
    if (tokens === MAX_COMPARED_TOKENS) break;
    tokens += 1;
    const bare = PLAIN.test(token) ? token : token.replaceAll(/[\p{P}\p{S}]+/gu, '');
    if (bare !== '') found.add(bare);
  }
  return found;
}

/** Words in both over words in either, 0 to 1. Two empty texts are the same; one empty text is like no other. */
export function similarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 && right.size === 0) return 1;
  let common = 0;
  for (const word of left) if (right.has(word)) common += 1;
  return common / (left.size + right.size - common);
}

/** The answer most like `content`, when it is too much like it for the requirement; null when it is new enough. */
export function tooSimilar<Known extends { readonly content: string }>(
  content: string,
  known: readonly Known[],
  requirement: Settings['noveltyRequirement'],
): { readonly nearest: Known; readonly similarity: number } | null {
  const limit = NOVELTY_LIMITS[requirement];
  if (limit === null) return null;
  const own = words(content);
  let worst: { nearest: Known; similarity: number } | null = null;
  for (const nearest of known) {
    const measured = similarity(own, words(nearest.content));
    if (measured > limit && measured > (worst?.similarity ?? 0)) worst = { nearest, similarity: measured };
  }
  return worst;
}
