import type { EventDraft, EventType } from '../../../src/coordination/events.ts';
import type { AgentId, AnswerLabel, ModelCallId } from '../../../src/coordination/ids.ts';
import type { Settings } from '../../../src/coordination/settings.ts';
import type { WorkflowToolName } from '../../../src/coordination/vocabulary.ts';

/** What the checks know of one agent. Kept apart from the reducers, so that both cannot be wrong in the same way. */
export interface AgentFacts {
  readonly id: AgentId;
  revision: number;
  readonly seen: Map<AgentId, number>;
  /** Author → label before it. */
  readonly shown: Map<AgentId, AnswerLabel>;
  inRound: boolean;
  roundKind: string;
  call: { readonly id: ModelCallId; readonly offered: readonly WorkflowToolName[] } | null;
  /** The offer of the newest call, which its tools may outlive. */
  offered: readonly WorkflowToolName[];
  concluded: boolean;
  failed: boolean;
  backingOff: boolean;
  retries: number;
  softAtMs: number | null;
  hard: boolean;
  lastCall: boolean;
  enforcements: number;
  injected: number;
  streak: number;
  readonly ignoredLabels: Set<AnswerLabel>;
}

export interface Facts {
  readonly settings: Settings;
  readonly agents: Map<AgentId, AgentFacts>;
  readonly order: readonly AgentId[];
  readonly answers: Map<AnswerLabel, { readonly author: AgentId; readonly revision: number; readonly content: string }>;
  readonly votes: Map<AgentId, AgentId>;
  anonymity: Map<string, AgentId>;
  attempt: number;
  attemptsStarted: number;
  attemptOver: boolean;
  turnsEnded: number;
  cancelled: boolean;
  timedOut: boolean;
  complete: boolean;
  winners: number;
  presentations: number;
  evaluating: boolean;
  evaluations: number;
  evaluationOpen: boolean;
  locks: number;
  presented: string | null;
  /** What the attempts before this one presented last. */
  presentedBefore: string | null;
  nowMs: number;
  seq: number;
}

const freshAgent = (id: AgentId): AgentFacts => ({
  id,
  revision: 0,
  seen: new Map(),
  shown: new Map(),
  inRound: false,
  roundKind: '',
  call: null,
  offered: [],
  concluded: false,
  failed: false,
  backingOff: false,
  retries: 0,
  softAtMs: null,
  hard: false,
  lastCall: false,
  enforcements: 0,
  injected: 0,
  streak: 0,
  ignoredLabels: new Set(),
});

export function createFacts(settings: Settings): Facts {
  const order = settings.agents.map((agent) => agent.id);
  return {
    settings,
    order,
    agents: new Map(order.map((id) => [id, freshAgent(id)])),
    answers: new Map(),
    votes: new Map(),
    anonymity: new Map(),
    attempt: -1,
    attemptsStarted: 0,
    attemptOver: false,
    turnsEnded: 0,
    cancelled: false,
    timedOut: false,
    complete: false,
    winners: 0,
    presentations: 0,
    evaluating: false,
    evaluations: 0,
    evaluationOpen: false,
    locks: 0,
    presented: null,
    presentedBefore: null,
    nowMs: 0,
    seq: 0,
  };
}

export const agentFacts = (facts: Facts, id: AgentId | null): AgentFacts => {
  const agent = id === null ? undefined : facts.agents.get(id);
  if (agent === undefined) throw new Error(`an event names ${id}, who is not in the run`);
  return agent;
};

/** Peers of which this agent lacks the newest answer. */
export const unseen = (facts: Facts, agent: AgentFacts): readonly AgentId[] =>
  facts.order.filter((id) => id !== agent.id && agentFacts(facts, id).revision > (agent.seen.get(id) ?? 0));

export const liveFacts = (facts: Facts): readonly AgentFacts[] =>
  facts.order.map((id) => agentFacts(facts, id)).filter((agent) => !agent.failed);

export type Of<Type extends EventType> = Extract<EventDraft, { readonly event_type: Type }>;
