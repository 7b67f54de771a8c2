import { join, resolve } from 'node:path';
import type { LintReport } from '../../../recorder/check/lint-film.ts';
import { runReport } from '../../../recorder/check/report.ts';
import type { RunReport } from '../../../recorder/check/report.ts';
import type { FilmReport } from '../../../recorder/film/film.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { oneLine } from '../../faces/one-line.ts';
import type { TapeJob } from '../tape-job.ts';
import { judgeRecording } from '../judge/judge-recording.ts';
import { judgeWish } from '../judge/judge-wish.ts';
import { prepareJudge } from '../judge/prepare-judge.ts';
import type { PreparedJudge } from '../judge/prepare-judge.ts';
import { tellJudge } from '../judge/tell-judge.ts';
import type { RecordValues } from '../options.ts';
import type { RecordIo } from '../record-io.ts';
import { tellChecks } from '../tell-outcome.ts';
import { lintRecording, planLint } from './lint-recording.ts';
import type { LintPlan } from './lint-recording.ts';
import { reportPictures } from './report-pictures.ts';
import { writeReportFiles } from './write-report-files.ts';

/** Who looks at a recording, ready before it is made: a wrong option must not cost a film. */
export interface Inspectors {
  readonly lint: LintPlan | null;
  readonly judge: PreparedJudge | null;
}

/** `tape` is the file, null for a session. The error is a sentence about an option or a file. */
export async function prepareInspectors(
  job: Pick<TapeJob, 'parsed'>,
  values: RecordValues,
  tape: string | null,
  io: RecordIo,
): Promise<Result<Inspectors, string>> {
  const lint = planLint(job, values, tape, io.cwd);
  if (!lint.ok) return lint;
  const wish = judgeWish(values, job.parsed.commands);
  const judge = wish === null ? ok(null) : await prepareJudge(wish, io);
  return judge.ok ? ok({ lint: lint.value, judge: judge.value }) : fail(judge.error);
}

export interface Inspected {
  readonly job: TapeJob;
  /** As the person wrote it. */
  readonly name: string;
  readonly recording: Recording;
  /** Null when none was drawn. */
  readonly film: FilmReport | null;
}

/** Looks at a recording, says what was found, writes the report, and gives it. */
export async function inspectRecording(
  { job, name, recording, film }: Inspected,
  { lint: lintPlan, judge }: Inspectors,
  values: RecordValues,
  fonts: FontFiles,
  io: RecordIo,
): Promise<RunReport> {
  const quiet = values.quiet === true || values.json === true;
  const lint = lintPlan === null ? null : await lintRecording(recording, job, lintPlan, fonts, io.cwd);
  tellChecks(name, [...recording.checks, ...(lint?.checks ?? [])], io, quiet);
  if (lint !== null && !quiet) io.out(lintLine(lint));
  const folder = values.report === undefined ? null : resolve(io.cwd, values.report);
  const judged =
    judge === null
      ? null
      : await judgeRecording(
          recording,
          judge,
          job.plan.options,
          fonts,
          { recordPath: join(folder ?? join(io.cwd, '.massgen', 'recordings'), `${job.title}.judge.json`) },
          io.signal,
        );
  judge?.close();
  if (judged !== null) tellJudge(judged, io, quiet);
  const checks = [...recording.checks, ...(lint?.checks ?? []), ...(judged?.checks ?? [])];
  const outcome = { interrupted: io.signal.aborted, checks, problems: film?.problems.length ?? 0 };
  const parts = {
    tape: name,
    recording,
    film,
    outputs: film?.outputs ?? [],
    problems: film?.problems ?? [],
    missingGlyphs: film?.missingGlyphs ?? new Map<string, number>(),
    lint,
    scores: judged?.scores ?? null,
    checks: judged?.checks ?? [],
  };
  const report = runReport({ ...parts, exitCode: recordExitCode(outcome) });
  if (folder === null) return report;
  const problem = await writeReportFiles(folder, report, await reportPictures(recording, report.checks, job, fonts));
  if (problem === null) {
    if (!quiet) io.out(join(folder, 'report.html'));
    return report;
  }
  io.error(`❌ ${oneLine(folder)}: the report cannot be written: ${problem}`);
  return runReport({ ...parts, exitCode: recordExitCode({ ...outcome, problems: outcome.problems + 1 }) });
}

const lintLine = ({ uiScore, rules, frames }: LintReport): string => {
  const judged = rules.filter(({ score }) => score !== null).length;
  return `lint: ${uiScore ?? '–'} of 100, ${judged} rules on ${frames} frames`;
};
