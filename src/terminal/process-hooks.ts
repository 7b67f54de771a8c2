import { writeSync } from 'node:fs';

/** Signals that end the process, with the exit code a shell expects: 128 + number. */
const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGTERM: 143 } as const;
type EndSignal = keyof typeof EXIT_CODES;

export interface ProcessHooks {
  /** Gives the terminal back. Synchronous, and harmless when it was given back already. */
  readonly leave: () => void;
  /** Called after `leave`. False: nobody takes care of the exit, so it happens at once. */
  readonly onSignal: (signal: EndSignal, exitCode: number) => boolean;
  /** The words for a person when the program has crashed; printed on standard error after the screen is back. */
  readonly describeCrash: (error: unknown) => string;
}

/** Sees to it that the terminal is restored however the process ends. Returns what takes the hooks away again. */
export function hookProcess(hooks: ProcessHooks): () => void {
  let firstMs: number | null = null;
  const onExit = (): void => hooks.leave();
  const onCrash = (error: unknown): void => {
    hooks.leave();
    try {
      writeSync(2, `${hooks.describeCrash(error)}\n`);
    } catch {
      // Nobody can read it any more.
    }
    process.exit(1);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (!isEndSignal(signal)) return;
    const exitCode = EXIT_CODES[signal];
    hooks.leave();
    if (firstMs !== null && isEcho(signal, performance.now() - firstMs)) return;
    // The second one does not wait.
    if (firstMs !== null || !hooks.onSignal(signal, exitCode)) process.exit(exitCode);
    firstMs = performance.now();
  };

  process.on('exit', onExit);
  process.on('uncaughtException', onCrash); // unhandled rejections arrive here too
  const signals = Object.keys(EXIT_CODES).filter(isEndSignal);
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    process.off('exit', onExit);
    process.off('uncaughtException', onCrash);
    for (const signal of signals) process.off(signal, onSignal);
  };
}

/** A closing window hangs up twice (kernel and shell), and a supervisor repeats itself; a person means the second Ctrl-C. */
const ECHO_MS = 500;

/** Whether a signal that comes `afterMs` the first one says nothing new. */
export const isEcho = (signal: string, afterMs: number): boolean =>
  signal === 'SIGHUP' || (signal !== 'SIGINT' && afterMs < ECHO_MS);

const isEndSignal = (signal: string): signal is EndSignal => signal in EXIT_CODES;
