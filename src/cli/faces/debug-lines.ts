import type { Session } from '../../runtime/ports/session.ts';
import { debugLine } from '../../store/projections/text-log.ts';
import type { LineOutput } from './line-output.ts';
import { safeText } from './one-line.ts';

/** With `--debug`, every event as a line for people, as `massgen_debug.log` has it. */
export function followDebug(session: Session, errors: LineOutput, isDebug: boolean): void {
  if (!isDebug) return;
  // Secrets are masked in events before anybody is told of them.
  session.subscribe((event) => errors.stream(`${safeText(debugLine(event, (text, limit) => text.slice(0, limit)))}\n`));
}
