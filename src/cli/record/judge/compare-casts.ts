import { join } from 'node:path';
import type { ReadCast } from '../../../recorder/encode/read-cast.ts';
import { compareFrames } from '../../../recorder/judge/compare.ts';
import type { Comparison } from '../../../recorder/judge/compare.ts';
import type { JudgeFrame } from '../../../recorder/judge/judge-frame.ts';
import { lookAtFrames } from '../../../recorder/judge/look-at-frames.ts';
import { MOST_FRAMES } from '../../../recorder/judge/rubric.ts';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import { createPainter } from '../../../recorder/picture/painter.ts';
import { DEFAULT_THEME } from '../../../recorder/picture/themes.ts';
import { createEmulator } from '../../../recorder/terminal/emulator.ts';
import { castSettings, themeOfCast } from '../casts/cast-settings.ts';
import { recordingOf } from '../casts/read-cast-file.ts';
import { fileStem } from '../file-stem.ts';
import type { RecordIo } from '../record-io.ts';
import { recorderData } from '../recorder-data.ts';
import { NOTHING_KEPT, notedJudge } from './noted-judge.ts';
import type { KeptAnswers } from './noted-judge.ts';
import type { PreparedJudge } from './prepare-judge.ts';

/** What became of letting a judge say which of two casts is better. */
export interface CastComparison extends KeptAnswers {
  /** Null when nobody compared; the notice says why. */
  readonly comparison: Comparison | null;
  readonly notice: string | null;
  /** There was an answer to be had, and it does not fit: stored for other casts. */
  readonly isUnfit: boolean;
  readonly title: string;
  readonly model: string | null;
  /** How many frames of each were looked at. */
  readonly frames: readonly [a: number, b: number];
}

/** A cast, and what the person calls it. */
export interface NamedCast {
  readonly name: string;
  readonly read: ReadCast;
}

/** Shows a judge the frames of two casts, in both orders. Never rejects for what a model does. */
export async function compareCasts(
  { rubric, source, frames: wanted }: PreparedJudge,
  [a, b]: readonly [a: NamedCast, b: NamedCast],
  io: RecordIo,
): Promise<CastComparison> {
  const none = {
    comparison: null,
    isUnfit: false,
    title: rubric?.title ?? '',
    model: null,
    frames: [0, 0],
    ...NOTHING_KEPT,
  } as const;
  if (source.kind === 'skipped') return { ...none, notice: source.why };
  if (rubric === null) return { ...none, notice: 'two casts are compared by a rubric' };
  // Both are shown at once.
  const count = Math.min(wanted, MOST_FRAMES / 2);
  const ofA = await framesOf(a.read, count, io.signal);
  const ofB = await framesOf(b.read, count, io.signal);
  const looked = { ...none, frames: [ofA.length, ofB.length] } as const;
  const judge = notedJudge(source, rubric, [...ofA, ...ofB]);
  if (!judge.ok) return { ...looked, notice: judge.error, isUnfit: true };
  const compared = await compareFrames(rubric, ofA, ofB, judge.value.ask, io.signal);
  const about = {
    ...looked,
    model: judge.value.model,
    ...(await judge.value.keep(
      join(io.cwd, '.massgen', 'recordings', `${withoutDash(a.name)}-${withoutDash(b.name)}.judge.json`),
    )),
  };
  return compared.ok ? { ...about, comparison: compared.value, notice: null } : { ...about, notice: compared.error };
}

/** A dash stands between two of them. */
const withoutDash = (name: string): string => fileStem(name, 'cast').replaceAll(/[^\w.]+/g, '_');

function framesOf(read: ReadCast, count: number, signal: AbortSignal): Promise<readonly JudgeFrame[]> {
  const { columns, rows } = read.cast.header;
  const settings = castSettings(columns, rows);
  const fonts = fontFilesIn(recorderData());
  return lookAtFrames(
    recordingOf(read, settings.framerate),
    {
      count,
      theme: read.theme === null ? DEFAULT_THEME : themeOfCast(read.theme),
      text: settings,
      unicode: settings.unicode,
    },
    { createEmulator, createPainter: (picture) => createPainter(picture, fonts) },
    signal,
  );
}
