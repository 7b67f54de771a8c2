import { lintFilm } from '../../../recorder/check/lint-film.ts';
import type { LintReport } from '../../../recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../../recorder/check/lint-frames.ts';
import type { Theme } from '../../../recorder/picture/picture.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { FinishedFilm, Inspection } from '../../../recorder/tool/recording-ports.ts';

/** Lets the rules look at a film, and says in JSON what they found. */
export async function lintEvaluation(
  { recording, report }: FinishedFilm,
  theme: Theme,
  severity: 'warning' | 'error',
  signal: AbortSignal,
): Promise<Inspection> {
  const context = lintContextOf(recording, { theme, isMissing: (text) => report.missingGlyphs.has(text) });
  const frames = framesToLint(recording, { createEmulator, unicode: 15 }, signal);
  const found = await lintFilm(frames, context, { severity });
  return { lint: lintSummary(found), checks: found.checks };
}

const lintSummary = ({ uiScore, rules }: LintReport): unknown => ({
  ui_score: uiScore,
  rules: rules.map(({ rule, how, score, frames, findings, moreFindings }) => ({
    rule,
    how,
    score,
    frames,
    findings: findings.length + moreFindings,
  })),
});
