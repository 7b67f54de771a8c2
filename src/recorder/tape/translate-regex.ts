import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** The pattern of a tape, which is RE2's language, as a JavaScript one. */
export function compilePattern(source: string): Result<RegExp, string> {
  if (/\(\?<?[=!]|\\[1-9]/.test(source)) return fail('look-around and back-references are not supported');
  try {
    return ok(new RegExp(source.replace(/^\(\?i\)/, ''), source.startsWith('(?i)') ? 'iu' : 'u'));
  } catch (error) {
    return fail(error instanceof Error ? error.message : 'unreadable');
  }
}
