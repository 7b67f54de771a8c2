import type { Result } from '../../shared/result.ts';
import { compilePattern } from '../tape/translate-regex.ts';

/** Patterns of tapes, read once each: they are asked after every piece of output. */
export interface PatternBook {
  get(source: string): Result<RegExp, string>;
}

/** More patterns than a tape has. */
const MOST_KEPT = 256;

export function createPatternBook(flags: '' | 'g' = ''): PatternBook {
  const read = new Map<string, Result<RegExp, string>>();
  return {
    get(source) {
      const known = read.get(source);
      if (known !== undefined) return known;
      if (read.size >= MOST_KEPT) read.clear();
      const compiled = compilePattern(source, flags);
      read.set(source, compiled);
      return compiled;
    },
  };
}
