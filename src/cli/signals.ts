import type { Session } from '../runtime/ports/session.ts';
import { isEcho } from '../terminal/process-hooks.ts';
import { takeSignalsOver } from './early-signals.ts';
import { EXIT } from './exit-code.ts';

const SIGNALS = { SIGINT: 'sigint', SIGTERM: 'sigterm', SIGHUP: 'sigterm' } as const;

/**
 * First signal: a running turn is cancelled and what was written is saved; a turn that is over already may finish its
 * files. Second: the process ends at once. Before a turn runs, the first one ends it. The watch lasts as long as the
 * process: a signal while the last lines go out must not take them away.
 */
export function watchSignals(session: Session, tell: (text: string) => void): void {
  takeSignalsOver();
  let firstMs: number | null = null;
  for (const [name, source] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (firstMs !== null && isEcho(name, performance.now() - firstMs)) return;
      if (firstMs !== null) process.exit(EXIT.interrupted);
      firstMs = performance.now();
      const { turn, outcome } = session.state;
      if (turn === 0) process.exit(EXIT.interrupted);
      const cancelled = outcome === null && session.dispatch({ type: 'cancel', source, level: 1 }).ok;
      tell(
        cancelled
          ? 'Cancellation requested: what was written is being saved. Press Ctrl-C again to leave at once.'
          : 'The run is over already; its files are being written. Press Ctrl-C again to leave at once.',
      );
    });
  }
}
