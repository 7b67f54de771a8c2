import { describeErrors } from '../../recorder/tape/describe-errors.ts';
import { loadThemes } from '../../recorder/picture/themes.ts';
import { fontFilesIn } from '../../recorder/picture/font-folder.ts';
import type { FontFiles } from '../../recorder/picture/picture.ts';
import { settingsOf } from '../../recorder/tape/settings-of.ts';
import type { TapeSettings } from '../../recorder/tape/tape-settings.ts';
import { unheardSettings } from '../../recorder/tape/unheard-settings.ts';
import { jsonLine } from '../../store/log/json-line.ts';
import { ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { oneLine } from '../faces/one-line.ts';
import type { RecordArguments } from './arguments.ts';
import { fileStem } from './file-stem.ts';
import { planFilm } from './film-plan.ts';
import { filmRecording, playJob } from './tape-job.ts';
import type { TapeJob } from './tape-job.ts';
import { tapeGoldens } from './goldens/tape-goldens.ts';
import { inspectRecording, prepareInspectors } from './inspect/inspect-recording.ts';
import { keepCast } from './files/keep-cast.ts';
import type { RecordValues } from './options.ts';
import { openWorld, usualClock } from './programs.ts';
import { readTape } from './read-tape.ts';
import type { TapeFile } from './read-tape.ts';
import { readChoice, readSize, readTime } from './read-values.ts';
import { RECORD_EXIT, worstExit } from '../../recorder/play/exit-code.ts';
import type { RecordExitCode } from '../../recorder/play/exit-code.ts';
import type { RecordIo } from './record-io.ts';
import { inLines, refuser } from './refuse.ts';
import type { Refuse } from './refuse.ts';
import { recorderData } from './recorder-data.ts';
import { tellFilm } from './tell-outcome.ts';
import { playWithVhs } from './vhs/vhs-engine.ts';

/** Plays every tape, one after the other; the exit code is that of the worst. */
export async function playTapes(args: RecordArguments, io: RecordIo): Promise<number> {
  const { operands, values } = args;
  const engine = readChoice('engine', values);
  if (!engine.ok) return refuser(io, args)(engine.error);
  const fonts = fontFilesIn(recorderData());
  const codes: RecordExitCode[] = [];
  for (const name of operands) {
    if (io.signal.aborted) {
      codes.push(RECORD_EXIT.interrupted);
      break;
    }
    codes.push(await (engine.value === 'vhs' ? playWithVhs(name, values, io) : playOne(name, values, fonts, io)));
  }
  return worstExit(codes);
}

async function playOne(name: string, values: RecordValues, fonts: FontFiles, io: RecordIo): Promise<RecordExitCode> {
  const refuseTape = refuser(io, { command: 'tape', values }, { tape: name });
  const refuse: Refuse = (message, details) => refuseTape(`${name}: ${message}`, details);
  const read = readTape(name, io.cwd, false);
  if (!read.ok) return refuseTape(read.error);
  const { source, parsed } = read.value;
  if (parsed.errors.length > 0) return refuse('nothing is played', `\n${describeErrors(source, parsed.errors)}\n`);
  const made = makeJob(read.value, values, fonts, io);
  if (!made.ok) return refuse(made.error);
  if (values.quiet !== true) {
    for (const { file = name, line, message } of [...(parsed.warnings ?? []), ...unheardSettings(parsed)]) {
      io.error(`⚠️ ${oneLine(file)}:${line}: ${oneLine(message)}`);
    }
  }
  const job = made.value;
  const inspectors = await prepareInspectors(job, values, name, io);
  if (!inspectors.ok) return refuse(...inLines(inspectors.error));
  const played = await playJob(watched(job, source, values, io), io);
  if (!played.ok) {
    const { at, message } = played.error;
    return at === null
      ? refuse(message)
      : refuse('nothing is played', `\n${describeErrors(source, [{ ...at, message }])}\n`);
  }
  const recording = played.value;
  const quiet = values.quiet === true || values.json === true;
  const kept = await keepCast(recording, name, io.cwd, job.plan.options.themes[0] ?? null);
  if (!kept.ok) io.error(`⚠️ ${oneLine(kept.error)}`);
  const cast = kept.ok ? kept.value : null;
  // What was recorded before an interruption is still drawn.
  const drawn =
    values.check === true
      ? null
      : await filmRecording(recording, job.plan, undefined, fonts, new AbortController().signal);
  if (drawn?.ok === false) return refuse(drawn.error);
  const report = drawn?.value ?? null;
  if (report !== null) tellFilm(report, io, quiet);
  if (cast !== null && !quiet) io.out(`${oneLine(cast)}  to draw it again: massgen record render`);
  const inspected = await inspectRecording({ job, name, recording, film: report }, inspectors.value, values, fonts, io);
  if (values.json === true) io.out(jsonLine({ ...inspected, castPath: cast }));
  return inspected.exitCode;
}

/** Somebody who looks at a terminal sees how far the tape is, as VHS shows it. */
function watched(job: TapeJob, source: Uint8Array, { quiet, json }: RecordValues, io: RecordIo): TapeJob {
  if (!io.hasTerminal || quiet === true || json === true) return job;
  const lines = Buffer.from(source).toString('utf8').split('\n');
  let last = 0;
  return {
    ...job,
    onCommand: ({ at }) => {
      if (at.file !== undefined || at.line === last) return;
      last = at.line;
      io.error(`${String(last).padStart(4)} ${oneLine(lines[last - 1] ?? '', 100)}`);
    },
  };
}

function makeJob(tape: TapeFile, values: RecordValues, fonts: FontFiles, io: RecordIo): Result<TapeJob, string> {
  const own = settingsOf(tape.parsed);
  const size = readSize(values.size);
  if (!size.ok) return size;
  const clock = readChoice('clock', values);
  if (!clock.ok) return clock;
  const limit = readTime('total-timeout', values['total-timeout']);
  if (!limit.ok) return limit;
  const title = fileStem(tape.name, 'tape');
  const plan = planFilm(own, values, {
    cwd: io.cwd,
    title,
    themes: loadThemes(fonts),
    defaultOutput: values['no-default-output'] === true ? null : `${title}.gif`,
  });
  if (!plan.ok) return plan;
  const settings: TapeSettings = {
    ...own,
    ...(size.value === undefined ? {} : { cells: size.value, width: null, height: null }),
    framerate: plan.value.options.framerate,
    outputs: plan.value.outputs,
  };
  const world = openWorld(clock.value ?? own.clock ?? usualClock(own.exec), own.exec);
  if (!world.ok) return world;
  return ok({
    parsed: tape.parsed,
    settings,
    plan: plan.value,
    world: world.value,
    golden: tapeGoldens(tape.name, values, plan.value.options, fonts, io.cwd),
    title,
    keepGoing: values['keep-going'] === true,
    captureInput: values['capture-input'] === true,
    totalTimeoutMs: limit.value,
  });
}
