import type { CheckResult } from '../check/check-result.ts';

/** What became of a recording, from the player, the checks and the film. */
export interface RecordOutcome {
  /** The tape, an option or a `Require` was refused; nothing was played. */
  readonly refused: boolean;
  readonly interrupted: boolean;
  readonly checks: readonly CheckResult[];
  /** Outputs that could not be written. */
  readonly problems: number;
}

export type RecordExitCode = 0 | 1 | 2 | 3 | 4;

/**
 * The exit code of `massgen record` (`recording.md` §10): 1 refused, 4 interrupted, 3 something did not come in time,
 * 2 a check, an output or the recorded program failed, else 0. The first that applies, because it explains the others.
 */
export function recordExitCode({ refused, interrupted, checks, problems }: RecordOutcome): RecordExitCode {
  if (refused) return 1;
  if (interrupted) return 4;
  const failed = checks.filter((check) => !check.ok && check.severity === 'error');
  if (failed.some((check) => check.timeout)) return 3;
  return failed.length > 0 || problems > 0 ? 2 : 0;
}
