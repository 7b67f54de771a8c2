import type { TurnOutcome } from '../coordination/vocabulary.ts';
import type { TurnResult } from '../runtime/ports/session.ts';

/** What the process ends with (`cli-sessions-logs.md` §3). */
export const EXIT = {
  ok: 0,
  /** The configuration, a key, a file: mended before a run can start. */
  config: 1,
  /** The run failed or ended without an answer; also wrong usage. */
  failed: 2,
  /** The deadline passed and there is no answer. */
  timeout: 3,
  interrupted: 4,
} as const;

/** What a turn that was shown as text ends with: the worse of what its outcome means here and what the rules made of it. */
export function exitCodeOf({ outcome, exitCode, state }: TurnResult, failOnTimeout: boolean): number {
  const hasAnswer = (state.finalAnswer?.content ?? '') !== '';
  return Math.max(codeOfOutcome(outcome, hasAnswer, failOnTimeout), exitCode);
}

/** An answer that did not reach the file that was asked for is a failed run, unless it is something worse already. */
export const withOutputFile = (code: number, isWritten: boolean): number =>
  isWritten ? code : Math.max(code, EXIT.failed);

/** `failOnTimeout` turns "late but answered" into 3; scripts of MassGen rely on 0. */
function codeOfOutcome(outcome: TurnOutcome, hasAnswer: boolean, failOnTimeout: boolean): number {
  switch (outcome) {
    case 'answered':
      return hasAnswer ? EXIT.ok : EXIT.failed;
    case 'timeout':
      return hasAnswer && !failOnTimeout ? EXIT.ok : EXIT.timeout;
    case 'cancelled':
      return EXIT.interrupted;
    case 'no_answer':
    case 'failed':
      return EXIT.failed;
  }
}
