import type { AgentId } from '../ids.ts';
import { agentOf } from '../rules/roster.ts';
import type { AgentFailureClass } from '../vocabulary.ts';
import { endRound, restartRound } from './rounds.ts';
import { emit, perform } from './work.ts';
import type { Work } from './work.ts';

/** How often a round that died of a passing trouble is begun again, per attempt (§3.3). */
const MAX_TRANSIENT_RETRIES = 2;
const MAX_OVERFLOW_RESTARTS = 1;
/** Each further pause before a new try is so many times as long. */
const RESTART_GROWTH = 4;

/** The agent is out for the attempt. What it last wrote is kept as a draft. */
export function failAgent(work: Work, id: AgentId, failure: AgentFailureClass, message: string, text: string): void {
  const agent = agentOf(work.state, id);
  endRound(work, id, failure === 'round_timeout' ? 'timeout' : 'error');
  emit(work, 'error', id, {
    class: failure,
    message,
    retries: agent.transientRetries,
    draft: text.trim() === '' ? agent.draft : text,
    at_ms: work.nowMs,
  });
}

/** A round died. Passing troubles and a full context get another try; the rest ends the agent. */
export function roundFailed(work: Work, id: AgentId, failure: AgentFailureClass, message: string, text: string): void {
  const agent = agentOf(work.state, id);
  if (failure === 'context_overflow' && agent.overflowRestarts < MAX_OVERFLOW_RESTARTS) {
    restartRound(work, id, 'context_overflow');
  } else if (failure === 'transient' && agent.transientRetries < MAX_TRANSIENT_RETRIES) {
    const untilMs = work.nowMs + work.state.settings.restartDelayMs * RESTART_GROWTH ** agent.transientRetries;
    endRound(work, id, 'error');
    emit(work, 'agent_paused', id, { gate: 'backoff', detail: message, at_ms: work.nowMs, until_ms: untilMs });
    perform(work, { type: 'set_timer', name: 'agent_backoff', agentId: id, atMs: untilMs });
  } else {
    failAgent(work, id, failure, message, text);
  }
}

/** The pause after a passing trouble is over. */
export function onBackoffOver(work: Work, id: AgentId): void {
  const { paused, failed } = agentOf(work.state, id);
  if (
    work.state.phase !== 'coordinating' ||
    failed !== null ||
    paused?.gate !== 'backoff' ||
    work.nowMs < (paused.untilMs ?? 0)
  )
    return;
  emit(work, 'agent_recovered', id, { after_ms: work.nowMs - paused.sinceMs });
}
