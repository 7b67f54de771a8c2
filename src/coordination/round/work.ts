import type { Effect } from '../effects.ts';
import type { EventData, EventDraft, EventType } from '../events.ts';
import type { AgentId } from '../ids.ts';
import { fold } from '../reduce.ts';
import { agentOf } from '../rules/roster.ts';
import type { Rng } from '../rng.ts';
import type { State } from '../state.ts';
import type { AgentPhase } from '../vocabulary.ts';

/** One step in the making: what was said so far, and the state that follows from it. */
export interface Work {
  state: State;
  readonly nowMs: number;
  readonly rng: Rng;
  readonly events: EventDraft[];
  readonly effects: Effect[];
}

/** Changes of state too quick or too small to be told; a screen reads them off the state. */
const UNTOLD: ReadonlySet<AgentPhase> = new Set(['idle', 'starting', 'tool_running', 'enforcing']);

/** Says that something happened, and folds it at once, so that what follows sees it. */
export function emit<Type extends EventType>(
  work: Work,
  type: Type,
  agentId: AgentId | null,
  data: EventData[Type],
): void {
  const before = agentId === null ? undefined : work.state.agents[agentId];
  const round = before === undefined || before.round < 0 ? null : before.round;
  push(work, { event_type: type, agent_id: agentId, round_number: round, data } as EventDraft);
  if (before !== undefined) announce(work, before.id, before.phase, type);
}

/** As `emit`, for the event that begins a round and therefore knows its number before the state does. */
export function emitRoundStart(work: Work, agentId: AgentId, data: EventData['round_start']): void {
  const { phase, round } = agentOf(work.state, agentId);
  push(work, { event_type: 'round_start', agent_id: agentId, round_number: round + 1, data });
  announce(work, agentId, phase, 'round_start');
}

/** As `emit`, for an event about the whole run that changes what agents are doing. */
export function emitForAll<Type extends EventType>(
  work: Work,
  type: Type,
  agentId: AgentId | null,
  data: EventData[Type],
): void {
  const { agents } = work.state;
  emit(work, type, agentId, data);
  for (const id of work.state.order) {
    if (id !== agentId) announce(work, id, agents[id]?.phase ?? 'idle', type);
  }
}

export const perform = (work: Work, effect: Effect): void => {
  work.effects.push(effect);
};

function push(work: Work, draft: EventDraft): void {
  work.events.push(draft);
  work.state = fold(work.state, draft, work.state.seq + 1);
}

function announce(work: Work, id: AgentId, from: AgentPhase, reason: EventType): void {
  const { phase: to, round } = agentOf(work.state, id);
  if (to === from || UNTOLD.has(to) || (to === 'streaming' && (from === 'tool_running' || from === 'enforcing')))
    return;
  push(work, {
    event_type: 'status',
    agent_id: id,
    round_number: round < 0 ? null : round,
    data: { status: 'agent_state_changed', from, to, reason },
  });
}
