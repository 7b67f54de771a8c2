import type { ServerResponse } from 'node:http';
import type { Clock } from '../runtime/ports/clock.ts';
import type { TimedEvent } from './schedule.ts';
import { writeSlices } from './write-slices.ts';

/** How a stream ends: as it should, with a dead socket, or never. */
export type StreamEnding = 'end' | 'reset' | 'stall';

export interface StreamPlay {
  readonly events: readonly TimedEvent[];
  readonly ending: StreamEnding;
  readonly sliceBytes: number | undefined;
}

/**
 * Sends the events at their moments (late ones together, so that the rate holds on a busy machine) and then ends as
 * told. The head must have been set. Returns when it is over, or when `signal` ends.
 */
export async function playStream(
  response: ServerResponse,
  { events, ending, sliceBytes }: StreamPlay,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const startMs = clock.now();
  response.flushHeaders();
  for (let next = 0; next < events.length && !signal.aborted;) {
    const elapsedMs = clock.now() - startMs;
    // The same difference decides below: a rounded sum could call an event due that is not, and spin while time stands.
    const waitMs = (events[next]?.dueMs ?? 0) - elapsedMs;
    if (waitMs > 0) {
      await clock.sleep(waitMs, signal);
      continue;
    }
    let due = '';
    for (let event = events[next]; event !== undefined && event.dueMs <= elapsedMs; event = events[++next]) {
      due += event.text;
    }
    await writeSlices(response, Buffer.from(due), sliceBytes, signal);
  }
  if (signal.aborted) return;
  if (ending === 'end') response.end();
  else if (ending === 'reset') await cut(response);
  else await ended(signal);
}

/** Destroys the socket after what was written has left the process. */
async function cut(response: ServerResponse): Promise<void> {
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.write('', () => resolve());
  });
  response.socket?.destroy();
}

/** Waits for the client to give up or the server to close. */
export const ended = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
