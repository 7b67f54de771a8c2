import type { Usage } from '../../coordination/usage.ts';
import type { StreamPart } from '../../runtime/ports/model.ts';
import type { FailureFacts } from './failure-facts.ts';

type Finished = Extract<StreamPart, { type: 'finished' }>;
export type Progress = Exclude<StreamPart, { type: 'finished' | 'failed' | 'aborted' | 'started' }>;

/** The last part as far as the events know it; the request id is in the headers. */
export type FinishedMessage = Omit<Finished, 'requestId' | 'type'>;

export type Ending =
  | { readonly kind: 'finished'; readonly message: FinishedMessage }
  | { readonly kind: 'failed'; readonly facts: FailureFacts };

/**
 * Turns the events of one message into parts. Pure but for its own memory: the same events give the same parts, however
 * the bytes were cut. Never throws, whatever an event contains, up to `MAX_EVENT_DEPTH` levels of it.
 */
export interface Decoder {
  push(event: unknown): readonly Progress[];
  /**
   * How much of the message is here. `open`: more must come. `told`: the reason of the end is known, usage may follow.
   * `closed`: nothing can follow that matters.
   */
  state(): 'open' | 'told' | 'closed';
  /** What the provider has counted so far; null while it has counted nothing. */
  usage(): Usage | null;
  /** Called once, after the last event. `sawEndMark`: the stream ended in the protocol's own mark (`[DONE]`). */
  end(sawEndMark: boolean): Ending;
}

export const NO_TERMINAL_EVENT = 'the stream ended without its last event';

/** Tool calls of one message; nobody means more of them at once. */
export const MAX_CALLS = 128;
