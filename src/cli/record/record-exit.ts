/** What `massgen record` ends with (`recording.md` §10). */
export const RECORD_EXIT = {
  ok: 0,
  /** The tape, an option, or a program that `Require` misses: nothing was played. */
  usage: 1,
  /** A failed expectation, golden, lint rule, film or recorded program. */
  failed: 2,
  /** A `Wait`, an `expect … within` or the time for the whole tape ran out. */
  timeout: 3,
  interrupted: 4,
} as const;
