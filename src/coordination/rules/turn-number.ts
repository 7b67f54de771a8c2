/**
 * The number of a session's next turn: one more than the highest there is, readable or not, so that no turn's folder is
 * ever written into twice (§4.5). `existing` in any order; the first turn is 1.
 */
export const nextTurnNumber = (existing: readonly number[]): number => Math.max(0, ...existing) + 1;
