import type { CheckResult } from '../check/check-result.ts';
import type { SourceSpan } from '../tape/tape.ts';

/** A check the player itself makes; an error that is no time-out unless said otherwise. */
export const ownCheck = (
  rule: string,
  atMs: number,
  at: SourceSpan | null,
  message: string,
  more: Partial<Pick<CheckResult, 'ok' | 'timeout' | 'severity' | 'evidence'>> = {},
): CheckResult => ({
  rule,
  ok: false,
  severity: 'error',
  timeout: false,
  atMs: Math.round(atMs),
  at,
  message,
  rows: null,
  evidence: null,
  ...more,
});
