import { join, resolve } from 'node:path';
import { lintFilm } from '../../../recorder/check/lint-film.ts';
import type { LintReport } from '../../../recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../../recorder/check/lint-frames.ts';
import { runReport } from '../../../recorder/check/report.ts';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import { createMissingGlyphs } from '../../../recorder/picture/missing-glyphs.ts';
import type { Theme } from '../../../recorder/picture/picture.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { FinishedFilm, Inspection } from '../../../recorder/tool/recording-ports.ts';
import { oneLine } from '../../faces/one-line.ts';
import { reportPictures } from '../inspect/report-pictures.ts';
import { writeReportFiles } from '../inspect/write-report-files.ts';
import type { JudgeOutcome } from '../judge/judge-recording.ts';
import type { RecordIo } from '../record-io.ts';
import { recorderData } from '../recorder-data.ts';

export interface InspectionWish {
  readonly lint: 'off' | 'warn' | 'error';
  /** As given on the command line; undefined for no report. */
  readonly reportFolder: string | undefined;
  readonly judged: JudgeOutcome | null;
}

/** Lets the rules look at a film, and writes the report with what they and the judge found. */
export async function inspectEvaluation(
  film: FinishedFilm,
  { lint: mode, reportFolder, judged }: InspectionWish,
  theme: Theme,
  io: RecordIo,
  signal: AbortSignal,
): Promise<Inspection> {
  const { recording } = film;
  const severity = mode === 'error' ? 'error' : 'warning';
  const context = lintContextOf(recording, { theme, isMissing: createMissingGlyphs(fontFilesIn(recorderData())) });
  const pictures = framesToLint(recording, { createEmulator, unicode: film.settings.unicode }, signal);
  const lint = mode === 'off' ? null : await lintFilm(pictures, context, { severity });
  const found = { ...(lint === null ? {} : { lint: lintSummary(lint) }), checks: lint?.checks ?? [] };
  if (reportFolder === undefined) return found;
  const folder = resolve(io.cwd, reportFolder);
  const problem = await writeReport(folder, film, lint, judged, io.signal.aborted);
  if (problem === null) return { ...found, reportPath: join(folder, 'report.html') };
  io.error(`❌ ${oneLine(folder)}: the report cannot be written: ${problem}`);
  return found;
}

async function writeReport(
  folder: string,
  film: FinishedFilm,
  lint: LintReport | null,
  judged: JudgeOutcome | null,
  interrupted: boolean,
): Promise<string | null> {
  const { recording, report, options, settings } = film;
  const checks = [...recording.checks, ...(lint?.checks ?? []), ...(judged?.checks ?? [])];
  const whole = runReport({
    tape: `${film.stem}.tape`,
    recording,
    film: report,
    outputs: report.outputs,
    problems: report.problems,
    missingGlyphs: report.missingGlyphs,
    lint,
    scores: judged?.scores ?? null,
    checks: judged?.checks ?? [],
    exitCode: recordExitCode({ interrupted, checks, problems: report.problems.length }),
  });
  const job = { plan: { outputs: [], options }, settings };
  return writeReportFiles(
    folder,
    whole,
    await reportPictures(recording, whole.checks, job, fontFilesIn(recorderData())),
  );
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
