const UNIT_MS = { ms: 1, s: 1000, m: 60_000 } as const;

/** What fits into the reference's 64-bit nanoseconds; a longer time is one that it cannot read. */
const LONGEST_MS = 9_223_372_036_854;

/**
 * Milliseconds of a time as commands carry it: digits with at most one dot, then `ms`, `s` or `m`; without a unit seconds.
 * Null for what is none, such as `1.2.3s`.
 */
export function readTapeTime(text: string): number | null {
  const match = /^(\d+\.?\d*|\.\d+)(ms|s|m|)$/.exec(text);
  if (match === null) return null;
  const [, digits = '', unit = ''] = match;
  const factor = unit === 'ms' || unit === 'm' ? UNIT_MS[unit] : UNIT_MS.s;
  const ms = Number(digits) * factor;
  return ms <= LONGEST_MS ? ms : null;
}

/** The shortest way to write a time: `250ms`, `1.5s`, `2s`. */
export const writeTapeTime = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);
