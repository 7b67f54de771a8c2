import type { FrameClock } from '../frame-scheduler.ts';
import { foldBursts } from './burst.ts';
import { createInputDecoder } from './decoder.ts';
import type { InputEvent } from './input-event.ts';

/** How long an unfinished paste may be silent before it counts as ended. */
const PASTE_SILENCE_MS = 1000;

/** The decoder with a clock: decides when a lone Escape is a key. */
export interface InputReader {
  feed(bytes: Uint8Array): void;
  stop(): void;
}

export function createInputReader(
  clock: Pick<FrameClock, 'after'>,
  escapeMs: number,
  emit: (event: InputEvent) => void,
): InputReader {
  const decoder = createInputDecoder();
  let cancel: (() => void) | null = null;

  function wait(): void {
    cancel?.();
    cancel = null;
    if (decoder.pending === 'nothing') return;
    cancel = clock.after(decoder.pending === 'paste' ? PASTE_SILENCE_MS : escapeMs, () => {
      cancel = null;
      for (const event of decoder.flush()) emit(event);
      wait();
    });
  }

  return {
    feed(bytes) {
      const events = foldBursts(decoder.push(bytes));
      wait();
      for (const event of events) emit(event);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
