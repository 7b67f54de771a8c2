import type { Append, Note } from '../append.ts';
import type { AgentId } from '../ids.ts';
import { offerFor } from '../rules/offer.ts';
import type { Offer } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import { deliverable } from '../rules/visibility.ts';
import { requestCall } from './calls.ts';
import { failAgent } from './failure.ts';
import { deliverInputs, restartRound } from './rounds.ts';
import { dueNotes, watchOnward } from './timeouts.ts';
import { chooseUpdates, deliverUpdates, tellSkipped, withUpdates } from './updates.ts';
import type { Work } from './work.ts';

/** How a round goes on: what the model is told depends on what its next call offers. */
export interface Continuation {
  readonly results?: (offer: Offer) => readonly Append[];
  readonly enforcement?: (offer: Offer) => Note;
  readonly idle?: number;
  readonly empty?: number;
}

/**
 * The next model call of the same conversation, with everything that waited for a safe point. Where no legal move would
 * be left, or updates must wait for a fresh context, the round ends instead.
 */
export function continueRound(work: Work, id: AgentId, next: Continuation): void {
  const { state } = work;
  const agent = agentOf(state, id);
  if (agent.current?.lastCall === true) {
    failAgent(work, id, 'round_timeout', 'no decision in the last call after the time limit', '');
    return;
  }
  const isDeferred = state.settings.deferPeerUpdatesUntilRestart && !state.settings.disableInjection;
  if (isDeferred && deliverable(state, id).length > 0) {
    tellSkipped(work, id, 'deferred');
    restartRound(work, id, 'deferred_updates');
    return;
  }
  const updates = chooseUpdates(work, id);
  const offer = offerFor(state, id, withUpdates(work, id, updates.answers));
  if (offer.offered.length === 0) {
    restartRound(work, id, 'nothing_offered');
    return;
  }
  if (updates.skipped !== null) tellSkipped(work, id, updates.skipped);
  const results = next.results?.(offer) ?? [];
  const notes: Note[] = next.enforcement === undefined ? [] : [next.enforcement(offer)];
  const via = results.length > 0 ? 'tool_result' : notes.length > 0 ? 'enforcement' : 'user_message';
  if (updates.answers.length > 0) notes.push(deliverUpdates(work, id, updates.answers, via, offer.offered));
  notes.push(...dueNotes(work, id, offer.offered));
  watchOnward(work, id);
  for (const input of agentOf(work.state, id).pendingInputs) notes.push({ kind: 'human_input', ...input });
  deliverInputs(work, id, results.length > 0 ? 'tool_result' : 'user_message');
  requestCall(work, id, {
    stage: 'enforcement',
    appends: withNotes(results, notes),
    offer,
    notes: notes.map((note) => note.kind),
    idle: next.idle ?? 0,
    empty: next.empty ?? 0,
  });
}

/** Notes ride on the last tool result; without one they are messages of their own. */
export function withNotes(results: readonly Append[], notes: readonly Note[]): readonly Append[] {
  const last = results.at(-1);
  if (notes.length === 0) return results;
  if (last?.kind !== 'tool_result') return [...results, ...notes.map((note): Append => ({ kind: 'note', note }))];
  return [...results.slice(0, -1), { ...last, notes }];
}
