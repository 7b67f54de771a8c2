import type { RecorderClock } from '../../recorder/clock/clock.ts';
import { createRealClock } from '../../recorder/clock/real-clock.ts';
import { createVirtualClock } from '../../recorder/clock/virtual-clock.ts';
import type { HostStart, StartHost } from '../../recorder/terminal/host.ts';
import { startPtyHost } from '../../recorder/terminal/pty-host.ts';
import { createStreamHost } from '../../recorder/terminal/stream-host.ts';
import { startTickHost } from '../../recorder/terminal/tick-host.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { mainScript } from '../package-folder.ts';
import { replayProgram } from '../replay/replay-program.ts';

export type ClockChoice = 'real' | 'virtual' | 'ticks';

/** What starts a tape's program and the time it lives in. */
export interface ProgramWorld {
  readonly clock: RecorderClock;
  readonly startHost: StartHost;
  /** Awaits the work while time goes on. */
  run<Value>(work: Promise<Value>): Promise<Value>;
}

/** The running program itself, whatever it is called on this machine. */
const isOurselves = (argv: readonly string[] | null): boolean => argv?.[0] === 'massgen';

const asOurselves = (start: HostStart): HostStart =>
  isOurselves(start.argv) ? { ...start, argv: [process.execPath, mainScript(), ...start.argv.slice(1)] } : start;

/** Our own dashboard on a finished run needs no time of the world; everything else does. */
export const usualClock = (exec: readonly string[] | null): ClockChoice =>
  isOurselves(exec) && exec?.some((word) => word === '--replay' || word.startsWith('--replay=')) ? 'virtual' : 'real';

/** `exec` is the tape's; null for a shell. The error says which clock would do. */
export function openWorld(choice: ClockChoice, exec: readonly string[] | null): Result<ProgramWorld, string> {
  if (choice === 'real') {
    return ok({
      clock: createRealClock(),
      startHost: (start, clock) => startPtyHost(asOurselves(start), clock),
      run: (work) => work,
    });
  }
  if (choice === 'virtual' && !isOurselves(exec)) {
    return fail(
      'a virtual clock is for massgen itself (exec massgen --replay LOGDIR); other programs need the real one',
    );
  }
  const clock = createVirtualClock();
  const startHost: StartHost =
    choice === 'virtual' ? createStreamHost(replayProgram) : (start, time) => startTickHost(asOurselves(start), time);
  return ok({ clock, startHost, run: (work) => clock.run(work) });
}
