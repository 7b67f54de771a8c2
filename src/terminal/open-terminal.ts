import { canDraw } from './capabilities.ts';
import { createTerminal } from './create-terminal.ts';
import { systemFrameClock } from './frame-scheduler.ts';
import { hookProcess } from './process-hooks.ts';
import { catchStrayOutput } from './stray-output.ts';
import { startGuard } from './guard.ts';
import type { Guard } from './guard.ts';
import { leaveBytes } from './modes.ts';
import type { Terminal, TerminalOptions } from './terminal.ts';
import { tapSink } from './tap-sink.ts';
import { createTtyDevice } from './tty-device.ts';

const GUARD_DELAY_MS = 150;
/** Bracketed paste is left as it is: shells switch it on again at their prompt, and the guard may come after that. */
const GUARD_BYTES = leaveBytes(true).replace('\x1b[?2004l', '');

export interface OpenTerminalOptions extends TerminalOptions {
  /** What a person reads when the program crashes. Default: one line with the error's message. */
  readonly describeCrash?: (error: unknown) => string;
  /** Whether a small shell watches that the terminal is given back also after SIGKILL. Default true. */
  readonly guard?: boolean;
  /** Given everything that is sent to the terminal, just before it goes; for recordings. Must not throw. */
  readonly onOutput?: ((text: string) => void) | undefined;
}

/** True when `openTerminal` may be called: both ends are a terminal that can move its cursor. */
export const canOpenTerminal = (env: TerminalOptions['env']): boolean =>
  canDraw(env, process.stdin.isTTY && process.stdout.isTTY);

/**
 * Takes over the terminal of this process. It comes back on `close`, on the abort of `signal`, on a crash (exit code 1,
 * message on standard error), on SIGINT, SIGTERM, SIGHUP and SIGQUIT (128 + number) and on any `process.exit`. What
 * others print meanwhile is kept and printed afterwards. Call it only where `canOpenTerminal` says so.
 */
export function openTerminal(options: OpenTerminalOptions, signal: AbortSignal): Terminal {
  const stray = catchStrayOutput();
  const device = createTtyDevice();
  const { onOutput } = options;
  const tty = onOutput === undefined ? device : { ...device, sink: tapSink(device.sink, onOutput) };
  let unhook: () => void = nothing;
  let guard: Guard | null = null;
  let isOurs = true;
  const release = (): void => {
    isOurs = false;
    guard?.release();
  };
  const printStray = (): void => {
    const caught = stray.release();
    if (caught !== '') tty.sink.writeSync(caught);
  };
  const close = (): void => {
    signal.removeEventListener('abort', onAbort);
    unhook();
    printStray();
    tty.close();
    release();
  };
  const terminal = createTerminal({ ...tty, close }, options, systemFrameClock);
  const onAbort = (): void => terminal.close();
  unhook = hookProcess({
    leave() {
      terminal.leave();
      printStray();
      release();
    },
    describeCrash: options.describeCrash ?? describeError,
    onSignal: (name, exitCode) =>
      terminal.end(
        name === 'SIGHUP' ? { why: 'hangup', detail: name, exitCode: 129 } : { why: 'signal', signal: name, exitCode },
      ),
  });
  // Not before the first frame is out: starting a process takes longer than drawing it.
  setTimeout(() => {
    if (isOurs && options.guard !== false) guard = startGuard(GUARD_BYTES);
  }, GUARD_DELAY_MS).unref();
  if (signal.aborted) terminal.close();
  else signal.addEventListener('abort', onAbort);
  return terminal;
}

const nothing = (): void => undefined;

const describeError = (error: unknown): string => `massgen: ${error instanceof Error ? error.message : String(error)}`;
