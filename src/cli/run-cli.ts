import { constants, homedir } from 'node:os';
import { systemClock } from '../runtime/ports/system-clock.ts';
import { fail, ok } from '../shared/result.ts';
import type { Result } from '../shared/result.ts';
import { informs, parseArguments, scriptOutput } from './arguments.ts';
import { leaveOnSignals } from './early-signals.ts';
import { EXIT } from './exit-code.ts';
import { createLastLine } from './faces/last-line.ts';
import { withLineMarks } from './faces/line-marks.ts';
import { openLineOutput } from './faces/line-output.ts';
import { oneLine } from './faces/one-line.ts';
import type { Io } from './io.ts';
import { LATER_VERBS } from './options.ts';
import type { OptionValues } from './options.ts';

const isDrawable = (term: string | undefined): boolean => term !== undefined && term !== '' && term !== 'dumb';

/** Where the process stands; not every process stands anywhere. */
function placeOfProcess(): Result<Pick<Io, 'cwd' | 'home'>, string> {
  try {
    return ok({ cwd: process.cwd(), home: homedir() });
  } catch {
    return fail('the working directory or the home folder is not there: change to a folder that exists, or set HOME');
  }
}

/** The process as it is. */
const processIo = (): Omit<Io, 'cwd' | 'home'> => ({
  out: openLineOutput(1),
  err: withLineMarks(openLineOutput(2), process.env),
  lastLine: createLastLine(),
  env: process.env,
  hasTerminal: process.stdin.isTTY && process.stdout.isTTY && isDrawable(process.env['TERM']),
  clock: systemClock,
  recording: null,
});

/** The whole command line. Gives the exit code after everything is written; a bug is told in one line. */
export async function runCli(argv: readonly string[], version: string): Promise<number> {
  const io = processIo();
  let code: number;
  try {
    code = await dispatch(argv, io, version);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    io.err.line(`❌ Internal error: ${oneLine(message, 500)}`);
    if (argv.includes('--debug') && error instanceof Error) io.err.line(error.stack ?? '');
    else io.err.line('This is a bug of massgen. Run again with --debug for the details to report.');
    code = EXIT.failed;
  }
  await io.err.flush(); // before the last line, where one terminal shows both
  io.lastLine.settle(code);
  await io.out.flush();
  if (io.out.failure !== null) {
    io.err.line(`❌ standard output cannot be written (${io.out.failure}); what was printed is incomplete`);
    code = Math.max(code, EXIT.failed);
  }
  await io.err.flush();
  return code;
}

async function dispatch(argv: readonly string[], outside: Omit<Io, 'cwd' | 'home'>, version: string): Promise<number> {
  const [first = '', ...rest] = argv;
  const place = placeOfProcess();
  if (!place.ok) {
    outside.err.line(`❌ ${place.error}`);
    oweToScript(argv, outside);
    return EXIT.config;
  }
  const io = { ...outside, ...place.value };
  if (first === 'model-server') return serveModels(rest, io);
  if (first === 'record') return runRecorder(rest, io, version);
  if (LATER_VERBS.includes(first)) {
    io.err.line(`massgen ${first} is not performed by this version. To ask that as a question: massgen -- ${first}`);
    return EXIT.failed;
  }
  const words = first === 'run' ? rest : argv;
  const parsed = parseArguments(words);
  const told = parsed.ok ? await inform(parsed.value.values, io, version) : null;
  if (told !== null) return told;
  oweToScript(words, io);
  if (!parsed.ok) {
    io.err.line(`massgen: ${oneLine(parsed.error)}`);
    return EXIT.failed;
  }
  const { values, question } = parsed.value;
  if (values.record === undefined) return start(values, question, io, version);
  return record(values.record, io, (recorded) => start(values, question, recorded, version));
}

/** Whatever becomes of a run from now on, a script that asked for it gets its last line. */
function oweToScript(words: readonly string[], io: Pick<Io, 'out' | 'err' | 'lastLine'>): void {
  const output = scriptOutput(words);
  if (output !== null) io.lastLine.owe(io[output]);
}

async function start(values: OptionValues, question: string | null, io: Io, version: string): Promise<number> {
  if (values.replay !== undefined) {
    return (await import('./replay/run-replay.ts')).runReplay(values.replay, values, io);
  }
  leaveOnSignals();
  return (await import('./run.ts')).run(values, question, io, version);
}

/** Runs with everything shown written down. Whatever keeps the file from being written is told before anything starts. */
async function record(path: string, io: Io, work: (io: Io) => Promise<number>): Promise<number> {
  const { openRunRecording, recordedOutput } = await import('./start/run-recording.ts');
  const { stdout } = process;
  const size = stdout.isTTY ? { cols: stdout.columns, rows: stdout.rows } : { cols: 80, rows: 24 };
  const opened = openRunRecording({
    path,
    cwd: io.cwd,
    size,
    term: io.env['TERM'] ?? '',
    clock: io.clock,
  });
  if (!opened.ok) {
    io.err.line(`❌ ${oneLine(opened.error)}`);
    return EXIT.config;
  }
  const recording = opened.value;
  let code: number = EXIT.failed; // of a bug that is told by the caller
  try {
    code = await work({ ...io, out: recordedOutput(io.out, recording), recording });
    return code;
  } finally {
    const problem = recording.close(code);
    if (problem !== null) io.err.line(`⚠️ ${oneLine(problem)}`);
  }
}

/** Serves until a signal comes. */
async function serveModels(argv: readonly string[], { out, err }: Io): Promise<number> {
  const { runModelServer } = await import('./verbs/model-server.ts');
  const stop = new AbortController();
  stopOnSignals(stop);
  return runModelServer(argv, {
    out: (line) => out.line(line),
    error: (line) => err.line(line),
    signal: stop.signal,
  });
}

async function runRecorder(
  argv: readonly string[],
  { out, err, env, cwd, home, hasTerminal }: Io,
  version: string,
): Promise<number> {
  const { runRecord } = await import('./record/run-record.ts');
  const stop = new AbortController();
  stopOnSignals(stop);
  return runRecord(argv, {
    out: (line) => out.line(line),
    error: (line) => err.line(line),
    env,
    cwd,
    home,
    hasTerminal,
    outIsTerminal: process.stdout.isTTY,
    version,
    signal: stop.signal,
  });
}

/** The first signal asks to stop; the second, of whatever kind, ends the process at once, with what it started. */
function stopOnSignals(stop: AbortController): void {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted) process.exit(128 + constants.signals[name]);
      stop.abort();
    });
  }
}

/** Answers that start nothing; null when a run is wanted. */
async function inform(values: OptionValues, io: Io, version: string): Promise<number | null> {
  if (values.help === true) {
    io.out.line((await import('./help.ts')).helpText(version).trimEnd());
    return EXIT.ok;
  }
  if (values.version === true) {
    io.out.line(`massgen ${version}`);
    return EXIT.ok;
  }
  return informs(values) ? (await import('./verbs/information.ts')).inform(values, io) : null;
}
