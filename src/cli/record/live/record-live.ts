import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { writeLiveTape } from '../../../recorder/live/write-live-tape.ts';
import { fontFilesIn } from '../../../recorder/picture/font-folder.ts';
import type { CastHeader } from '../../../recorder/play/recording.ts';
import { createRealClock } from '../../../recorder/clock/real-clock.ts';
import { SHELL_NAMES } from '../../../recorder/terminal/shells.ts';
import { createTtyDevice } from '../../../terminal/tty-device.ts';
import { oneLine } from '../../faces/one-line.ts';
import type { RecordArguments } from '../arguments.ts';
import { drawCast, planCast } from '../casts/draw-cast.ts';
import type { DefaultNames } from '../casts/draw-cast.ts';
import { readCastFile } from '../casts/read-cast-file.ts';
import { fileStem } from '../file-stem.ts';
import { openCastFile } from '../files/cast-file.ts';
import { openWorld } from '../programs.ts';
import { readChoice } from '../read-values.ts';
import { recordExitCode } from '../../../recorder/play/exit-code.ts';
import { recordedEnvironment } from '../record-io.ts';
import type { RecordIo } from '../record-io.ts';
import { refuser } from '../refuse.ts';
import { recorderData } from '../recorder-data.ts';
import { tellFilm } from '../tell-outcome.ts';
import { runLiveSession } from './live-session.ts';
import { writeNewFile } from './new-file.ts';

const NO_DEFAULT: DefaultNames = { film: null, picture: null };

/**
 * Records by hand: the person's shell, or a program, in this terminal. The cast is written while it grows; at the end a
 * tape of what was typed, without what the screen did not show (passwords), and films if any were asked for. No file is
 * written over. Exit code 0 whatever the program ended with.
 */
export async function recordLive(args: RecordArguments, io: RecordIo): Promise<number> {
  const { values, program } = args;
  const refuse = refuser(io, args);
  if (!io.hasTerminal) return refuse('this is no terminal to type in; a tape records without one: massgen record TAPE');
  if (program?.length === 0) return refuse('no program after --; leave both away for a shell');
  const tapeName = values.tape ?? 'recording.tape';
  const castName = values.cast ?? 'recording.cast';
  const taken = [tapeName, castName, ...(values.output ?? [])].find((name) => existsSync(resolve(io.cwd, name)));
  if (taken !== undefined) {
    return refuse(`${taken} is there already, and nothing is written over it; name others with --tape, --cast and -o`);
  }
  const version = readChoice('cast-version', values);
  if (!version.ok) return refuse(version.error);

  const shell = io.env[process.platform === 'win32' ? 'COMSPEC' : 'SHELL'] ?? '';
  const argv = program ?? [shell === '' ? 'sh' : shell];
  const { columns, rows } = windowSize();
  const header: CastHeader = {
    columns,
    rows,
    title: null,
    command: program?.join(' ') ?? null,
    timestamp: Math.floor(Date.now() / 1000),
    env: { TERM: io.env['TERM'] ?? '' },
    idleLimitMs: null,
  };
  const fonts = fontFilesIn(recorderData());
  const title = fileStem(castName, 'cast');
  const nothingYet = { cast: { header, events: [] }, version: 3, theme: null, durationMs: 0, problems: [] } as const;
  const plan = planCast(nothingYet, values, title, NO_DEFAULT, fonts, io);
  if (!plan.ok) return refuse(plan.error);
  const world = openWorld('real', argv);
  if (!world.ok) return refuse(world.error);

  const env = recordedEnvironment(io);
  const start = { argv, cwd: io.cwd, env: { ...env, VHS_RECORD: 'true' }, columns, rows };
  const host = await world.value.startHost(start, createRealClock());
  if (!host.ok) return refuse(host.error);
  const cast = openCastFile(resolve(io.cwd, castName), header, version.value === '2' ? 2 : 3);
  if (!cast.ok) {
    await host.value.stop(0);
    return refuse(`${castName} cannot be written: ${cast.error}; name another place with --cast`);
  }
  const quiet = values.quiet === true;
  if (!quiet) io.error(`recording ${oneLine(argv[0] ?? '')} into ${oneLine(castName)}; its end is the recording's`);
  const { steps, exit } = await runLiveSession(
    {
      host: host.value,
      device: createTtyDevice(),
      cast: cast.value,
      columns,
      rows,
      captureInput: values['capture-input'] === true,
    },
    io.signal,
  );

  const castProblem = cast.value.close();
  const shellName = basename(argv[0] ?? '').replace(/\.exe$/i, '');
  const isKnownShell = program === null && SHELL_NAMES.includes(shellName);
  const tape = writeNewFile(
    tapeName,
    io.cwd,
    writeLiveTape({
      steps,
      columns,
      rows,
      shell: isKnownShell ? shellName : null,
      program: isKnownShell ? null : argv,
      output: `${fileStem(tapeName, 'tape')}.gif`,
    }),
  );
  const problems = [
    ...(castProblem === null ? [] : [`${castName} ends early: ${castProblem}`]),
    ...(tape.ok ? [] : [tape.error]),
  ];
  for (const problem of problems) io.error(`❌ ${oneLine(problem)}`);
  if (!quiet) {
    io.out(oneLine(castName));
    if (tape.ok) io.out(oneLine(tape.value));
  }
  if (exit.leftovers.length > 0) {
    io.error(`⚠️ ${exit.leftovers.length} programs it had left running were ended with it`);
  }
  const unmade = values.output === undefined ? 0 : await drawFilms(castName, title, values, fonts, io);
  return recordExitCode({ interrupted: io.signal.aborted, problems: problems.length + unmade });
}

/** A window that does not know its size counts as 80×24. */
function windowSize(): { readonly columns: number; readonly rows: number } {
  const { columns, rows } = process.stdout;
  return columns > 0 && rows > 0 ? { columns, rows } : { columns: 80, rows: 24 };
}

/** Gives how many could not be made. */
async function drawFilms(
  castName: string,
  title: string,
  values: RecordArguments['values'],
  fonts: ReturnType<typeof fontFilesIn>,
  io: RecordIo,
): Promise<number> {
  const read = readCastFile(castName, io.cwd);
  const job = read.ok ? planCast(read.value, values, title, NO_DEFAULT, fonts, io) : read;
  // What was recorded before an interruption is still drawn.
  const drawn = job.ok ? await drawCast(job.value, undefined, fonts, new AbortController().signal) : job;
  if (!drawn.ok) {
    io.error(`❌ ${oneLine(drawn.error)}`);
    return 1;
  }
  tellFilm(drawn.value, io, values.quiet === true);
  return drawn.value.problems.length;
}
