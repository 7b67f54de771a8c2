import { fail, ok } from '../../shared/result.ts';
import type { ParsedTape } from '../tape/tape.ts';
import type { ExitReport, TerminalHost } from '../terminal/host.ts';
import { createCommandScreens } from './perform/command-screens.ts';
import { frameMarks } from './frame-marks.ts';
import { gridSize } from './grid-size.ts';
import { lookOf } from './look-of.ts';
import { ownCheck } from './own-check.ts';
import { performCommand } from './perform/perform-command.ts';
import type { Stage } from './perform/perform-command.ts';
import type { PlayOptions, PlayPorts, PlayRefusal, PlayResult } from './play-ports.ts';
import type { CastEvent, CastHeader, Recording } from './recording.ts';
import { judgeProgram } from './judge-program.ts';
import { createScript } from './perform/script.ts';
import { programStart } from './start-program.ts';
import { createTake } from './take.ts';
import { tapeBody } from './tape-body.ts';

/** The longest a tape may take when nobody says how long. */
export const TOTAL_TIMEOUT_MS = 600_000;
const SHELL_START_MS = 5000;
const GRACE_MS = 2000;

/**
 * Plays a tape and gives what was recorded, also when a check failed, a `Wait` never came, the time was up or the signal
 * aborted: that is in `checks`. Refused, before anything runs: a tape with errors or without commands, a size without
 * cells, a missing program. The program's group has ended when it resolves.
 */
export async function playTape(
  tape: ParsedTape,
  ports: PlayPorts,
  options: PlayOptions,
  signal: AbortSignal,
): Promise<PlayResult> {
  const refusal = refuse(tape, ports);
  if (refusal !== null) return fail(refusal);
  const { settings } = options;
  const size = gridSize(settings);
  if (!size.ok) return fail({ message: size.error, at: null });
  const start = programStart(settings, size.value, options.cwd, options.env);
  if (!start.ok) return fail({ message: start.error, at: null });
  const emulator = ports.createEmulator({ ...size.value, unicode: settings.unicode });
  const startedAt = ports.clock.now();
  const started = await ports.startHost(start.value, ports.clock);
  if (!started.ok) {
    emulator.dispose();
    return fail({ message: started.error, at: null });
  }
  const host = started.value;
  const header: CastHeader = {
    ...size.value,
    title: options.title,
    command: settings.exec === null ? null : settings.exec.join(' '),
    timestamp: ports.clock.kind === 'real' ? Math.floor(startedAt / 1000) : null,
    env: { TERM: 'xterm-256color' },
    idleLimitMs: settings.idleLimitMs,
    look: lookOf(settings),
  };
  const late = new AbortController();
  const cancelLimit = ports.clock.after(options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS, () => late.abort());
  const take = createTake(
    {
      host,
      emulator,
      clock: ports.clock,
      settleMs: settings.settleMs,
      captureInput: options.captureInput ?? false,
    },
    AbortSignal.any([signal, late.signal]),
  );
  const stage: Stage = { take, script: createScript(settings), ports, options };
  let exit: ExitReport;
  let byItself = false;
  try {
    await performTape(tape, stage);
    if (late.signal.aborted && !signal.aborted) noteTimeLimit(stage);
  } finally {
    cancelLimit();
    take.timeline.stand(take.pace.now());
    byItself = take.over;
    take.intake.close(); // a shell's last words on being ended are not part of the film
    exit = await endProgram(host, settings.exec === null);
    emulator.dispose();
  }
  return ok(finish(stage, header, exit, byItself));
}

function refuse(tape: ParsedTape, ports: PlayPorts): PlayRefusal | null {
  const [error] = tape.errors;
  if (error !== undefined) return { message: error.message, at: error };
  const body = tapeBody(tape);
  if (body.length === 0) return { message: 'The tape has no commands.', at: null };
  for (const { command } of body) {
    if (command.type === 'require' && !ports.hasProgram(command.program)) {
      return { message: `Require ${command.program}: there is no such program on the PATH.`, at: command.at };
    }
  }
  return null;
}

async function performTape(tape: ParsedTape, stage: Stage): Promise<void> {
  const { take, script, options } = stage;
  const body = tapeBody(tape);
  // Keys sent to a shell that is not ready yet would be echoed twice.
  if (options.settings.exec === null) await take.waitForPrompt(SHELL_START_MS);
  const wantsScreens = options.settings.outputs.some(({ kind }) => kind === 'txt');
  const screens = wantsScreens ? createCommandScreens(take, script) : null;
  for (const [index, command] of body.entries()) {
    options.onCommand?.(command.command);
    const fine = await performCommand(command.command, stage);
    if (take.aborted) return;
    await screens?.after(command, body[index + 1]);
    if (!fine && options.keepGoing !== true) {
      await screens?.end();
      return;
    }
  }
  await screens?.end();
  await take.settle();
  if (options.settings.exec !== null) await awaitEnd(stage);
}

/** A recorded program ends by itself; the film runs on until then. */
async function awaitEnd({ take, script, options }: Stage): Promise<void> {
  const { waitTimeoutMs } = options.settings;
  if ((await take.waitForExit(waitTimeoutMs)) || take.aborted) return;
  script.checks.push(
    ownCheck(
      'end',
      take.atMs(),
      null,
      `the program still ran ${waitTimeoutMs / 1000} s after the last command; end it with its own keys ` +
        '(q, Ctrl+C), or give it longer with Set WaitTimeout',
      { timeout: true },
    ),
  );
}

const endProgram = (host: TerminalHost, isShell: boolean): Promise<ExitReport> =>
  host.stop(isShell ? GRACE_MS / 4 : GRACE_MS);

function noteTimeLimit({ take, script, options }: Stage): void {
  const seconds = (options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS) / 1000;
  script.checks.push(
    ownCheck('time-limit', take.atMs(), null, `the tape was not over after ${seconds} s`, { timeout: true }),
  );
}

function finish({ take, script, options }: Stage, header: CastHeader, exit: ExitReport, byItself: boolean): Recording {
  const { settings } = options;
  const nowMs = take.pace.now();
  const durationMs = Math.round(take.timeline.at(nowMs));
  const exitEvent: readonly CastEvent[] =
    byItself && exit.exitCode !== null ? [{ type: 'exit', atMs: durationMs, code: exit.exitCode }] : [];
  script.checks.push(...judgeProgram(exit, byItself, script, settings, durationMs));
  // A hidden part that nothing follows is never seen, but for the screenshots taken in it.
  const shown = take.log.events.slice(0, script.hiddenSince ?? take.log.events.length);
  const needed = Math.max(shown.length, ...script.screenshots.map((shot) => shot.events));
  const events = [...take.log.events.slice(0, needed), ...exitEvent];
  return {
    cast: { header, events },
    frames: frameMarks(shown, durationMs, settings.framerate),
    screenshots: script.screenshots,
    commandScreens: script.commandScreens,
    captions: script.captions,
    keys: script.keys,
    ...(script.scrolls.length === 0 ? {} : { scrolls: script.scrolls }),
    // One that holds from the start is the header's, where other players look for it.
    ...(script.idleLimits.some(({ atMs }) => atMs > 0) ? { idleLimits: script.idleLimits } : {}),
    checks: script.checks,
    layouts: take.layouts,
    inputsMs: take.inputsMs,
    ...(script.hiddenSince !== null && byItself ? { endIsHidden: true } : {}),
    exit,
    durationMs,
    seed: settings.seed ?? 0,
  };
}
