import type { Note } from '../append.ts';
import type { AgentId } from '../ids.ts';
import { agentOf, latestAnswer } from '../rules/roster.ts';
import { showAnswer } from '../rules/round-context.ts';
import { deliverable, hasUnseen, mergedLabels, visibleAnswers } from '../rules/visibility.ts';
import type { Answer } from '../state.ts';
import type { InjectionSkip, WorkflowToolName } from '../vocabulary.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

const utf8 = new TextEncoder();

interface Chosen {
  readonly answers: readonly Answer[];
  readonly skipped: InjectionSkip | null;
}

const nothing = (skipped: InjectionSkip | null): Chosen => ({ answers: [], skipped });

/** Which updates go into the running round with its next call, or why none do. */
export function chooseUpdates(work: Work, id: AgentId): Chosen {
  const { state, nowMs } = work;
  const { settings } = state;
  const agent = agentOf(state, id);
  if (!hasUnseen(state, id)) return nothing(null);
  if (settings.disableInjection) return nothing('disabled');
  if (agent.revision === 0) return nothing('first_answer');
  const waiting = deliverable(state, id);
  if (agent.roundKind === 'vote_only') return nothing('vote_only');
  const soft = agent.current?.softLimitMs ?? null;
  const elapsed = nowMs - (agent.roundStartedAtMs ?? nowMs);
  if (soft !== null && soft - elapsed < settings.roundTimeoutGraceMs) return nothing('timeout_close');
  const room = (settings.maxInjectionsPerRound ?? Infinity) - (agent.current?.injected ?? 0);
  return room <= 0 ? nothing('cap') : { answers: waiting.slice(0, room), skipped: null };
}

/** What the agent will have before it once these updates are in. */
export const withUpdates = (work: Work, id: AgentId, updates: readonly Answer[]): readonly Answer[] => {
  const visible = visibleAnswers(work.state, id);
  if (updates.length === 0) return visible;
  const authors = new Set(updates.map((answer) => answer.agentId));
  return [...visible.filter((answer) => !authors.has(answer.agentId)), ...updates];
};

/** Records that updates reach the agent with the call about to be made, and gives the note that carries them. */
export function deliverUpdates(
  work: Work,
  id: AgentId,
  updates: readonly Answer[],
  via: 'tool_result' | 'user_message' | 'enforcement',
  offered: readonly WorkflowToolName[],
): Note {
  const { state } = work;
  const limit = state.settings.injectionCharacterLimit;
  const { kept, replaced } = mergedLabels(state, id, updates);
  const previous = new Map(visibleAnswers(state, id).map((answer) => [answer.agentId, answer.label]));
  const answers = updates.map((answer) => ({
    ...showAnswer(state, id, answer),
    content: limit === null ? answer.content : answer.content.slice(0, limit),
    replaces: previous.get(answer.agentId) ?? null,
  }));
  const labels = updates.map((answer) => answer.label);
  emit(work, 'context_delivered', id, { added: labels, replaced, kept, via });
  emit(work, 'injection_received', id, {
    source_agents: updates.map((answer) => answer.agentId),
    injection_type: 'mid_stream',
    labels,
    via,
    truncated: limit !== null && updates.some((answer) => answer.content.length > limit),
    bytes: answers.reduce((sum, answer) => sum + utf8.encode(answer.content).length, 0),
  });
  return { kind: 'update', answers, offered };
}

/** Told once per round and reason: an update waits and why it was not put in. */
export function tellSkipped(work: Work, id: AgentId, reason: InjectionSkip): void {
  if (agentOf(work.state, id).current?.skipReason !== reason) emit(work, 'injection_skipped', id, { reason });
}

/** Peers whose newest answer an agent lacks, by label: for messages and events. */
export const labelsOf = (work: Work, agents: readonly AgentId[]): readonly Answer['label'][] =>
  agents.flatMap((agent) => latestAnswer(work.state, agent)?.label ?? []);
