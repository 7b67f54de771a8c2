import { writeFile } from 'node:fs/promises';
import { evaluateExpectation } from '../check/expectations.ts';
import { filmOptions } from '../film/film-options.ts';
import type { FilmReport } from '../film/film.ts';
import { problemWords } from '../film/problem-words.ts';
import { renderFilm } from '../film/render-film.ts';
import { lookAtFrames } from '../judge/look-at-frames.ts';
import { playTape } from '../play/play-tape.ts';
import type { Recording } from '../play/recording.ts';
import type { TapeSettings } from '../tape/tape-settings.ts';
import { pointAlias } from './film-names.ts';
import { lastScreen } from './last-screen.ts';
import { lookAtFilm } from './look-at-film.ts';
import { takeMoments } from './moments.ts';
import { ownTape, tapeText } from './own-tape.ts';
import type { RunToFilm } from './own-tape.ts';
import { TOOL_NAME } from './parameters.ts';
import type { RecordingParameters } from './parameters.ts';
import { planRecording } from './plan-recording.ts';
import type { RecordingPlan } from './plan-recording.ts';
import { readParameters } from './read-parameters.ts';
import type { FinishedFilm, RecordingPorts } from './recording-ports.ts';
import type { RecordingFailure, RecordingResult } from './recording-result.ts';

/** How much longer than the run everything together may take, as upstream. */
const GRACE_SECONDS = 60;

const failure = (error: string, more: Partial<RecordingFailure> = {}): RecordingFailure => ({
  success: false,
  operation: TOOL_NAME,
  error,
  ...more,
});

/** Why a recording failed; null for none. `refused`: nothing was played. */
type RecordingCause = 'refused' | 'interrupted' | 'program' | 'film' | 'timeout' | 'bug' | null;

export interface RecordingOutcome {
  readonly result: RecordingResult;
  readonly cause: RecordingCause;
}

/**
 * Films massgen's own dashboard on a configuration and a question, in a pseudo-terminal, until the program ends by
 * itself (`recording.md` §1.2). Nothing passes a shell. Never rejects: whatever goes wrong is in the result, and what
 * there is of the film is kept. Films have names of their own; `massgen_terminal.<format>` stands for the newest.
 */
export async function runMassgenWithRecording(
  parameters: RecordingParameters,
  ports: RecordingPorts,
  signal: AbortSignal,
): Promise<RecordingResult> {
  return (await recordRun(parameters, ports, signal)).result;
}

