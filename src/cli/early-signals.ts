import { EXIT } from './exit-code.ts';

const NAMES = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const leave = (): never => process.exit(EXIT.interrupted);

/** While a run is only being prepared there is nothing to save: a signal ends it, with the code of an interrupted run. */
export function leaveOnSignals(): void {
  for (const name of NAMES) process.on(name, leave);
}

/** For whoever looks after the signals from now on. */
export function takeSignalsOver(): void {
  for (const name of NAMES) process.off(name, leave);
}
