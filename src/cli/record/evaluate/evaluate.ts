import type { CheckResult } from '../../../recorder/check/check-result.ts';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import { createPainter } from '../../../recorder/picture/painter.ts';
import { loadThemes } from '../../../recorder/picture/themes.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import type { RecordingPorts } from '../../../recorder/tool/recording-ports.ts';
import type { RecordingResult, ToolEvaluation } from '../../../recorder/tool/recording-result.ts';
import { TOOL_NAME } from '../../../recorder/tool/parameters.ts';
import { recordRun } from '../../../recorder/tool/run-massgen-with-recording.ts';
import { jsonLine } from '../../../store/log/json-line.ts';
import { oneLine, safeText } from '../../faces/one-line.ts';
import type { RecordArguments } from '../arguments.ts';
import { judgeFilm } from '../judge/judge-recording.ts';
import type { JudgeOutcome } from '../judge/judge-recording.ts';
import type { JudgeWish } from '../judge/judge-wish.ts';
import { judgeWish } from '../judge/judge-wish.ts';
import { prepareJudge } from '../judge/prepare-judge.ts';
import type { PreparedJudge } from '../judge/prepare-judge.ts';
import { tellJudge } from '../judge/tell-judge.ts';
import { openWorld } from '../programs.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import { recordedEnvironment } from '../record-io.ts';
import type { RecordIo } from '../record-io.ts';
import { inLines, refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { tellChecks } from '../tell-outcome.ts';
import { inspectEvaluation } from './inspect-evaluation.ts';
import { readEvaluation } from './read-evaluation.ts';
import type { EvaluationRequest } from './read-evaluation.ts';

/**
 * `massgen record evaluate CONFIG QUESTION`: films a run as the agents' tool does, with lint, and with a judge when a
 * rubric, a prompt or a number of frames is given. `--json` prints the tool's result, also of what is refused.
 */
export async function evaluate(args: RecordArguments, io: RecordIo): Promise<number> {
  const { values } = args;
  const tell = refuser(io, args, toolFailure);
  const refuse = (error: string): number => tell(...inLines(error));
  const request = readEvaluation(args, io);
  if (!request.ok) return refuse(request.error);
  const prepared = await prepare(args, request.value, io);
  if (!prepared.ok) return refuse(prepared.error);
  const judge = prepared.value;
  const quiet = values.quiet === true || values.json === true;
  const checks: CheckResult[] = [];
  const looks: JudgeOutcome[] = [];
  try {
    const ports = portsFor(request.value, args, io);
    const { result, cause } = await recordRun(
      request.value.parameters,
      {
        ...ports,
        ...(judge === null ? {} : { frames: judge.frames }),
        inspect: async (film, signal) => {
          const about = { lint: request.value.lint, reportFolder: values.report, judged: looks.at(-1) ?? null };
          const inspection = await inspectEvaluation(film, about, ports.theme, io, signal);
          checks.push(...inspection.checks);
          return inspection;
        },
        ...(judge === null
          ? {}
          : {
              evaluate: async (film, prompt, signal): Promise<ToolEvaluation> => {
                const about = { recordPath: `${film.stem}.judge.json`, prompt, durationMs: film.recording.durationMs };
                const judged = await judgeFilm(judge, film.frames, about, signal);
                looks.push(judged);
                checks.push(...judged.checks);
                return evaluationOf(judged, prompt);
              },
            }),
      },
      io.signal,
    );
    tellResult(result, io, quiet);
    tellChecks('massgen', checks, io, true);
    for (const judged of looks) tellJudge(judged, io, quiet);
    if (values.json === true) io.out(jsonLine(result));
    return recordExitCode({
      refused: cause === 'refused',
      interrupted: cause === 'interrupted',
      late: cause === 'timeout',
      checks,
      problems: cause === null ? 0 : 1,
    });
  } finally {
    judge?.close();
  }
}

/** A refusal as the tool's own failures look. */
const toolFailure = (message: string, details: string): object => ({
  success: false,
  operation: TOOL_NAME,
  error: details === '' ? message : `${message}\n${details}`,
});

/** A judge, when anything asks for one: an option, or the parameters of MassGen's guide. */
async function prepare(
  { values }: RecordArguments,
  { parameters }: EvaluationRequest,
  io: RecordIo,
): Promise<
  { readonly ok: true; readonly value: PreparedJudge | null } | { readonly ok: false; readonly error: string }
> {
  const wantsWords = parameters.evaluation_prompt !== undefined || parameters.num_frames !== undefined;
  const inWords: JudgeWish = {
    rubric: null,
    frames: null,
    model: values['judge-model'] ?? null,
    url: values['judge-url'] ?? null,
    replay: null,
  };
  const wish = judgeWish(values) ?? (wantsWords ? inWords : null);
  return wish === null ? { ok: true, value: null } : prepareJudge(wish, io);
}

function portsFor({ cells }: EvaluationRequest, { values }: RecordArguments, io: RecordIo): RecordingPorts {
  const fonts = fontFilesIn(recorderData());
  const theme = loadThemes(fonts).find('Dracula');
  const world = openWorld('real', ['massgen']);
  if (!theme.ok || !world.ok) throw new Error('the package is incomplete: its theme or its clock is missing');
  return {
    startHost: world.value.startHost,
    clock: world.value.clock,
    env: recordedEnvironment(io),
    cwd: io.cwd,
    film: { createEmulator, createPainter: (options) => createPainter(options, fonts) },
    theme: theme.value,
    moreArguments: values.rehearse === true ? ['--rehearse'] : [],
    outputs: values.output ?? [],
    ...(cells === undefined ? {} : { cells }),
  };
}

function evaluationOf({ scores, words, model, frames, notice }: JudgeOutcome, prompt: string | null): ToolEvaluation {
  if (model === null) return { success: false, error: notice ?? 'nobody judged', skipped: true };
  if (scores === null && words === null) return { success: false, error: notice ?? 'the judge said nothing' };
  const lines = (scores?.criteria ?? []).map(
    ({ id, score, words: said }) =>
      `${id}: ${score ?? 'no score'}${said === null ? '' : `. ${said.problem} ${said.fix}`}`,
  );
  return {
    success: true,
    num_frames_extracted: frames,
    prompt: prompt ?? scores?.title ?? '',
    response: words ?? lines.join('\n'),
    model,
    ...(scores === null ? {} : { scores }),
  };
}

function tellResult(result: RecordingResult, io: RecordIo, quiet: boolean): void {
  if (!result.success) {
    io.error(`❌ ${oneLine(result.error)}`);
    const screen = result.vhs_stdout ?? '';
    if (screen !== '') io.error(safeText(screen).replaceAll(/^/gm, '   │ '));
  }
  if (quiet) return;
  const { video_path: film, cast_path: cast, tape_path: tape, frames = [] } = result;
  for (const path of [film, cast, tape]) if (path !== undefined) io.out(oneLine(path));
  if (frames.length > 0) io.out(`${frames.length} frames to look at: ${oneLine(frames[0]?.text_path ?? '')} …`);
  if (result.success) io.out(`massgen ended well; recorded in ${result.recording_duration_seconds} s`);
}
