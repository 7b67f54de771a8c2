/** Holds text back until somebody listens and may read; in order, nothing lost, whole characters only. */
export interface OutputGate {
  push(text: string): void;
  listen(listener: (text: string) => void): void;
  close(): void;
  open(): void;
  /** Half a character at the very end is shown as a replacement character. */
  end(): void;
  readonly heldLength: number;
  /** Resolves when everything has been handed on; at once when nobody listens. */
  drained(): Promise<void>;
}

const HALF_AT_END = /[\uD800-\uDBFF]$/;

/** Open at first. The producer watches `heldLength` and stops producing when it grows. */
export function createOutputGate(): OutputGate {
  let listener: ((text: string) => void) | null = null;
  let held: string[] = [];
  let heldLength = 0;
  let half = '';
  let isOpen = true;
  let tellDrained: (() => void)[] = [];

  const release = (): void => {
    if (isOpen && listener !== null && held.length > 0) {
      const text = held.join('');
      held = [];
      heldLength = 0;
      listener(text); // what it makes us push comes back here
    }
    if (held.length > 0) return;
    for (const tell of tellDrained) tell();
    tellDrained = [];
  };
  const hold = (text: string): void => {
    if (text === '') return;
    held.push(text);
    heldLength += text.length;
    release();
  };

  return {
    push(text) {
      const whole = half + text;
      half = HALF_AT_END.exec(whole)?.[0] ?? '';
      hold(half === '' ? whole : whole.slice(0, -1));
    },
    listen(next) {
      listener = next;
      release();
    },
    close() {
      isOpen = false;
    },
    open() {
      isOpen = true;
      release();
    },
    end() {
      if (half !== '') hold('\ufffd');
      half = '';
    },
    drained: () =>
      held.length === 0 || listener === null ? Promise.resolve() : new Promise((tell) => void tellDrained.push(tell)),
    get heldLength() {
      return heldLength;
    },
  };
}
