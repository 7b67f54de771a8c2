import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { lintFilm } from '../../../recorder/check/lint-film.ts';
import type { LintReport } from '../../../recorder/check/lint-film.ts';
import { framesToLint, lintContextOf } from '../../../recorder/check/lint-frames.ts';
import { lintSettings } from '../../../recorder/check/lint-settings.ts';
import { NO_THRESHOLDS, readLintThresholds } from '../../../recorder/check/lint-thresholds.ts';
import type { LintThresholds } from '../../../recorder/check/lint-thresholds.ts';
import { createMissingGlyphs } from '../../../recorder/picture/missing-glyphs.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { systemReason } from '../../../shared/system-reason.ts';
import type { TapeJob } from '../tape-job.ts';
import type { RecordValues } from '../options.ts';
import { readChoice } from '../read-values.ts';
import { statusTruthOf } from './status-truth.ts';

/** How strictly a film is looked at, decided before it is made; null: not at all. */
export interface LintPlan {
  readonly severity: 'warning' | 'error';
  readonly thresholds: LintThresholds;
}

/** The option wins; else a tape that speaks of lint is linted, and one that does not is not. */
export function planLint(
  { parsed }: Pick<TapeJob, 'parsed'>,
  values: RecordValues,
  tape: string | null,
  cwd: string,
): Result<LintPlan | null, string> {
  const asked = readChoice('lint', values);
  if (!asked.ok) return asked;
  const isInTape = parsed.commands.some(
    ({ ...command }) => command.type === 'directive' && command.directive.name === 'lint',
  );
  const mode = asked.value ?? (isInTape ? 'error' : 'off');
  if (mode === 'off') return ok(null);
  const thresholds = tape === null ? ok(NO_THRESHOLDS) : thresholdsOf(tape, cwd);
  if (!thresholds.ok) return thresholds;
  return ok({ severity: mode === 'warn' ? 'warning' : 'error', thresholds: thresholds.value });
}

/** `lint.json` beside the folder of the tapes says what every film of it must reach. */
function thresholdsOf(tape: string, cwd: string): Result<LintThresholds, string> {
  const folder = dirname(resolve(cwd, tape));
  const path = join(basename(folder) === 'tapes' ? dirname(folder) : folder, 'lint.json');
  if (!existsSync(path)) return ok(NO_THRESHOLDS);
  try {
    const read = readLintThresholds(readFileSync(path, 'utf8'));
    return read.ok ? read : fail(`${path}: ${read.error.join('; ')}`);
  } catch (error) {
    return fail(`${path} cannot be read: ${systemReason(error)}`);
  }
}

/** Lets the rules look at every picture. */
export async function lintRecording(
  recording: Recording,
  job: Pick<TapeJob, 'parsed' | 'settings' | 'plan'>,
  plan: LintPlan,
  fonts: FontFiles,
  cwd: string,
): Promise<LintReport> {
  const { unicode, exec } = job.settings;
  const theme = job.plan.options.themes[0] ?? DEFAULT_THEME;
  const context = lintContextOf(recording, {
    theme,
    statusAt: await statusTruthOf(exec, cwd),
    isMissing: createMissingGlyphs(fonts),
  });
  const frames = framesToLint(recording, { createEmulator, unicode }, new AbortController().signal);
  return lintFilm(frames, context, { settings: lintSettings(job.parsed.commands), ...plan });
}
