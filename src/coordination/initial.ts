import type { AgentCard } from './events/run.ts';
import { anonymousId } from './ids.ts';
import type { AgentId, AnonymousId } from './ids.ts';
import type { Settings } from './settings.ts';
import type { AgentState, State } from './state.ts';
import { UNKNOWN_USAGE } from './usage.ts';

/** Who an agent is; everything else about it happens. */
export interface AgentIdentity {
  readonly id: AgentId;
  readonly number: number;
  readonly anonymousId: AnonymousId;
  readonly backend: string;
  readonly model: string;
  readonly callNumber: number;
}

/**
 * Nobody's answers were seen yet. Shared by all agents: they get their own when they are shown something. Here as below
 * every key is there from the start, so that an agent named `__proto__` is a key like all others in every copy.
 */
export const nothingSeen = (order: readonly AgentId[]): AgentState['seen'] =>
  Object.fromEntries(order.map((id) => [id, 0]));

/** An agent at the beginning of an attempt; `seen` as `nothingSeen` gives it. */
export const freshAgent = (identity: AgentIdentity, seen: AgentState['seen'], nowMs: number): AgentState => ({
  id: identity.id,
  number: identity.number,
  anonymousId: identity.anonymousId,
  backend: identity.backend,
  model: identity.model,
  phase: 'idle',
  round: -1,
  roundKind: null,
  inRound: false,
  roundStartedAtMs: null,
  softTimeoutFiredAtMs: null,
  revision: 0,
  vote: null,
  stopped: null,
  failed: null,
  seen,
  visible: [],
  voteCount: 0,
  injections: 0,
  restarts: 0,
  lastActivityMs: nowMs,
  rounds: [],
  enforcements: [],
  usage: UNKNOWN_USAGE,
  modelCall: null,
  retry: null,
  toolCalls: 0,
  toolFailures: 0,
  callNumber: identity.callNumber,
  current: null,
  paused: null,
  transientRetries: 0,
  overflowRestarts: 0,
  streak: 0,
  draft: null,
  pendingInputs: [],
  deliveredInputs: [],
});

/**
 * The state before anything happened. `cards` name backends and models; an agent of the settings without a card is
 * still there, with empty names.
 */
export function initialState(settings: Settings, cards: readonly AgentCard[], sessionId: string): State {
  const order = settings.agents.map((agent) => agent.id);
  const seen = nothingSeen(order);
  const agents = Object.fromEntries(
    order.map((id, index) => {
      const card = cards.find((candidate) => candidate.id === id);
      const number = index + 1;
      const names = { backend: card?.backend ?? '', model: card?.model ?? '' };
      return [id, freshAgent({ id, number, anonymousId: anonymousId(number), ...names, callNumber: 0 }, seen, 0)];
    }),
  );
  return {
    sessionId,
    settings,
    phase: 'idle',
    turn: 0,
    attempt: 0,
    maxAttempts: 1 + settings.maxOrchestrationRestarts,
    question: '',
    startedAtMs: 0,
    attemptStartedAtMs: 0,
    order,
    numbered: order,
    agents,
    answers: [],
    votes: [],
    epoch: 0,
    winner: null,
    finalAnswer: null,
    cancelled: false,
    timedOut: false,
    outcome: null,
    usage: UNKNOWN_USAGE,
    seq: 0,
    restart: null,
    presentedBefore: null,
    restartPending: null,
    firstAttemptMs: null,
    presentation: null,
  };
}
