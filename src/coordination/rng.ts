/** Chance as a dependency: the same seed gives the same sequence. */
export interface Rng {
  /** The next number, 0 ≤ n < 1. */
  next(): number;
}

/** A small fast generator (mulberry32). Good enough for shuffles and jitter, not for secrets. */
export function seededRng(seed: number): Rng {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}
