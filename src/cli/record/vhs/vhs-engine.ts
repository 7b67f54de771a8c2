import { resolve } from 'node:path';
import { TOTAL_TIMEOUT_MS } from '../../../recorder/play/play-tape.ts';
import { describeErrors } from '../../../recorder/tape/describe-errors.ts';
import { onPath } from '../../../recorder/terminal/find-program.ts';
import { jsonLine } from '../../../store/log/json-line.ts';
import { oneLine } from '../../faces/one-line.ts';
import { fileStem } from '../file-stem.ts';
import type { RecordValues } from '../options.ts';
import { readTape } from '../read-tape.ts';
import { readTime } from '../read-values.ts';
import { RECORD_EXIT, recordExitCode } from '../../../recorder/play/exit-code.ts';
import type { RecordExitCode } from '../../../recorder/play/exit-code.ts';
import { recordedEnvironment } from '../record-io.ts';
import type { RecordIo } from '../record-io.ts';
import { refuser } from '../refuse.ts';
import { markOf, promisedFiles, sizeOf } from './promised-files.ts';
import type { PromisedFile } from './promised-files.ts';
import { runVhs } from './run-vhs.ts';

const NEEDED = ['vhs', 'ttyd', 'ffmpeg'] as const;
const NEEDS = 'the vhs engine needs vhs, ttyd 1.7.2 or newer and ffmpeg on the PATH';
const UNDERSTOOD = new Set(['engine', 'output', 'quiet', 'json', 'total-timeout', 'no-default-output']);
const SHOWN_LINES = 20;

/**
 * Plays a tape with the real VHS. Whatever VHS exits with, every file it promised must have been written: it may end well
 * without one. Exit code 1 for a tape VHS would refuse and for missing programs, 2 for a failure of VHS.
 */
export async function playWithVhs(name: string, values: RecordValues, io: RecordIo): Promise<RecordExitCode> {
  const refuse = refuser(io, { command: 'tape', values }, { tape: name });
  const foreign = Object.keys(values).find((option) => !UNDERSTOOD.has(option));
  if (foreign !== undefined) return refuse(`--${foreign} is for the embedded engine, not for --engine vhs`);
  const limit = readTime('total-timeout', values['total-timeout']);
  if (!limit.ok) return refuse(limit.error);
  const read = readTape(name, io.cwd, true);
  if (!read.ok) return refuse(read.error);
  const { source, parsed } = read.value;
  if (parsed.errors.length > 0) {
    return refuse(`${name}: VHS would not play this`, `\n${describeErrors(source, parsed.errors)}\n`);
  }
  const env = recordedEnvironment(io);
  const missing = NEEDED.filter((program) => onPath(program, env, io.cwd) === null);
  if (missing.length > 0) {
    return refuse(`${NEEDS}; missing: ${missing.join(', ')}. The embedded engine (the default) needs none of them`);
  }

  const isStdin = name === '-';
  const outputs = outputsFor(
    parsed.commands.some(({ type }) => type === 'output'),
    name,
    values,
  );
  const promised = promisedFiles(parsed, outputs);
  const before = promised.map((file) => markOf(file, io.cwd));
  const isTold = values.quiet !== true && values.json !== true;
  const last: string[] = [];
  const deadline = AbortSignal.timeout(limit.value ?? TOTAL_TIMEOUT_MS);
  const ran = await runVhs(
    {
      program: onPath('vhs', env, io.cwd) ?? '',
      args: [...outputs.flatMap((path) => ['-o', path]), isStdin ? '-' : resolve(io.cwd, name)],
      input: isStdin ? source : null,
      cwd: io.cwd,
      env,
      onLine: (line) => {
        last.push(line);
        if (last.length > SHOWN_LINES) last.shift();
        if (isTold) io.out(oneLine(line));
      },
    },
    AbortSignal.any([io.signal, deadline]),
  );
  if (!ran.ok) return refuse(ran.error);
  const exit = ran.value;
  const problems = promised.flatMap((file, index) => problemOf(file, before[index] ?? null, io.cwd));
  const exitCode = recordExitCode({
    interrupted: io.signal.aborted,
    late: deadline.aborted,
    problems: problems.length + (exit === 0 ? 0 : 1),
  });
  if (exitCode === RECORD_EXIT.timeout) io.error(`❌ ${oneLine(name)}: VHS was not done in time and was ended`);
  if (exitCode === RECORD_EXIT.failed && exit !== 0) {
    io.error(`❌ ${oneLine(name)}: VHS ended with ${exit === null ? 'a signal' : `exit code ${exit}`}`);
    if (!isTold) for (const line of last) io.error(`   │ ${oneLine(line)}`);
  }
  if (exitCode === RECORD_EXIT.failed) for (const problem of problems) io.error(`❌ ${oneLine(problem)}`);
  if (values.json === true) {
    const written = promised.map(({ kind, path }) => ({
      kind,
      path: resolve(io.cwd, path),
      bytes: sizeOf({ kind, path }, io.cwd),
    }));
    io.out(jsonLine({ version: 1, tape: name, engine: 'vhs', outputs: written, problems, vhsExit: exit, exitCode }));
  }
  return exitCode;
}

/** VHS writes nothing without an output, which nobody wants. */
function outputsFor(tapeHasOutput: boolean, name: string, values: RecordValues): readonly string[] {
  if (values.output !== undefined) return values.output;
  if (tapeHasOutput || values['no-default-output'] === true) return [];
  return [`${fileStem(name, 'tape')}.gif`];
}

function problemOf(file: PromisedFile, before: string | null, cwd: string): readonly string[] {
  const after = markOf(file, cwd);
  if (after === null) return [`VHS did not write ${file.path}`];
  if (after === before) return [`VHS did not write ${file.path}: what is there is of an earlier run`];
  return sizeOf(file, cwd) === 0 ? [`VHS left ${file.path} empty`] : [];
}
