import type { CheckResult } from '../../../recorder/check/check-result.ts';
import { ownCheck } from '../../../recorder/play/own-check.ts';
import type { Recording } from '../../../recorder/play/recording.ts';

/**
 * What is to be said of a filmed session. The film leaves a replay in its middle, so how it ended says nothing; one that
 * ended before the film left it could not show the run. `gap` is where and why the log cannot be read to its end.
 */
export function sessionChecks(
  { checks, durationMs }: Pick<Recording, 'checks' | 'durationMs'>,
  gap: string | null,
): readonly CheckResult[] {
  return [
    ...(gap === null ? [] : [ownCheck('log', durationMs, null, `${gap}; what stands before it is filmed`)]),
    ...checks.flatMap((check) => {
      if (check.rule === 'program') return [];
      if (check.rule !== 'input') return [check];
      return [ownCheck('replay', check.atMs, null, 'the replay ended before the run did; its screen says why')];
    }),
  ];
}
