import type { AgentEvents } from '../events/agent.ts';
import type { AnswerLabel } from '../ids.ts';
import type { AgentState, CurrentRound, State } from '../state.ts';
import type { AgentPhase, PauseGate, RoundKind } from '../vocabulary.ts';
import { UNKNOWN_USAGE } from '../usage.ts';
import { keep, mapAgents, onAgent, onRound } from './reducer.ts';
import type { Reducer, ReducersOf } from './reducer.ts';

const newRound = (softLimitMs: number | null): CurrentRound => ({
  offered: [],
  attempts: 0,
  idle: 0,
  empty: 0,
  denials: 0,
  softLimitMs,
  softDue: null,
  hardAtMs: null,
  hardTimeout: false,
  lastCall: false,
  lastToolAtMs: null,
  deadlineWarningDue: false,
  injected: 0,
  skipReason: null,
  message: null,
  proposed: null,
  modelCalls: 0,
  toolCalls: 0,
  usage: UNKNOWN_USAGE,
});

/** Showing labels to an agent: it has then seen those revisions, and every older one of the same author. */
function shown(agent: AgentState, labels: readonly AnswerLabel[], state: State): AgentState {
  let seen: Record<string, number> | null = null;
  let news = false;
  for (const { label, agentId, revision } of state.answers) {
    if ((agent.seen[agentId] ?? 0) >= revision || !labels.includes(label)) continue;
    seen ??= { ...agent.seen };
    seen[agentId] = revision;
    if (agentId !== agent.id) news = true;
  }
  return { ...agent, seen: seen ?? agent.seen, visible: labels, streak: news ? 0 : agent.streak };
}

const PHASE_OF_KIND: Readonly<Record<RoundKind, AgentPhase>> = {
  initial: 'starting',
  refine: 'starting',
  vote_only: 'starting',
  presentation: 'presenting',
  evaluation: 'evaluating',
};

const roundStart = onAgent<'round_start'>((agent, data, state) => {
  const number = agent.round + 1;
  const record = {
    number,
    kind: data.kind,
    outcome: null,
    startedAtMs: data.started_at_ms,
    durationMs: null,
    usage: UNKNOWN_USAGE,
    modelCalls: 0,
    toolCalls: 0,
  };
  const started: AgentState = {
    ...agent,
    phase: PHASE_OF_KIND[data.kind],
    round: number,
    roundKind: data.kind,
    inRound: true,
    roundStartedAtMs: data.started_at_ms,
    softTimeoutFiredAtMs: null,
    lastActivityMs: data.started_at_ms,
    rounds: [...agent.rounds, record],
    current: newRound(data.soft_deadline_ms === null ? null : data.soft_deadline_ms - data.started_at_ms),
    paused: null,
  };
  return data.visible_labels.length === 0 && agent.visible.length === 0
    ? started
    : shown(started, data.visible_labels, state);
});

const roundEnded = onAgent<'round_ended'>((agent, data) => {
  const { current } = agent;
  const last = agent.rounds.at(-1);
  if (current === null || last === undefined) return agent;
  const record = {
    ...last,
    outcome: data.outcome,
    durationMs: data.duration_ms,
    usage: data.usage,
    modelCalls: current.modelCalls,
    toolCalls: current.toolCalls,
  };
  return {
    ...agent,
    inRound: false,
    current: null,
    modelCall: null,
    retry: null,
    paused: agent.paused?.gate === 'rate_limit' ? null : agent.paused,
    rounds: [...agent.rounds.slice(0, -1), record],
    // An answer that was being written and now never counts is kept as a draft.
    draft: data.outcome !== 'answer' && current.proposed !== null ? current.proposed.content : agent.draft,
  };
});

const PHASE_OF_GATE: Readonly<Record<PauseGate, AgentPhase>> = {
  fairness: 'paused_fairness',
  wait_all: 'waiting_all_answers',
  mode: 'waiting_all_answers',
  rate_limit: 'rate_limited',
  backoff: 'rate_limited',
  gather: 'waiting_all_answers',
};