/** The same, with what kind of failure it was. */
export async function recordRun(
  parameters: RecordingParameters,
  ports: RecordingPorts,
  signal: AbortSignal,
): Promise<RecordingOutcome> {
  try {
    const read = readParameters(parameters);
    if (!read.ok) return { result: failure(read.error), cause: 'refused' };
    const planned = await planRecording(read.value, ports);
    if (!planned.ok) return { result: failure(planned.error), cause: 'refused' };
    return await filmRun(planned.value, read.value, ports, signal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { result: failure(`Failed to record: ${message}`), cause: 'bug' };
  }
}

async function filmRun(
  plan: RecordingPlan,
  parameters: RecordingParameters,
  ports: RecordingPorts,
  signal: AbortSignal,
): Promise<RecordingOutcome> {
  const { run, stem, format, folder } = plan;
  const tape = tapeText(run);
  const tapePath = `${stem}.tape`;
  await writeFile(tapePath, tape.text);
  if (tape.needsQuestionFile) await writeFile(run.questionFile, parameters.question);
  const about = { tape_file: tape.text, tape_path: tapePath };

  const startedMs = ports.clock.now();
  const momentsPath = `${stem}.moments.cast`;
  const { parsed, settings: own } = ownTape(run, ['--record', momentsPath]);
  const settings: TapeSettings = {
    ...own,
    ...(ports.cells === undefined ? {} : { cells: ports.cells, width: null, height: null }),
    outputs: plan.outputs,
  };
  const played = await playTape(
    parsed,
    {
      startHost: ports.startHost,
      clock: ports.clock,
      createEmulator: (start) => ports.film.createEmulator({ ...start, theme: ports.theme }),
      hasProgram: () => true,
      evaluate: evaluateExpectation,
      golden: null,
    },
    {
      settings,
      cwd: folder,
      env: ports.env,
      title: 'massgen',
      totalTimeoutMs: (run.timeoutSeconds + GRACE_SECONDS) * 1000,
    },
    signal,
  );
  if (!played.ok)
    return { result: failure(`The recorder cannot run: ${played.error.message}`, about), cause: 'refused' };
  const recording = await takeMoments(momentsPath, played.value);
  const options = filmOptions(settings, { folder, themes: [ports.theme], title: 'massgen' });
  // What was recorded before an interruption is drawn as well.
  const report = await renderFilm(recording, plan.outputs, options, ports.film, new AbortController().signal);
  const tookMs = ports.clock.now() - startedMs;
  const film = report.outputs.find(({ kind }) => kind === format);
  if (film !== undefined) await pointAlias(film.path, format);

  const frames = await lookAtFrames(
    recording,
    { count: plan.numFrames, theme: ports.theme, text: options.picture, unicode: settings.unicode },
    ports.film,
    signal,
  );
  const finished: FinishedFilm = { recording, report, settings, options, frames, stem };
  const added = await lookAtFilm(finished, parameters, ports, signal);
  const cast = report.outputs.find(({ kind }) => kind === 'cast');
  const more = {
    engine: 'embedded' as const,
    exit_code: recording.exit.exitCode,
    tape_path: tapePath,
    ...(cast === undefined ? {} : { cast_path: cast.path }),
    ...added,
  };
  const problem = problemOf(recording, report, run, film !== undefined, signal);
  if (problem !== null || film === undefined) {
    const told = [
      ...recording.checks.filter((check) => !check.ok).map(({ message }) => message),
      ...problemsOf(report),
    ];
    const { cause, error } = problem ?? { cause: 'film', error: 'Recording was not created' };
    const result = failure(error, {
      ...about,
      ...more,
      vhs_stdout: await lastScreen(recording, ports.film.createEmulator, settings.unicode),
      vhs_stderr: told.join('\n'),
      ...(film === undefined ? {} : { video_path: film.path }),
    });
    return { result, cause };
  }
  const result: RecordingResult = {
    success: true,
    operation: TOOL_NAME,
    config_path: plan.config,
    question: parameters.question,
    video_path: film.path,
    video_format: format,
    video_size_bytes: film.bytes,
    recording_duration_seconds: Math.round(tookMs / 10) / 100,
    massgen_timeout_seconds: run.timeoutSeconds,
    terminal_dimensions: { width: run.width, height: run.height },
    ...more,
  };
  return { result, cause: null };
}

interface Problem {
  readonly cause: RecordingCause;
  readonly error: string;
}

/** The first thing that went wrong, in the order of MassGen's tool; null for none. */
function problemOf(
  { exit, checks }: Recording,
  report: FilmReport,
  { timeoutSeconds, format }: RunToFilm,
  hasFilm: boolean,
  signal: AbortSignal,
): Problem | null {
  if (signal.aborted) {
    return { cause: 'interrupted', error: 'The recording was interrupted; what there is of it was kept.' };
  }
  const isLate = checks.some((check) => !check.ok && check.timeout);
  if (!isLate && exit.exitCode !== 0) {
    const how = exit.signal === null ? `with exit code ${exit.exitCode ?? 'unknown'}` : `by ${exit.signal}`;
    return { cause: 'program', error: `massgen ended ${how}; its last screen says why.` };
  }
  if (!hasFilm) {
    const why = problemsOf(report).join('; ');
    return { cause: 'film', error: `Recording was not created: ${why === '' ? `there is no ${format} file` : why}` };
  }
  if (!isLate) return null;
  const error = `Recording timed out: massgen was still running after ${timeoutSeconds} seconds and was ended.`;
  return { cause: 'timeout', error };
}

const problemsOf = ({ problems }: FilmReport): readonly string[] => problems.map(problemWords);
