import type { WireEvent } from './protocols/script.ts';
import type { Pace } from './scenario/scenario.ts';

/** An event with the moment it is due, in milliseconds after the request. */
export interface TimedEvent {
  readonly text: string;
  readonly dueMs: number;
}

/**
 * Gives every event its moment: what comes before the first token is due at once, the first token after
 * `firstTokenMs`, each further token at the rate, pauses on top.
 */
export function schedule(events: readonly WireEvent[], pace: Pace): readonly TimedEvent[] {
  const msPerToken = pace.tokensPerSecond > 0 ? 1000 / pace.tokensPerSecond : 0;
  let dueMs = 0;
  let started = false;
  return events.map(({ text, tokens, pauseMs }) => {
    if (tokens > 0 || pauseMs > 0) {
      const free = started ? 0 : 1; // the first token is what `firstTokenMs` waits for
      if (!started) dueMs = pace.firstTokenMs;
      started = true;
      dueMs += pauseMs + Math.max(0, tokens - free) * msPerToken;
    }
    return { text, dueMs };
  });
}

/** When the last event is due: how long the variant without a stream lets the client wait. */
export const totalMs = (events: readonly TimedEvent[]): number => events.at(-1)?.dueMs ?? 0;
