const MAX_KEPT = 65_536;

/** What others wrote to standard output or error while the screen was ours. */
export interface StrayOutput {
  /** Lets output through again and returns what was caught, its last 64 kB. */
  release(): string;
}

/**
 * Catches `console.*`, warnings and other writes through `process.stdout` and `process.stderr`: one stray line would
 * shift the whole screen. Our own frames go past these streams.
 */
export function catchStrayOutput(): StrayOutput {
  let kept = '';
  const restore = [process.stdout, process.stderr].map((stream) => {
    const original = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      kept = (kept + (typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk))).slice(-MAX_KEPT);
      const done = rest.find((argument) => typeof argument === 'function');
      if (done !== undefined) queueMicrotask(() => void done());
      return true;
    };
    return () => {
      stream.write = original;
    };
  });
  return {
    release() {
      for (const undo of restore) undo();
      const caught = kept;
      kept = '';
      return caught;
    },
  };
}
