import type { AgentCard } from '../coordination/events/run.ts';
import type { AgentId } from '../coordination/ids.ts';
import type { AgentState, State } from '../coordination/state.ts';
import type { Usage } from '../coordination/usage.ts';
import { UNKNOWN_USAGE } from '../coordination/usage.ts';
import type { Activity } from './activity.ts';
import { NO_ACTIVITY } from './activity.ts';
import type { Glyphs } from './glyphs.ts';
import type { Mark } from './mark.ts';
import { markOf, waitingMark } from './mark.ts';
import type { Moments } from './moments.ts';
import { shortLabel, totalTokens } from './numbers.ts';
import type { Cells } from './span.ts';

/** One agent as every part of the screen shows it. Texts are clean. */
export interface AgentView {
  readonly number: number;
  readonly id: string;
  readonly model: string;
  readonly mark: Mark;
  /** 1-based; 0 before the first round. */
  readonly round: number;
  /** Newest own answer, `1.2`; null before the first. */
  readonly label: string | null;
  /** Peers' answers it has been shown. */
  readonly context: readonly string[];
  readonly tokens: number | null;
  readonly cost: number | null;
  readonly votes: number;
  readonly failed: string | null;
}

/** Bars of the tally: answers with their votes, most first. */
export interface TallyRow {
  readonly label: string;
  readonly votes: number;
  readonly leads: boolean;
}

/** Everything the views read: the log's state with what the screen knows besides. */
export interface Scene {
  readonly title: string;
  /** Null until the session exists. */
  readonly state: State | null;
  readonly moments: Moments;
  readonly question: string;
  readonly agents: readonly AgentView[];
  readonly tally: readonly TallyRow[];
  readonly elapsedMs: number;
  readonly usage: Usage;
  readonly glyphs: Glyphs;
  readonly spin: string;
  readonly cells: Cells;
  /** Cleans a text that came from outside for one line. */
  readonly clean: (text: string) => string;
}

export interface SceneInput {
  readonly title: string;
  readonly question: string;
  readonly cards: readonly AgentCard[];
  readonly state: State | null;
  readonly moments: Moments;
  readonly activities: ReadonlyMap<AgentId, Activity>;
  readonly glyphs: Glyphs;
  readonly spin: string;
  readonly nowMs: number;
  readonly cells: Cells;
  /** Cleans a name that came from outside. */
  readonly clean: (text: string) => string;
}

/** The scene of one frame. */
export function sceneOf(input: SceneInput): Scene {
  const { state, cards, moments, glyphs, spin, cells } = input;
  const agents = cards.map((card) => {
    const agent = state?.agents[card.id];
    return agent === undefined || state === null ? waitingAgent(card, input) : describeAgent(state, agent, card, input);
  });
  return {
    title: input.clean(input.title),
    state,
    moments,
    question: input.clean(input.question.replace(/\s+/g, ' ').trim()),
    agents,
    tally: state === null ? [] : tallyOf(state),
    elapsedMs: elapsed(input),
    usage: state?.usage ?? UNKNOWN_USAGE,
    glyphs,
    spin,
    cells,
    clean: input.clean,
  };
}

function elapsed({ state, moments, nowMs }: SceneInput): number {
  if (moments.ended !== null) return moments.ended.durationMs;
  return state === null || state.startedAtMs === 0 || state.phase === 'idle' ? 0 : nowMs - state.startedAtMs;
}

function waitingAgent(card: AgentCard, input: SceneInput): AgentView {
  return {
    number: card.number,
    id: input.clean(card.id),
    model: input.clean(card.model),
    mark: waitingMark(input.glyphs),
    round: 0,
    label: null,
    context: [],
    tokens: null,
    cost: null,
    votes: 0,
    failed: null,
  };
}

function describeAgent(state: State, agent: AgentState, card: AgentCard, input: SceneInput): AgentView {
  const own = `agent${agent.number}.`;
  return {
    ...waitingAgent(card, input),
    mark: markOf(state, agent, input.activities.get(agent.id) ?? NO_ACTIVITY, input),
    round: agent.round + 1,
    label: agent.revision === 0 ? null : `${agent.number}.${agent.revision}`,
    context: agent.visible.filter((label) => !label.startsWith(own)).map(shortLabel),
    tokens: totalTokens(agent.usage),
    cost: agent.usage.cost,
    votes: state.votes.filter((vote) => vote.target === agent.id).length,
    failed: agent.failed === null ? null : input.clean(agent.failed.message),
  };
}

/** Votes per answer, most first, then by label. Newest answers without a vote come last; nobody leads on a tie. */
function tallyOf(state: State): readonly TallyRow[] {
  const counts = new Map<string, number>();
  for (const id of state.order) {
    const agent = state.agents[id];
    if (agent !== undefined && agent.revision > 0) counts.set(`agent${agent.number}.${agent.revision}`, 0);
  }
  for (const vote of state.votes) counts.set(vote.label, (counts.get(vote.label) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const leaders = [...counts.values()].filter((votes) => votes === most).length;
  return [...counts]
    .map(([label, votes]) => ({ label: shortLabel(label), votes, leads: most > 0 && votes === most && leaders === 1 }))
    .toSorted((a, b) => b.votes - a.votes || a.label.localeCompare(b.label, 'en', { numeric: true }));
}

/** Agents whose answer or vote counts: all that have not failed, also after the turn was cancelled. */
export const activeAgents = (state: State): readonly AgentState[] =>
  state.order.flatMap((id) => state.agents[id] ?? []).filter((agent) => agent.failed === null);

/** Nothing more will come of it in this attempt. */
export const isOut = (agent: AgentState): boolean =>
  agent.failed !== null || agent.phase === 'failed' || agent.phase === 'timed_out' || agent.phase === 'cancelled';
