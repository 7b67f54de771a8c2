import type { ReadCast } from '../../../recorder/encode/read-cast.ts';
import type { FilmReport } from '../../../recorder/film/film.ts';
import { selectRange } from '../../../recorder/film/select-range.ts';
import { shotKind } from '../../../recorder/film/write/screenshot-file.ts';
import type { FontFiles } from '../../../recorder/picture/picture.ts';
import { loadThemes } from '../../../recorder/picture/themes.ts';
import type { Recording } from '../../../recorder/play/recording.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { oneLine } from '../../faces/one-line.ts';
import { planFilm } from '../film-plan.ts';
import type { FilmPlan } from '../film-plan.ts';
import { filmRecording } from '../tape-job.ts';
import type { RecordValues } from '../options.ts';
import { readSize, readTime } from '../read-values.ts';
import type { RecordIo } from '../record-io.ts';
import { castSettings, themeOfCast } from './cast-settings.ts';
import { markerSections, sectionPath } from './marker-sections.ts';
import { recordingOf } from './read-cast-file.ts';

/** What a cast is drawn from and where to. */
export interface CastJob {
  readonly recording: Recording;
  readonly plan: FilmPlan;
}

/** Without `-o` a film is written here, or with `--at` a picture. */
export interface DefaultNames {
  readonly film: string | null;
  readonly picture: string | null;
}

/** Titles come from strangers, and are written into every picture. */
const MOST_TITLE = 200;

/** Reads the options for drawing a cast, before anything is drawn. The error is a sentence. */
export function planCast(
  read: ReadCast,
  values: RecordValues,
  title: string,
  names: DefaultNames,
  fonts: FontFiles,
  io: RecordIo,
): Result<CastJob, string> {
  const size = readSize(values.size);
  if (!size.ok) return size;
  const at = readTime('at', values.at);
  if (!at.ok) return at;
  if (at.value !== undefined && values.select === 'markers') {
    return fail('--at is one moment, --select markers many parts: give one of them');
  }
  const cells = size.value ?? read.cast.header;
  const planned = planFilm(castSettings(cells.columns, cells.rows, read.cast.header.look), values, {
    cwd: io.cwd,
    title: oneLine(read.cast.header.title ?? title, MOST_TITLE),
    themes: loadThemes(fonts),
    defaultOutput: at.value === undefined ? names.film : names.picture,
  });
  if (!planned.ok) return planned;
  const options = values.theme === undefined ? inOwnColours(planned.value.options, read) : planned.value.options;
  const sized = size.value === undefined ? read : atSize(read, size.value);
  const recording = recordingOf(sized, options.framerate);
  if (at.value === undefined) return ok({ recording, plan: { outputs: planned.value.outputs, options } });
  return still(recording, { ...planned.value, options }, at.value);
}

/** A cast without colours is shown in those of whoever plays it, and stays so when it is written again. */
const inOwnColours = (options: FilmPlan['options'], { theme }: ReadCast): FilmPlan['options'] =>
  theme === null ? { ...options, castTheme: null } : { ...options, themes: [themeOfCast(theme)] };

/** A screen of another size, whatever the recorded one became. */
const atSize = (read: ReadCast, size: { readonly columns: number; readonly rows: number }): ReadCast => ({
  ...read,
  cast: {
    header: { ...read.cast.header, ...size },
    events: read.cast.events.filter(({ type }) => type !== 'resize'),
  },
});

/** One moment instead of a film: every output is a picture of it. */
export function still(recording: Recording, { outputs, options }: FilmPlan, atMs: number): Result<CastJob, string> {
  if (atMs > recording.durationMs) {
    return fail(`--at ${atMs / 1000}s: the recording is only ${recording.durationMs / 1000} s long`);
  }
  const other = outputs.find(({ path, kind }) => shotKind(path) !== kind);
  if (other !== undefined) return fail(`--at makes a picture: .png, .svg, .txt or .json, not ${other.path}`);
  const events = eventsUntil(recording, atMs);
  const screenshots = outputs.map(({ path }) => ({ path, atMs, events }));
  return ok({ recording: { ...recording, screenshots }, plan: { outputs: [], options } });
}

/** Draws it: as a whole, a part of it, or with `markers` one film for each part between markers. */
export async function drawCast(
  { recording, plan }: CastJob,
  select: string | undefined,
  fonts: FontFiles,
  signal: AbortSignal,
): Promise<Result<FilmReport, string>> {
  if (select === undefined)
    return filmRecording(withText(recording, recording.durationMs), plan, select, fonts, signal);
  if (select !== 'markers') {
    const range = selectRange(select, recording);
    return range.ok
      ? filmRecording(withText(recording, range.value.toMs), plan, select, fonts, signal)
      : fail(range.error);
  }
  const sections = markerSections(recording);
  if (!recording.cast.events.some(({ type }) => type === 'marker')) {
    return fail('--select markers: there is no marker in this recording');
  }
  const reports: FilmReport[] = [];
  for (const [index, { label, fromMs, toMs }] of sections.entries()) {
    if (signal.aborted) break;
    const outputs = plan.outputs.map((output) => ({ ...output, path: sectionPath(output.path, index, label) }));
    const range = `${Math.round(fromMs)}ms..${Math.round(toMs)}ms`;
    const report = await filmRecording(withText(recording, toMs), { ...plan, outputs }, range, fonts, signal);
    if (!report.ok) return report;
    reports.push(report.value);
  }
  return ok(joined(reports, signal.aborted));
}

/** A tape's text output has a screen for each command; a cast knows no commands, so that its last screen is the text. */
const withText = (recording: Recording, atMs: number): Recording => ({
  ...recording,
  commandScreens: [{ atMs, events: eventsUntil(recording, atMs) }],
});

const eventsUntil = ({ cast }: Recording, atMs: number): number =>
  cast.events.filter((event) => event.atMs <= atMs).length;

const joined = (reports: readonly FilmReport[], interrupted: boolean): FilmReport => ({
  outputs: reports.flatMap(({ outputs }) => outputs),
  problems: reports.flatMap(({ problems }) => problems),
  missingGlyphs: new Map(reports.flatMap(({ missingGlyphs }) => [...missingGlyphs])),
  frames: reports.reduce((sum, { frames }) => sum + frames, 0),
  durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
  interrupted,
});
