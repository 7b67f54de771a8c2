import { basename, resolve } from 'node:path';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import { DEFAULT_THEME, loadThemes } from '../../../recorder/picture/themes.ts';
import type { Theme } from '../../../recorder/picture/picture.ts';
import type { ThemeColours } from '../../../dashboard/default-themes.ts';
import { loadTheme } from '../../start/load-theme.ts';
import type { TapeSettings } from '../../../recorder/tape/tape-settings.ts';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';
import { findLog } from '../../../store/log/find-log.ts';
import { readWholeLog } from '../../../store/log/read-whole-log.ts';
import { jsonLine } from '../../../store/log/json-line.ts';
import type { RecordArguments } from '../arguments.ts';
import { castSettings } from '../casts/cast-settings.ts';
import { inspectRecording, prepareInspectors } from '../inspect/inspect-recording.ts';
import { planFilm } from '../film-plan.ts';
import { playJob } from '../tape-job.ts';
import { drawCast, still } from '../casts/draw-cast.ts';
import { openWorld } from '../programs.ts';
import { readSize, readTime } from '../read-values.ts';
import type { RecordIo } from '../record-io.ts';
import { inLines, refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { tellFilm } from '../tell-outcome.ts';
import { sessionChecks } from './session-checks.ts';
import { sessionMoments } from './session-moments.ts';
import type { SessionMoment } from './session-moments.ts';
import { sessionTape } from './session-tape.ts';

const SIZE = { columns: 120, rows: 36 };
/** What the last file writes of a run may take after its last event. */
const TAIL_MS = 500;

/** Films the dashboard of a finished run, in its own time on a virtual clock: no model, no network, no waiting. */
export async function filmSession(args: RecordArguments, io: RecordIo): Promise<number> {
  const { operands, values } = args;
  const [folder = ''] = operands;
  const refuse = refuser(io, args, { tape: folder });
  const run = await readRun(folder, io.cwd);
  if (!run.ok) return refuse(run.error);
  const size = readSize(values.size);
  if (!size.ok) return refuse(size.error);
  const at = readTime('at', values.at);
  if (!at.ok) return refuse(at.error);
  const { moments, durationMs } = run.value;
  if (at.value !== undefined && at.value > durationMs + TAIL_MS) {
    return refuse(`--at ${at.value / 1000}s: the run is only ${(durationMs / 1000).toFixed(1)} s long`);
  }
  if (values.theme?.split(',').some((name) => values.theme !== name && dashboardLook(name) !== null)) {
    return refuse(`--theme ${values.theme}: the dashboard is filmed in one of its own themes at a time`);
  }

  const look = dashboardLook(values.theme);
  const fonts = fontFilesIn(recorderData());
  const { columns, rows } = size.value ?? SIZE;
  const settings: TapeSettings = {
    ...castSettings(columns, rows),
    exec: ['massgen', '--replay', folder, ...(look === null ? [] : ['--theme', look.name])],
    shell: null,
  };
  const title = basename(resolve(io.cwd, folder));
  const planned = planFilm(settings, values, {
    cwd: io.cwd,
    title,
    themes: loadThemes(fonts),
    defaultOutput: `${title}.${at.value === undefined ? 'gif' : 'png'}`,
    ...(look === null ? {} : { terminal: terminalFor(look.colours) }),
  });
  if (!planned.ok) return refuse(planned.error);
  const plan = planned.value;
  const world = openWorld('virtual', settings.exec);
  if (!world.ok) return refuse(world.error);

  const job = {
    parsed: sessionTape(moments, at.value ?? durationMs + TAIL_MS),
    settings: { ...settings, framerate: plan.options.framerate, outputs: plan.outputs },
    plan,
    world: world.value,
    golden: null,
    title,
    keepGoing: true,
    captureInput: false,
    totalTimeoutMs: undefined,
  };
  const inspectors = await prepareInspectors(job, values, null, io);
  if (!inspectors.ok) return refuse(...inLines(inspectors.error));
  const played = await playJob(job, io);
  if (!played.ok) return refuse(played.error.message);
  const recording = { ...played.value, checks: sessionChecks(played.value, run.value.gap) };
  const drawn = at.value === undefined ? ok({ recording, plan }) : still(recording, plan, at.value);
  if (!drawn.ok) return refuse(drawn.error);
  const report = await drawCast(drawn.value, values.select, fonts, new AbortController().signal);
  if (!report.ok) return refuse(report.error);
  tellFilm(report.value, io, values.quiet === true || values.json === true, values.at !== undefined);
  const inspected = { job, name: folder, recording, film: report.value };
  const { exitCode, ...about } = await inspectRecording(inspected, inspectors.value, values, fonts, io);
  if (values.json === true) io.out(jsonLine({ ...about, exitCode }));
  return exitCode;
}

/** Names of the dashboard's own themes go before those of terminals; null for the latter. Default: dark. */
function dashboardLook(name = 'dark'): { readonly name: string; readonly colours: ThemeColours } | null {
  const loaded = loadTheme(name);
  return loaded.ok && loaded.value !== null ? { name, colours: loaded.value } : null;
}

const colourOf = (hex: string): number => Number.parseInt(hex.slice(1), 16);

/** A terminal that goes on where the dashboard ends. */
const terminalFor = ({ name, tokens }: ThemeColours): Theme => ({
  ...DEFAULT_THEME,
  name,
  background: colourOf(tokens['bg.base']),
  foreground: colourOf(tokens['fg.primary']),
});

async function readRun(
  folder: string,
  cwd: string,
): Promise<
  Result<
    { readonly moments: readonly SessionMoment[]; readonly durationMs: number; readonly gap: string | null },
    string
  >
> {
  const at = (path: string): string => resolve(cwd, path);
  const found = await findLog(folder, at);
  if (!found.ok) return found;
  const log = await readWholeLog(at(found.value.eventsPath));
  if (!log.ok) return fail(log.error);
  const { events, damage } = log.value;
  const gap = damage === null ? null : `${found.value.eventsPath}:${damage.line} ${damage.problem}`;
  return ok({ ...sessionMoments(events), gap });
}
