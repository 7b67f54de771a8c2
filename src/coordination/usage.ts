/**
 * Tokens of one model call, or a sum of calls, in one shape for all providers (`backends.md` §19.1).
 * `null` means the provider did not say; it is never turned into zero.
 */
export interface Usage {
  /** Everything sent, cached parts included. */
  readonly input: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** Everything generated, reasoning included. */
  readonly output: number | null;
  readonly reasoning: number | null;
  /** US dollars; null when no price is known. */
  readonly cost: number | null;
  /** What one call is billed for at rates of its own; absent when there was none. Sums leave it out: the cost has it. */
  readonly extras?: {
    /** The part of `cacheWrite` that is kept for an hour. */
    readonly cacheWrite1h: number;
    /** Searches the provider made by itself. */
    readonly webSearches: number;
  };
}

export const UNKNOWN_USAGE: Usage = {
  input: null,
  cacheRead: null,
  cacheWrite: null,
  output: null,
  reasoning: null,
  cost: null,
};

const add = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : left + right;

/** The sum of what is known; a field stays null only when neither side knows it. */
export const addUsage = (left: Usage, right: Usage): Usage => ({
  input: add(left.input, right.input),
  cacheRead: add(left.cacheRead, right.cacheRead),
  cacheWrite: add(left.cacheWrite, right.cacheWrite),
  output: add(left.output, right.output),
  reasoning: add(left.reasoning, right.reasoning),
  cost: add(left.cost, right.cost),
});
