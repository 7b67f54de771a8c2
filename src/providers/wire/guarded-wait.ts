/** How a wait ended: with what was waited for, or with what cut it short. */
export type Waited<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'aborted' };

/** Waits for one promise after the other, never longer than allowed and never past an abort. */
export interface GuardedWait extends Disposable {
  /** The limit starts anew at each `touch`. The promise itself is left to its owner when the wait ends early. */
  wait<Value>(promise: Promise<Value>, limitMs: number): Promise<Waited<Value>>;
  /** A sign of life. */
  touch(): void;
}

/**
 * A watchdog that runs only while somebody waits: a reader that takes its time is no stall of the sender. One abort
 * listener serves the whole stream, so a stream of a million events leaves nothing behind.
 */
export function createGuardedWait(signal: AbortSignal): GuardedWait {
  let interrupt: ((how: { kind: 'timeout' } | { kind: 'aborted' }) => void) | null = null;
  let timer: NodeJS.Timeout | null = null;
  const onAbort = (): void => interrupt?.({ kind: 'aborted' });
  signal.addEventListener('abort', onAbort);

  return {
    async wait<Value>(promise: Promise<Value>, limitMs: number): Promise<Waited<Value>> {
      if (signal.aborted) {
        // The abandoned promise may still fail; nobody is left to hear it.
        promise.catch(() => undefined);
        return { kind: 'aborted' };
      }
      const waited = await new Promise<Waited<Value>>((resolve) => {
        interrupt = resolve;
        timer = setTimeout(() => interrupt?.({ kind: 'timeout' }), limitMs);
        promise.then(
          (value) => resolve({ kind: 'value', value }),
          (error: unknown) => resolve({ kind: 'error', error }),
        );
      });
      if (timer !== null) clearTimeout(timer);
      timer = null;
      interrupt = null;
      return waited;
    },
    touch: () => timer?.refresh(),
    [Symbol.dispose]: () => signal.removeEventListener('abort', onAbort),
  };
}
