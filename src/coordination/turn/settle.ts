import type { AgentId } from '../ids.ts';
import { completionRule } from '../rules/completion.ts';
import { gateOf, gatherEndMs } from '../rules/gates.ts';
import { isAgentLimitReached, isGlobalLimitReached } from '../rules/limits.ts';
import { agentOf, hasConcluded, latestAnswer } from '../rules/roster.ts';
import type { AgentState } from '../state.ts';
import { finish } from './finish.ts';
import { startRound } from '../round/rounds.ts';
import { emit, perform } from '../round/work.ts';
import type { Work } from '../round/work.ts';

/** Characters of the last answer an automatic stop quotes as its summary. */
const SUMMARY_CHARACTERS = 200;

const isIdle = (agent: AgentState): boolean =>
  !agent.inRound && agent.failed === null && !hasConcluded(agent) && agent.paused?.gate !== 'backoff';

/** After every input: is coordination over, and if not, who can start a round? Nothing ever polls. */
export function settle(work: Work): void {
  if (work.state.phase !== 'coordinating') return;
  // While everybody is at work there is nothing to decide and nobody to start.
  if (work.state.order.length > 0 && work.state.order.every((id) => agentOf(work.state, id).inRound)) return;
  if (work.state.settings.skipCoordinationRounds) {
    finish(work, 'skipped');
    return;
  }
  if (work.state.settings.mode === 'decomposition') for (const id of work.state.order) stopSpent(work, id);
  const rule = completionRule(work.state);
  if (rule !== null) {
    finish(work, rule);
    return;
  }
  for (const id of work.state.order) startIfFree(work, id);
  const isStuck = work.state.order.every((id) => {
    const agent = agentOf(work.state, id);
    return !agent.inRound && agent.paused?.gate !== 'backoff';
  });
  // Nobody runs, nobody waits for a clock: nothing will ever happen again, so the best there is must do.
  if (isStuck) finish(work, 'no_live_agents');
}

/** Decomposition: an agent whose answers are used up has stopped, whether it says so or not. */
function stopSpent(work: Work, id: AgentId): void {
  const { state } = work;
  if (!isIdle(agentOf(state, id)) || (!isAgentLimitReached(state, id) && !isGlobalLimitReached(state))) return;
  const summary = latestAnswer(state, id)?.content.slice(0, SUMMARY_CHARACTERS) ?? '';
  emit(work, 'agent_stopped', id, { summary, status: 'complete', automatic: true, at_ms: work.nowMs });
}

/** Sets the timer that ends the wait, once. */
function gatherGate(work: Work, id: AgentId): ReturnType<typeof gateOf> {
  const endMs = gatherEndMs(work.state, id, work.nowMs);
  if (endMs === null) return null;
  if (agentOf(work.state, id).paused?.gate !== 'gather') {
    perform(work, { type: 'set_timer', name: 'gather_over', agentId: id, atMs: endMs });
  }
  return { gate: 'gather', detail: 'waits a moment for answers that are almost there' };
}

/** The wait is over; whoever is free starts, as after every input. */
export function onGatherOver(work: Work, id: AgentId): void {
  if (work.state.phase !== 'coordinating' || agentOf(work.state, id).paused?.gate !== 'gather') return;
  emit(work, 'agent_resumed', id, { gate: 'gather' });
}

function startIfFree(work: Work, id: AgentId): void {
  const agent = agentOf(work.state, id);
  if (!isIdle(agent)) return;
  const gate = gateOf(work.state, id) ?? gatherGate(work, id);
  const held = agent.paused?.gate ?? null;
  if (held !== null && held !== gate?.gate) emit(work, 'agent_resumed', id, { gate: held });
  if (gate === null) startRound(work, id);
  else if (held !== gate.gate) {
    if (gate.gate === 'fairness') {
      emit(work, 'limit_reached', id, { limit: 'lead', value: work.state.settings.fairnessLeadCap ?? 0 });
    }
    emit(work, 'agent_paused', id, { gate: gate.gate, detail: gate.detail, at_ms: work.nowMs, until_ms: null });
  }
}
