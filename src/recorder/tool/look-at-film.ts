import { USUAL_EVALUATION } from '../judge/describe.ts';
import { keepFrames } from './keep-frames.ts';
import type { RecordingParameters } from './parameters.ts';
import type { FinishedFilm, RecordingPorts } from './recording-ports.ts';
import type { RecordingFailure } from './recording-result.ts';

/** What there is to say of a film: still frames, lint, a report, the judge's words. */
export async function lookAtFilm(
  film: FinishedFilm,
  parameters: RecordingParameters,
  ports: RecordingPorts,
  signal: AbortSignal,
): Promise<Pick<RecordingFailure, 'frames' | 'lint' | 'report_path' | 'evaluation' | 'warnings'>> {
  const frames = await keepFrames(`${film.stem}_frames`, film.frames);
  const { evaluation_prompt: prompt, num_frames: count } = parameters;
  const asked = prompt ?? (count === undefined ? null : USUAL_EVALUATION);
  const evaluation = await ports.evaluate?.(film, asked, signal);
  const inspection = await ports.inspect?.(film, signal);
  const checks = [...film.recording.checks, ...(inspection?.checks ?? [])];
  const warnings = [
    ...checks
      .filter((check) => !check.ok && check.severity === 'warning')
      .map(({ rule, message }) => `${rule}: ${message}`),
    ...(film.report.missingGlyphs.size === 0 ? [] : [`${film.report.missingGlyphs.size} characters are in no font`]),
  ];
  return {
    frames,
    ...(inspection?.lint === undefined ? {} : { lint: inspection.lint }),
    ...(inspection?.reportPath === undefined ? {} : { report_path: inspection.reportPath }),
    ...(evaluation === undefined ? {} : { evaluation }),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}
