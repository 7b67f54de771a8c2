import type { Session } from '../runtime/ports/session.ts';
import { EXIT } from './exit-code.ts';

const SIGNALS = { SIGINT: 'sigint', SIGTERM: 'sigterm', SIGHUP: 'sigterm' } as const;

/**
 * First signal: the turn is cancelled and what was written is saved. Second: the process ends at once. Before a turn
 * runs, the first one ends the process. Returns the end of the watch.
 */
export function watchSignals(session: Session, tell: (text: string) => void): () => void {
  let count = 0;
  const stops = Object.entries(SIGNALS).map(([name, source]) => {
    const onSignal = (): void => {
      count += 1;
      if (count > 1) process.exit(EXIT.interrupted);
      const cancelled = session.dispatch({ type: 'cancel', source, level: 1 });
      if (!cancelled.ok) process.exit(EXIT.interrupted);
      tell('Cancellation requested: what was written is being saved. Press Ctrl-C again to leave at once.');
    };
    process.on(name, onSignal);
    return () => process.off(name, onSignal);
  });
  return () => {
    for (const stop of stops) stop();
  };
}
