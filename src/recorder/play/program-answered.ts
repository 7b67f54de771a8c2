import type { TerminalHost } from '../terminal/host.ts';
import type { Intake } from './intake.ts';
import type { Pace } from './pace.ts';

interface AnswerParts {
  readonly host: Pick<TerminalHost, 'busy'>;
  readonly intake: Pick<Intake, 'drained' | 'received'>;
  readonly pace: Pick<Pace, 'now' | 'until'>;
  /** Aborts when the program has ended or the tape is broken off. */
  readonly over: AbortSignal;
}

const SAMPLE_MS = 10;
/** A recorder that was kept waiting itself has not seen the program quiet for longer than this. */
const LONGEST_SAMPLE_MS = 2 * SAMPLE_MS;
/** Quiet of a program that is known to wait: the time a key or a line may be on its way through the terminal. */
const IDLE_MS = 30;
/** Quiet of a program of which nothing is known but that it has printed since the last input. */
const ANSWERED_MS = 80;
/** Quiet that counts whatever the program is doing: it has nothing to say for now. */
const SILENT_MS = 400;
const LONGEST_MS = 1000;

/**
 * Waits until the program has answered what was sent to it: until it waits for something itself and prints nothing. A
 * busy machine makes both the program and this process late, so time counts as quiet only while this process gets its
 * turn and the program does not wait for its own. Resolves after a second at the latest. `receivedBefore`: how many
 * chunks had come before the last input.
 */
export async function programAnswered(
  { host, intake, pace, over }: AnswerParts,
  receivedBefore: () => number,
): Promise<void> {
  const deadlineMs = pace.now() + LONGEST_MS;
  let received = intake.received;
  let silentMs = 0;
  let idleMs = 0;
  for (let lastMs = pace.now(); lastMs < deadlineMs && !over.aborted;) {
    await pace.until(lastMs + SAMPLE_MS, over);
    await intake.drained();
    const seenMs = Math.min(pace.now() - lastMs, LONGEST_SAMPLE_MS);
    lastMs = pace.now();
    const busy = host.busy?.();
    const spoke = intake.received !== received;
    received = intake.received;
    silentMs = spoke ? 0 : silentMs + seenMs;
    idleMs = spoke || busy === true ? 0 : idleMs + seenMs;
    const enoughMs = busy === false ? IDLE_MS : received > receivedBefore() ? ANSWERED_MS : SILENT_MS;
    if (idleMs >= enoughMs || silentMs >= SILENT_MS) return;
  }
}
