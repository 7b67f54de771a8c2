import { freshAgent, initialState, nothingSeen } from '../initial.ts';
import type { RunEvents } from '../events/run.ts';
import type { AgentId, AnonymousId } from '../ids.ts';
import type { AgentState, State } from '../state.ts';
import { UNKNOWN_USAGE } from '../usage.ts';
import { keep, mapAgents } from './reducer.ts';
import type { Reducer, ReducersOf } from './reducer.ts';

/** An agent may be called off while it has neither decided nor failed. */
const isUndecided = (agent: AgentState): boolean =>
  agent.failed === null && agent.phase !== 'voted' && agent.phase !== 'stopped' && agent.phase !== 'completed';

/** What belongs to an attempt, emptied. */
const clearedAttempt = {
  answers: [],
  votes: [],
  epoch: 0,
  winner: null,
  finalAnswer: null,
  timedOut: false,
  presentation: null,
  restartPending: null,
} as const satisfies Partial<State>;

/** A log can be folded without its configuration: `run_started` carries the rules and the names. */
const runStarted: Reducer<'run_started'> = (state, { data }) => ({
  ...initialState(data.settings, data.agents, data.session_id),
  seq: state.seq,
});

const systemStatus: Reducer<'system_status'> = (state, { data }) => {
  if (data.status === 'turn_ended') return { ...state, phase: 'ended', outcome: data.outcome };
  const seen = nothingSeen(state.order);
  return {
    ...state,
    ...clearedAttempt,
    phase: 'idle',
    turn: data.turn,
    attempt: 0,
    question: data.question,
    startedAtMs: data.started_at_ms,
    attemptStartedAtMs: data.started_at_ms,
    cancelled: false,
    outcome: null,
    usage: UNKNOWN_USAGE,
    restart: null,
    presentedBefore: null,
    firstAttemptMs: null,
    agents: mapAgents(state, (agent) => freshAgent(agent, seen, data.started_at_ms)),
  };
};

const attemptStarted: Reducer<'attempt_started'> = (state, { data }) => {
  const seen = nothingSeen(state.order);
  const presented = data.restart?.presented ?? null;
  const anonymous = new Map(Object.entries(data.anonymity).map(([name, id]) => [id, name as AnonymousId]));
  const renamed = (agent: AgentState): AgentState => {
    const anonymousId = anonymous.get(agent.id) ?? agent.anonymousId;
    const number = Number(anonymousId.slice('agent'.length));
    // Words of the person hold for the turn, whatever attempt they came in.
    const inputs = [...agent.deliveredInputs, ...agent.pendingInputs];
    return {
      ...freshAgent({ ...agent, anonymousId, number }, seen, data.started_at_ms),
      pendingInputs: inputs,
      usage: agent.usage,
    };
  };
  return {
    ...state,
    ...clearedAttempt,
    phase: 'idle',
    attempt: data.attempt,
    maxAttempts: data.max_attempts,
    attemptStartedAtMs: data.started_at_ms,
    firstAttemptMs: data.first_attempt_ms,
    restart:
      data.restart === null
        ? null
        : {
            reason: data.restart.reason,
            instructions: data.restart.instructions,
            previousAnswer: data.restart.previous_answer,
          },
    presentedBefore: presented === null ? null : { agentId: presented.agent_id, content: presented.content },
    numbered: Object.values(data.anonymity),
    agents: mapAgents(state, renamed),
  };
};

const called = (state: State, phase: 'cancelled' | 'timed_out'): State['agents'] =>
  mapAgents(state, (agent) => (isUndecided(agent) ? { ...agent, phase } : agent));

export const runReducers: ReducersOf<keyof RunEvents> = {
  run_started: runStarted,
  system_status: systemStatus,
  run_ended: keep,
  attempt_started: attemptStarted,
  phase_changed: (state, { data }) => ({ ...state, phase: data.to }),
  cancel_requested: (state) => ({ ...state, cancelled: true, agents: called(state, 'cancelled') }),
  partial_saved: keep,
  orchestrator_timeout: (state) => ({ ...state, timedOut: true, agents: called(state, 'timed_out') }),
  deadline_warning: (state, { data }) => {
    const told = (id: AgentId): boolean => data.targets.includes(id);
    const marked = (agent: AgentState): AgentState =>
      agent.current === null || !told(agent.id)
        ? agent
        : { ...agent, current: { ...agent.current, deadlineWarningDue: true } };
    return { ...state, agents: mapAgents(state, marked) };
  },
  internal_error: keep,
  status_message: keep,
};
