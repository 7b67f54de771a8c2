import { LogUnwritable } from '../runtime/ports/log.ts';
import { EXIT } from './exit-code.ts';
import { chooseFace } from './faces/choose-face.ts';
import { oneLine } from './faces/one-line.ts';
import { markMoments } from './faces/recording-marks.ts';
import type { Io } from './io.ts';
import type { OptionValues } from './options.ts';
import type { Composed } from './start/compose.ts';
import { recordedArguments } from './start/recorded-arguments.ts';
import { prepare } from './start/prepare.ts';
import type { Prepared } from './start/prepare.ts';

/** What the demo's scenario was written for; a test keeps both equal. */
export const DEMO_QUESTION = 'What belongs at the top of a Bash script that must not do any damage, and why?';

/** Runs a question, or the dashboard that asks for one. Gives the exit code; only a bug rejects. */
export async function run(options: OptionValues, given: string | null, io: Io, version: string): Promise<number> {
  const prepared = prepare(options, io);
  if (!prepared.ok) {
    const { lines, closing } = prepared.error;
    for (const line of lines) io.err.line(line);
    if (closing !== undefined) {
      await io.err.flush(); // where one terminal shows both outputs, the findings stand before it
      closing.to.line(closing.text);
    }
    return EXIT.config;
  }
  const { config, values } = prepared.value;
  const { face, why } = chooseFace(values, config.ui.display_type, io);
  if (why !== null) io.err.line(why);
  const question = given ?? (values.demo === true ? DEMO_QUESTION : questionOfFile(config));
  const abort = new AbortController();
  if (face === 'dashboard') return runFullScreen(prepared.value, question, io, version, abort.signal);
  if (question === null) {
    io.err.line('❌ There is no question: give it as the last argument, in quotes.');
    return EXIT.failed;
  }
  const composed = await composeRun(prepared.value, question, io, version, abort.signal);
  try {
    // Only the face in use is loaded.
    const start =
      face === 'automation'
        ? (await import('./faces/run-automation.ts')).runAutomation
        : (await import('./faces/run-plain.ts')).runPlain;
    return await start(composed, prepared.value, question, io, abort.signal);
  } catch (error) {
    if (!(error instanceof LogUnwritable)) throw error;
    io.err.line(`❌ ${oneLine(error.message)}`);
    return EXIT.failed;
  } finally {
    await composed.close();
  }
}

const questionOfFile = ({ prompt }: Prepared['config']): string | null =>
  prompt === null || prompt.trim() === '' ? null : prompt;

async function composeRun(
  prepared: Prepared,
  question: string | null,
  io: Io,
  version: string,
  signal: AbortSignal,
): Promise<Composed> {
  const { compose, registryPath } = await import('./start/compose.ts');
  const isRegistered = !prepared.isRehearsal && prepared.given['no-session-registry'] !== true;
  return compose(
    {
      prepared,
      cwd: io.cwd,
      version,
      mode: 'single',
      registryPath: isRegistered ? registryPath(io.home) : null,
      startsAtOnce: question !== null,
      cliArgs: (asked) => recordedArguments(prepared.given, asked),
      clock: io.clock,
      onProblem: (message) => io.err.line(`⚠️ ${oneLine(message)}`),
    },
    signal,
  );
}

/** The dashboard is on the screen before the SDKs are even read. */
async function runFullScreen(
  prepared: Prepared,
  question: string | null,
  io: Io,
  version: string,
  signal: AbortSignal,
): Promise<number> {
  const { chooseTheme } = await import('./start/load-theme.ts');
  const { theme: ofFile } = prepared.config.ui;
  const theme = chooseTheme(prepared.values.theme, ofFile, (problem) => io.err.line(`⚠️ ${oneLine(problem)}`));
  if (!theme.ok) {
    io.err.line(`massgen: ${oneLine(theme.error)}`);
    return EXIT.failed;
  }
  const { runDashboard } = await import('./faces/run-dashboard.ts');
  let composed: Composed | null = null;
  const start = async (): Promise<Composed['session']> => {
    await new Promise((resolve) => setImmediate(resolve)); // the first frame goes out before this loads anything
    composed = await composeRun(prepared, question, io, version, signal);
    markMoments(composed.session, io.recording);
    return composed.session;
  };
  const session = start();
  // The dashboard tells of its failure; nothing may be unhandled until it listens.
  session.catch(() => undefined);
  try {
    return await runDashboard(session, prepared, question, theme.value, io, signal);
  } finally {
    await session.then(
      () => composed?.close(),
      () => undefined,
    );
  }
}
