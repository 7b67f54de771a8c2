import type { AgentState } from '../state.ts';

/** The agent's time is up: only terminal tools are allowed, and it may vote although updates are unseen. */
export const isPastHardLimit = ({ current }: AgentState): boolean =>
  current !== null && (current.hardTimeout || current.lastCall);
