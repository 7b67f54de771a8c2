import type { AgentState, State } from '../../../coordination/state.ts';
import type { AgentPhase } from '../../../coordination/vocabulary.ts';

/** MassGen's words for the states of an agent; `cancelled` is an addition. */
export const STATUS_WORDS = {
  idle: 'waiting',
  starting: 'streaming',
  streaming: 'streaming',
  tool_running: 'streaming',
  enforcing: 'streaming',
  presenting: 'streaming',
  evaluating: 'streaming',
  answered: 'answered',
  voted: 'voted',
  stopped: 'completed',
  restarting: 'restarting',
  paused_fairness: 'waiting',
  waiting_all_answers: 'waiting',
  rate_limited: 'waiting',
  failed: 'error',
  timed_out: 'timeout',
  cancelled: 'cancelled',
  completed: 'completed',
} as const satisfies Record<AgentPhase, string>;

/** How an agent stands. Who judged an attempt that is then begun again has done its part of it. */
export function statusWord(agent: AgentState, state: State): string {
  const word = STATUS_WORDS[agent.phase];
  return word === 'streaming' && state.restartPending !== null ? STATUS_WORDS.completed : word;
}
