import type { CheckResult } from '../../../recorder/check/check-result.ts';
import type { FilmOptions, FilmPorts } from '../../../recorder/film/film.ts';
import { describeFrames } from '../../../recorder/judge/describe.ts';
import { judgeChecks } from '../../../recorder/judge/judge-checks.ts';
import { judgeFrames } from '../../../recorder/judge/judge.ts';
import type { JudgeFrame } from '../../../recorder/judge/judge-frame.ts';
import { lookAtFrames } from '../../../recorder/judge/look-at-frames.ts';
import type { RubricScores } from '../../../recorder/judge/score.ts';
import { createPainter } from '../../../recorder/picture/painter.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import { NOTHING_KEPT, notedJudge } from './noted-judge.ts';
import type { KeptAnswers } from './noted-judge.ts';
import type { PreparedJudge } from './prepare-judge.ts';

/** What became of a look at a film. */
export interface JudgeOutcome extends KeptAnswers {
  /** Null when nobody judged or no rubric was asked. */
  readonly scores: RubricScores | null;
  /** The answer to a prompt in plain words; null without one. */
  readonly words: string | null;
  readonly model: string | null;
  /** How many frames were looked at. */
  readonly frames: number;
  /** Failed demands of the rubric, samples that disagree, stored answers that do not fit. */
  readonly checks: readonly CheckResult[];
  /** Why nobody judged, as a sentence; null when somebody did. */
  readonly notice: string | null;
}

export interface JudgeRequest {
  /** Where raw answers are kept, absolute; beside the report. */
  readonly recordPath: string;
  /** Asked in plain words besides the rubric; null for none. */
  readonly prompt: string | null;
  /** The film's length, for its checks. */
  readonly durationMs: number;
}

/** Chooses frames of a recording and lets a judge look at them. */
export async function judgeRecording(
  recording: Recording,
  judge: PreparedJudge,
  options: Pick<FilmOptions, 'picture' | 'themes' | 'unicode'>,
  fonts: FontFiles,
  request: Pick<JudgeRequest, 'recordPath'>,
  signal: AbortSignal,
): Promise<JudgeOutcome> {
  if (judge.source.kind === 'skipped') return skipped(judge.source.why, 0);
  const { themes, picture: text, unicode } = options;
  const ports: Pick<FilmPorts, 'createEmulator' | 'createPainter'> = {
    createEmulator,
    createPainter: (picture) => createPainter(picture, fonts),
  };
  const look = { count: judge.frames, theme: themes[0] ?? DEFAULT_THEME, text, unicode };
  const frames = await lookAtFrames(recording, look, ports, signal);
  return judgeFilm(judge, frames, { ...request, prompt: null, durationMs: recording.durationMs }, signal);
}

/** Lets a judge look at chosen frames. Never rejects for what a model does. */
export async function judgeFilm(
  { rubric, source }: PreparedJudge,
  frames: readonly JudgeFrame[],
  request: JudgeRequest,
  signal: AbortSignal,
): Promise<JudgeOutcome> {
  if (source.kind === 'skipped') return skipped(source.why, frames.length);
  const noted = notedJudge(source, rubric, frames);
  if (!noted.ok) return { ...skipped(noted.error, frames.length), checks: [refusal(noted.error, request)] };
  const { ask, model } = noted.value;
  const scores = rubric === null ? null : await judgeFrames(rubric, frames, ask, signal);
  const words = request.prompt === null ? null : await describeFrames(request.prompt, frames, ask, signal);
  const problems = [scores, words].flatMap((result) => (result?.ok === false ? [result.error] : []));
  return {
    scores: scores?.ok === true ? scores.value : null,
    words: words?.ok === true ? words.value : null,
    model,
    frames: frames.length,
    checks: scores?.ok === true ? judgeChecks(scores.value, request.durationMs) : [],
    notice: problems.length === 0 ? null : problems.join('; '),
    ...(await noted.value.keep(request.recordPath)),
  };
}

const skipped = (why: string, frames: number): JudgeOutcome => ({
  scores: null,
  words: null,
  model: null,
  frames,
  checks: [],
  notice: why,
  ...NOTHING_KEPT,
});

const refusal = (message: string, { durationMs }: JudgeRequest): CheckResult => ({
  rule: 'judge',
  ok: false,
  severity: 'error',
  timeout: false,
  atMs: durationMs,
  at: null,
  message,
  rows: null,
  evidence: null,
});
