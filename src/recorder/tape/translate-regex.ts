import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { parsePattern } from './regex/parse-pattern.ts';
import type { ParsedPattern } from './regex/parse-pattern.ts';
import { isTooLong, writeProgram } from './regex/program.ts';
import { createEngine, TapePattern } from './regex/tape-pattern.ts';

/** Longer than any pattern that a person writes. */
const LONGEST_PATTERN = 10_000;

function readPattern(source: string): Result<ParsedPattern, string> {
  if (source.length > LONGEST_PATTERN) return fail(`expression too long: more than ${LONGEST_PATTERN} characters`);
  const parsed = parsePattern(source);
  return parsed.ok && isTooLong(parsed.value.root) ? fail('expression too large') : parsed;
}

/** Why the pattern cannot be used; null when it can. Quicker than `compilePattern`. */
export function patternProblem(source: string): string | null {
  const parsed = readPattern(source);
  return parsed.ok ? null : parsed.error;
}

/**
 * The pattern of a tape, which is RE2's language, for JavaScript. Fails with the reason for what RE2 refuses, so that a tape
 * that is valid here is valid for VHS: look-around, back-references, wrong brackets and counts. Also fails for patterns longer
 * than 10,000 characters, or than 2,000 once their counts are written out.
 *
 * Why not a `RegExp` of the same text, with flags and classes translated: JavaScript's engine backtracks. `(a|aa)+$` or
 * `.*.*.*=` would hang on a screen, a search cannot be stopped from outside, and Node has no linear mode by default.
 * Which patterns are harmless cannot be seen from outside either, and refusing the rest would refuse what VHS plays. So
 * patterns are searched for as RE2 searches: all ways at once, in time that grows with the text and never explodes. The result
 * looks like any other `RegExp`; `flags` may be `g` or `y`.
 */
export function compilePattern(source: string, flags: '' | 'g' | 'y' = ''): Result<RegExp, string> {
  const parsed = readPattern(source);
  if (!parsed.ok) return parsed;
  const { root, groups } = parsed.value;
  return ok(new TapePattern(createEngine(source, writeProgram(root, groups.length), groups), flags));
}
