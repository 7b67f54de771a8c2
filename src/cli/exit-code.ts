import type { TurnOutcome } from '../coordination/vocabulary.ts';

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

/** `failOnTimeout` turns "late but answered" into 3; scripts of MassGen rely on 0. */
export function exitCodeOf(outcome: TurnOutcome, hasAnswer: boolean, failOnTimeout: boolean): number {
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
