import { resolve } from 'node:path';
import { isFilmKind, OUTPUT_KINDS } from '../encode/output-kinds.ts';
import type { Recording } from '../play/recording.ts';
import { drawFilm } from './draw-film.ts';
import type { FilmJob } from './draw-film.ts';
import type { FilmOptions, FilmOutput, FilmPorts, FilmProblem, FilmReport, WrittenOutput } from './film.ts';
import { planFrames } from './frame-plan.ts';
import { keyOverlay, overlayAt } from './key-overlay.ts';
import { retime } from './retime.ts';
import type { DrawnOutput } from './write/seats.ts';
import { shotKind } from './write/screenshot-file.ts';
import { themedPath } from './theme-paths.ts';
import { writeText } from './write/write-text.ts';
import type { TextOutput } from './write/write-text.ts';

const isDrawn = (output: FilmOutput): output is DrawnOutput => isFilmKind(output.kind);
const isText = (output: FilmOutput): output is TextOutput => !isDrawn(output);

/**
 * Makes every output and screenshot of a recording: the screens are played again from its cast and drawn once for each
 * theme, whatever the number of outputs. A file has its name only when it is whole; one that cannot be written is told
 * in `problems` and does not keep the others from being. Frames are streamed: memory does not grow with the film.
 * Give a fresh signal for a recording that was interrupted, or nothing of it is kept.
 */
export async function renderFilm(
  recording: Recording,
  outputs: readonly FilmOutput[],
  options: FilmOptions,
  ports: FilmPorts,
  signal: AbortSignal,
): Promise<FilmReport> {
  const film = retime(recording, options.retiming, options.framerate);
  const places = outputs.map((output) => ({
    ...output,
    path: resolve(options.folder, output.path) + slash(output.path),
  }));
  const several = options.themes.length > 1;

  const written: WrittenOutput[] = [];
  const problems: FilmProblem[] = [];
  const missingGlyphs = new Map<string, number>();
  const frames = planFrames(film, options.framerate);
  const pressed = keyOverlay(film.keys);

  for (const output of places.filter(isText)) {
    if (signal.aborted) break;
    const result = await writeText(output, film, options);
    if (result.ok) written.push({ kind: output.kind, path: output.path, ...result.value });
    else problems.push({ path: output.path, message: result.error });
  }

  for (const [index, theme] of options.themes.entries()) {
    if (signal.aborted) break;
    const name = (path: string, themed: boolean): string => (several && themed ? themedPath(path, theme.name) : path);
    const job: FilmJob = {
      theme,
      frames,
      outputs: places
        .filter(isDrawn)
        .filter(({ kind }) => index === 0 || OUTPUT_KINDS[kind].themed)
        .map((output) => ({ ...output, path: name(output.path, OUTPUT_KINDS[output.kind].themed) })),
      screenshots: film.screenshots.flatMap((shot) => {
        const themed = ['png', 'svg'].includes(shotKind(shot.path));
        const overlay = overlayAt(pressed, shot.atMs);
        const path = name(resolve(options.folder, shot.path), themed);
        return index === 0 || themed ? [{ ...shot, path, overlay }] : [];
      }),
    };
    const drawn = await drawFilm(film, job, options, ports, signal);
    written.push(...drawn.outputs);
    problems.push(...drawn.problems);
    for (const [glyph, count] of drawn.missingGlyphs)
      missingGlyphs.set(glyph, Math.max(count, missingGlyphs.get(glyph) ?? 0));
  }
  return {
    outputs: written,
    problems,
    missingGlyphs,
    frames: frames.length,
    durationMs: film.durationMs,
    interrupted: signal.aborted,
  };
}

const slash = (path: string): string => (path.endsWith('/') ? '/' : '');
