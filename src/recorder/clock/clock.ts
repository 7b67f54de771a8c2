/**
 * Time of a recording. The real one is the machine's, a virtual one moves only when everything that waits, waits for it.
 * It fits the clock port of the runtime, so a program recorded in this process can be given it.
 */
export interface RecorderClock {
  readonly kind: 'real' | 'virtual';
  /** Milliseconds since the epoch. A virtual clock starts at 2026-01-01T00:00:00Z. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal aborts. Never rejects. Equal times: in the order of the calls. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Calls back once after `ms`; the result cancels it. */
  after(ms: number, done: () => void): () => void;
  /** Work outside of time (files, children): virtual time stands still while any hold is open. */
  hold(reason: string): Disposable;
}
