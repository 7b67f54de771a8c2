import type { CheckResult } from '../check/check-result.ts';
import { BEST_SCORE } from './rubric.ts';
import { NO_FRAME } from './score.ts';
import type { CriterionScore, RubricScores } from './score.ts';

/**
 * A judge's verdict as checks: an error for each stable score below its `must` and for each `must` that was not judged, a
 * warning where samples disagree and for a `must` the film has no frame for.
 */
export function judgeChecks({ criteria }: RubricScores, atMs: number): readonly CheckResult[] {
  return criteria.flatMap((criterion) => {
    if (criterion.failed) return [check(criterion, 'error', `${said(criterion)}, below ${criterion.must}`, atMs)];
    if (criterion.unstable) return [check(criterion, 'warning', `${said(criterion)}, but the samples disagree`, atMs)];
    if (criterion.must !== null && criterion.score === null) {
      const why = criterion.lost[0] ?? 'no sample came';
      const severity = criterion.lost.every((reason) => reason === NO_FRAME) ? 'warning' : 'error';
      return [
        check(criterion, severity, `${criterion.id} must have ${criterion.must} and was not judged: ${why}`, atMs),
      ];
    }
    return [];
  });
}

const said = ({ id, score, samples }: CriterionScore): string =>
  `${id} has ${score} of ${BEST_SCORE} (${samples.map((sample) => sample ?? '–').join(', ')})`;

const check = (
  { words }: CriterionScore,
  severity: CheckResult['severity'],
  message: string,
  atMs: number,
): CheckResult => ({
  rule: 'judge',
  ok: false,
  severity,
  timeout: false,
  atMs,
  at: null,
  message: words === null || words.problem === '' ? message : `${message}: ${words.problem}`,
  rows: null,
  evidence: words?.evidence.map(({ frame, quote }) => `frame ${frame}: ${quote}`).join('\n') ?? null,
});
