import type { Clock } from '../ports/clock.ts';
import type { StreamPart } from '../ports/model.ts';

/** What came next: a part, the end without a last word, an error no stream may throw, or nobody answers an abort. */
type Read =
  | { readonly kind: 'part'; readonly part: StreamPart }
  | { readonly kind: 'ended' }
  | { readonly kind: 'threw'; readonly cause: unknown }
  | { readonly kind: 'abandoned' };

/** How long an aborted stream may take to end by itself. */
const ABORT_GRACE_MS = 250;

/**
 * Reads a stream part by part and does not depend on its manners: after an abort it waits a quarter of a second for the
 * stream to end and then leaves it alone. One abort listener serves the whole stream.
 */
export interface StreamReader extends Disposable {
  next(): Promise<Read>;
}

export function createStreamReader(parts: AsyncIterable<StreamPart>, signal: AbortSignal, clock: Clock): StreamReader {
  const iterator = parts[Symbol.asyncIterator]();
  const closed = new AbortController();
  let abandoned = false;
  let leave: ((read: Read) => void) | null = null;

  const giveUp = async (): Promise<void> => {
    await clock.sleep(ABORT_GRACE_MS, closed.signal);
    if (closed.signal.aborted) return;
    abandoned = true;
    leave?.({ kind: 'abandoned' });
  };
  // A sleep never rejects, and neither does what follows it.
  const onAbort = (): void => void giveUp();
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });

  return {
    next() {
      if (abandoned) return Promise.resolve({ kind: 'abandoned' });
      return new Promise((resolve) => {
        leave = resolve;
        iterator.next().then(
          (result) => resolve(result.done === true ? { kind: 'ended' } : { kind: 'part', part: result.value }),
          (cause: unknown) => resolve({ kind: 'threw', cause }),
        );
      });
    },
    [Symbol.dispose]() {
      closed.abort();
      signal.removeEventListener('abort', onAbort);
      // A generator that hangs never answers this, so nobody waits for it; it has nothing left to say.
      iterator.return?.().catch(() => undefined);
    },
  };
}
