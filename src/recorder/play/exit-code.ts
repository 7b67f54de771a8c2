import type { CheckResult } from '../check/check-result.ts';

/** What `massgen record` ends with (`recording.md` §10). */
export const RECORD_EXIT = {
  ok: 0,
  /** The tape, an option, or a program that `Require` misses: nothing was played. */
  usage: 1,
  /** A failed expectation, golden, lint rule, film or recorded program. */
  failed: 2,
  /** A `Wait`, an `expect … within` or the time for the whole tape ran out. */
  timeout: 3,
  interrupted: 4,
} as const;

export type RecordExitCode = (typeof RECORD_EXIT)[keyof typeof RECORD_EXIT];

/** What became of a recording, from the player, the checks and the film. What is left out did not happen. */
export interface RecordOutcome {
  /** The tape, an option or a `Require` was refused; nothing was played. */
  readonly refused?: boolean;
  readonly interrupted?: boolean;
  /** Its time ran out, whatever the checks say. */
  readonly late?: boolean;
  readonly checks?: readonly CheckResult[];
  /** Outputs that could not be written, and whatever else failed. */
  readonly problems?: number;
}

/** The first that applies explains the others: what was refused was not played, what was interrupted is not late. */
const RANKED = [RECORD_EXIT.usage, RECORD_EXIT.interrupted, RECORD_EXIT.timeout, RECORD_EXIT.failed] as const;

/** The exit code for several tapes, or for all that went wrong with one. */
export const worstExit = (codes: readonly RecordExitCode[]): RecordExitCode =>
  RANKED.find((code) => codes.includes(code)) ?? RECORD_EXIT.ok;

/** The exit code of one recording. */
export function recordExitCode(outcome: RecordOutcome): RecordExitCode {
  const failed = (outcome.checks ?? []).filter((check) => !check.ok && check.severity === 'error');
  return worstExit([
    outcome.refused === true ? RECORD_EXIT.usage : RECORD_EXIT.ok,
    outcome.interrupted === true ? RECORD_EXIT.interrupted : RECORD_EXIT.ok,
    outcome.late === true || failed.some((check) => check.timeout) ? RECORD_EXIT.timeout : RECORD_EXIT.ok,
    failed.length > 0 || (outcome.problems ?? 0) > 0 ? RECORD_EXIT.failed : RECORD_EXIT.ok,
  ]);
}
