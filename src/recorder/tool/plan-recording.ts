import { access } from 'node:fs/promises';
import { constants } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FilmOutput } from '../film/film.ts';
import { MOST_FRAMES } from '../judge/rubric.ts';
import { outputKind } from '../tape/output-kind.ts';
import { onPath } from '../terminal/find-program.ts';
import { findConfig } from './allowed-path.ts';
import { uniqueFilm } from './film-names.ts';
import { fitsALine } from './own-tape.ts';
import type { RunToFilm } from './own-tape.ts';
import { DEFAULTS, VIDEO_FORMATS } from './parameters.ts';
import type { RecordingParameters, VideoFormat } from './parameters.ts';
import type { RecordingPorts } from './recording-ports.ts';

/** A recording that can be made. */
export interface RecordingPlan {
  readonly folder: string;
  readonly config: string;
  readonly format: VideoFormat;
  readonly run: RunToFilm;
  readonly stem: string;
  readonly outputs: readonly FilmOutput[];
  readonly numFrames: number;
}

/** Checks everything that can be known before a model is paid: path, file, ffmpeg, format, numbers, folder. */
export async function planRecording(
  parameters: RecordingParameters,
  ports: RecordingPorts,
): Promise<Result<RecordingPlan, string>> {
  const folder = resolve(ports.cwd, parameters.agent_cwd ?? '.');
  const config = findConfig(parameters.config_path, folder, parameters.allowed_paths);
  if (!config.ok) return config;
  const wanted = (parameters.output_format ?? DEFAULTS.output_format).toLowerCase();
  const [program] = ports.film.videoProgram ?? ['ffmpeg'];
  if ((wanted === 'mp4' || wanted === 'webm') && onPath(program, ports.env, ports.cwd) === null) {
    return fail(
      `${wanted} films are made by ${program}, which is not installed. Install it, or ask for output_format gif, which needs nothing.`,
    );
  }
  const format = VIDEO_FORMATS.find((known) => known === wanted);
  if (format === undefined) {
    return fail(`Unknown output format: ${parameters.output_format}. Known are ${VIDEO_FORMATS.join(', ')}.`);
  }
  const numbers = readNumbers(parameters, ports.frames ?? DEFAULTS.num_frames);
  if (!numbers.ok) return numbers;
  const { timeoutSeconds, width, height, numFrames } = numbers.value;
  const films = readFilms(ports.outputs ?? []);
  if (!films.ok) return films;
  try {
    await access(folder, constants.W_OK);
  } catch {
    return fail(`The workspace ${folder} cannot be written to.`);
  }
  const stem = uniqueFilm(folder, ports.clock.now(), format);
  const argv = ['massgen', '--skip-agent-selector', '--display', 'rich', ...(ports.moreArguments ?? [])];
  const run: RunToFilm = {
    argv: [...argv, '--config', config.value, '--', parameters.question],
    format,
    width,
    height,
    timeoutSeconds,
    questionFile: `${stem}.question.txt`,
  };
  if (![...run.argv.slice(0, -1), run.questionFile].every(fitsALine)) {
    return fail(
      'The run is also stored as a tape, and no path with a line break, a control character or ${ fits in one.',
    );
  }
  const outputs = [
    { kind: format, path: `${stem}.${format}` },
    ...films.value,
    { kind: 'cast', path: `${stem}.cast` },
  ] as const;
  return ok({ folder, config: config.value, format, run, stem, outputs, numFrames });
}

function readFilms(paths: readonly string[]): Result<readonly FilmOutput[], string> {
  const films: FilmOutput[] = [];
  for (const path of paths) {
    const kind = outputKind(path);
    if (kind === null) return fail(`${path}: a film needs an ending such as .gif, .mp4, .svg or .cast.`);
    films.push({ kind, path });
  }
  return ok(films);
}

type Numbers = Pick<RunToFilm, 'timeoutSeconds' | 'width' | 'height'> & { readonly numFrames: number };

function readNumbers(parameters: RecordingParameters, usualFrames: number): Result<Numbers, string> {
  const {
    timeout_seconds: seconds,
    width,
    height,
    num_frames: frames,
  } = {
    ...DEFAULTS,
    num_frames: usualFrames,
    ...parameters,
  };
  if (!(seconds > 0 && seconds <= 86_400)) return fail(`timeout_seconds is a number above 0, not ${seconds}.`);
  if (![width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= 10_000)) {
    return fail(`width and height are pixels from 1 to 10000, not ${width} and ${height}.`);
  }
  if (!(Number.isInteger(frames) && frames >= 1 && frames <= MOST_FRAMES)) {
    return fail(`num_frames is 1 to ${MOST_FRAMES}, not ${frames}.`);
  }
  return ok({ timeoutSeconds: seconds, width, height, numFrames: frames });
}