const humanInputQueued: Reducer<'human_input_queued'> = (state, { data }) => {
  const input = { id: data.id, content: data.content };
  const told = (agent: AgentState): boolean => data.targets === null || data.targets.includes(agent.id);
  const queued = (agent: AgentState): AgentState =>
    told(agent) ? { ...agent, pendingInputs: [...agent.pendingInputs, input] } : agent;
  return { ...state, agents: mapAgents(state, queued) };
};

export const agentReducers: ReducersOf<keyof AgentEvents> = {
  status: onAgent((agent, data) =>
    data.status === 'agent_state_changed' && agent.phase !== data.to ? { ...agent, phase: data.to } : agent,
  ),
  agent_paused: onAgent((agent, data) => ({
    ...agent,
    phase: PHASE_OF_GATE[data.gate],
    paused: { gate: data.gate, sinceMs: data.at_ms, untilMs: data.until_ms },
    transientRetries: agent.transientRetries + (data.gate === 'backoff' ? 1 : 0),
  })),
  agent_resumed: onAgent((agent) => ({ ...agent, phase: agent.inRound ? 'streaming' : 'idle', paused: null })),
  round_start: roundStart,
  round_ended: roundEnded,
  context_delivered: onAgent((agent, data, state) => shown(agent, [...data.kept, ...data.added], state)),
  update_pending: keep,
  injection_received: onAgent((agent, data) => ({
    ...agent,
    injections: agent.injections + 1,
    current:
      agent.current === null
        ? null
        : { ...agent.current, injected: agent.current.injected + data.source_agents.length, skipReason: null },
  })),
  injection_skipped: onRound((round, data) => ({ ...round, skipReason: data.reason })),
  agent_restart: onAgent((agent, data) => ({
    ...agent,
    phase: 'restarting',
    restarts: agent.restarts + 1,
    overflowRestarts: agent.overflowRestarts + (data.reason === 'context_overflow' ? 1 : 0),
  })),
  enforcement: onAgent((agent, data) => ({
    ...agent,
    phase: 'enforcing',
    lastActivityMs: data.at_ms,
    current: agent.current === null ? null : { ...agent.current, attempts: data.attempt },
    enforcements: [
      ...agent.enforcements,
      {
        round: agent.round,
        attempt: data.attempt,
        maxAttempts: data.max_attempts,
        reason: data.reason,
        toolCalls: data.tool_calls,
        unknownTools: data.unknown_tools ?? [],
        message: data.error_message,
        bufferPreview: data.buffer_preview,
        bufferChars: data.buffer_chars,
        atMs: data.at_ms,
      },
    ],
  })),
  soft_timeout_due: onRound((round, data) => ({
    ...round,
    softDue: data.manual ? 'manual' : 'limit',
    hardAtMs: data.hard_at_ms,
  })),
  soft_timeout: onAgent((agent, data, { settings }) => ({
    ...agent,
    softTimeoutFiredAtMs: data.fired_at_ms,
    current:
      agent.current === null
        ? null
        : { ...agent.current, softDue: null, denials: 0, hardAtMs: data.fired_at_ms + settings.roundTimeoutGraceMs },
  })),
  hard_timeout_moved: onRound((round, data) => ({ ...round, hardAtMs: data.hard_at_ms })),
  hard_timeout: onRound((round) => ({ ...round, hardTimeout: true })),
  error: onAgent((agent, data) => ({
    ...agent,
    phase: 'failed',
    paused: null,
    failed: { class: data.class, message: data.message, draft: data.draft },
    draft: data.draft ?? agent.draft,
    lastActivityMs: data.at_ms,
  })),
  agent_recovered: onAgent((agent) => ({ ...agent, phase: 'idle', paused: null })),
  human_input_queued: humanInputQueued,
  human_input_delivered: onAgent((agent, data) => {
    const input = agent.pendingInputs.find((pending) => pending.id === data.id);
    if (input === undefined) return agent;
    return {
      ...agent,
      pendingInputs: agent.pendingInputs.filter((pending) => pending !== input),
      deliveredInputs: [...agent.deliveredInputs, input],
    };
  }),
};
