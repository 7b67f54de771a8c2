import { createExpectations } from '../../recorder/check/expectations.ts';
import type { FilmReport } from '../../recorder/film/film.ts';
import { renderFilm } from '../../recorder/film/render-film.ts';
import { selectRange } from '../../recorder/film/select-range.ts';
import { createPainter } from '../../recorder/picture/painter.ts';
import type { FontFiles } from '../../recorder/picture/picture.ts';
import type { GoldenPort, PlayRefusal } from '../../recorder/play/play-ports.ts';
import { playTape } from '../../recorder/play/play-tape.ts';
import type { Recording } from '../../recorder/play/recording.ts';
import type { ParsedTape, TapeCommand } from '../../recorder/tape/tape.ts';
import type { TapeSettings } from '../../recorder/tape/tape-settings.ts';
import { createEmulator } from '../../recorder/terminal/emulator.ts';
import { onPath } from '../../recorder/terminal/find-program.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilmPlan } from './film-plan.ts';
import type { ProgramWorld } from './programs.ts';
import { recordedEnvironment } from './record-io.ts';
import type { RecordIo } from './record-io.ts';

/** A tape ready to be played: parsed, with its settings as the options want them. */
export interface TapeJob {
  readonly parsed: ParsedTape;
  readonly settings: TapeSettings;
  readonly plan: FilmPlan;
  readonly world: ProgramWorld;
  readonly golden: GoldenPort | null;
  readonly title: string;
  readonly keepGoing: boolean;
  readonly captureInput: boolean;
  readonly totalTimeoutMs: number | undefined;
  /** Told each command before it is performed. */
  readonly onCommand?: (command: TapeCommand) => void;
}

/** Everything the recorder plays through the same screen, so that colour queries are answered as the film looks. */
const emulatorFor =
  ({ plan }: Pick<TapeJob, 'plan'>) =>
  (start: Parameters<typeof createEmulator>[0]) => {
    const [theme] = plan.options.themes;
    return createEmulator(theme === undefined ? start : { ...start, theme });
  };

/** Pass one: the program runs, and what it showed is kept. The refusal says why nothing was played. */
export function playJob(job: TapeJob, io: RecordIo): Promise<Result<Recording, PlayRefusal>> {
  const { world, settings, plan } = job;
  const env = recordedEnvironment(io);
  const work = playTape(
    job.parsed,
    {
      startHost: world.startHost,
      clock: world.clock,
      createEmulator: emulatorFor(job),
      hasProgram: (name) => name === 'massgen' || onPath(name, env, io.cwd) !== null,
      evaluate: createExpectations(plan.options.themes[0]),
      golden: job.golden,
    },
    {
      settings,
      cwd: io.cwd,
      env,
      title: job.title,
      keepGoing: job.keepGoing,
      captureInput: job.captureInput,
      ...(job.onCommand === undefined ? {} : { onCommand: job.onCommand }),
      ...(job.totalTimeoutMs === undefined ? {} : { totalTimeoutMs: job.totalTimeoutMs }),
    },
    io.signal,
  );
  return world.run(work);
}

/** Pass two: the films. `select` is as on the command line; its error is a sentence. */
export async function filmRecording(
  recording: Recording,
  plan: FilmPlan,
  select: string | undefined,
  fonts: FontFiles,
  signal: AbortSignal,
): Promise<Result<FilmReport, string>> {
  const range = select === undefined ? ok(null) : selectRange(select, recording);
  if (!range.ok) return fail(range.error);
  const options = { ...plan.options, retiming: { ...plan.options.retiming, select: range.value } };
  const createPainterFor = (picture: Parameters<typeof createPainter>[0]) => createPainter(picture, fonts);
  const ports = { createEmulator: emulatorFor({ plan }), createPainter: createPainterFor };
  return ok(await renderFilm(recording, plan.outputs, options, ports, signal));
}
