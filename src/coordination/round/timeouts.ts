import type { Note } from '../append.ts';
import type { AgentId } from '../ids.ts';
import { offerFor } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import { visibleAnswers } from '../rules/visibility.ts';
import type { WorkflowToolName } from '../vocabulary.ts';
import { requestCall } from './calls.ts';
import { failAgent } from './failure.ts';
import { emit, perform } from './work.ts';
import type { Work } from './work.ts';

/** The last call is given at least this long, also where the configured grace is shorter. */
const LAST_CALL_MS = 30_000;

/** Tool calls denied in a row before the round is ended. */
export const MAX_DENIALS = 10;

/** Marks the wrap-up message as due; it is delivered with the next model call, and grace counts from then. */
export function softTimeoutDue(work: Work, id: AgentId, manual: boolean): void {
  const hardAtMs = work.nowMs + work.state.settings.roundTimeoutGraceMs;
  emit(work, 'soft_timeout_due', id, { manual, hard_at_ms: hardAtMs });
  perform(work, { type: 'set_timer', name: 'round_hard', agentId: id, atMs: hardAtMs });
}

/** The soft limit of a round was reached. A timer of an earlier round, or one already dealt with, does nothing. */
export function onSoftTimer(work: Work, id: AgentId): void {
  const { current, roundStartedAtMs, softTimeoutFiredAtMs } = agentOf(work.state, id);
  if (current === null || current.softLimitMs === null || current.softDue !== null) return;
  if (softTimeoutFiredAtMs !== null || work.nowMs < (roundStartedAtMs ?? 0) + current.softLimitMs) return;
  softTimeoutDue(work, id, false);
}

/** The notes about time that go out with the next call: telling them is what starts the grace period. */
export function dueNotes(work: Work, id: AgentId, offered: readonly WorkflowToolName[]): readonly Note[] {
  const { current, roundStartedAtMs } = agentOf(work.state, id);
  const { settings, attemptStartedAtMs } = work.state;
  if (current === null) return [];
  const notes: Note[] = [];
  const asksForVote = settings.mode === 'voting' && !offered.includes('new_answer');
  if (current.deadlineWarningDue && !asksForVote) {
    const remainingMs = Math.max(0, attemptStartedAtMs + settings.orchestratorTimeoutMs - work.nowMs);
    notes.push({ kind: 'deadline_warning', remainingMs, offered });
  }
  if (current.softDue !== null) {
    const manual = current.softDue === 'manual';
    const elapsedMs = work.nowMs - (roundStartedAtMs ?? work.nowMs);
    const limitMs = current.softLimitMs ?? 0;
    const graceMs = settings.roundTimeoutGraceMs;
    emit(work, 'soft_timeout', id, { elapsed_ms: elapsedMs, limit_ms: limitMs, manual, fired_at_ms: work.nowMs });
    perform(work, { type: 'set_timer', name: 'round_hard', agentId: id, atMs: work.nowMs + graceMs });
    notes.push({ kind: 'soft_timeout', elapsedMs, limitMs, graceMs, manual, offered });
  }
  return notes;
}

/** Says once that the grace period is over. Called before anything of the agent is judged, so no timer can be late. */
export function noteHardLimit(work: Work, id: AgentId): void {
  const { current, roundStartedAtMs, softTimeoutFiredAtMs } = agentOf(work.state, id);
  if (current === null || current.hardTimeout || softTimeoutFiredAtMs === null) return;
  const graceMs = work.state.settings.roundTimeoutGraceMs;
  if (work.nowMs < softTimeoutFiredAtMs + graceMs) return;
  emit(work, 'hard_timeout', id, {
    elapsed_ms: work.nowMs - (roundStartedAtMs ?? work.nowMs),
    grace_ms: graceMs,
    denials: current.denials,
  });
}

/**
 * The hard limit was reached. A running tool is left alone (its agent is told when it ends); a model that writes on
 * without using tools is stopped, and what it wrote is waited for.
 */
export function onHardTimer(work: Work, id: AgentId): void {
  const before = agentOf(work.state, id).current;
  if (before === null || before.hardAtMs === null || work.nowMs < before.hardAtMs) return;
  noteHardLimit(work, id);
  const { current, modelCall } = agentOf(work.state, id);
  if (current === null || modelCall === null || modelCall.aborting) return;
  const graceMs = work.state.settings.roundTimeoutGraceMs;
  const againAtMs = current.lastToolAtMs === null ? 0 : current.lastToolAtMs + graceMs;
  if (!current.lastCall && work.nowMs < againAtMs) {
    moveHardLimit(work, id, againAtMs);
    return;
  }
  emit(work, 'model_call_aborting', id, { call_id: modelCall.id, reason: 'round_timeout' });
  perform(work, { type: 'abort_model', agentId: id, callId: modelCall.id, reason: 'round_timeout', awaitEnd: true });
}

function moveHardLimit(work: Work, id: AgentId, atMs: number): void {
  emit(work, 'hard_timeout_moved', id, { hard_at_ms: atMs });
  perform(work, { type: 'set_timer', name: 'round_hard', agentId: id, atMs });
}

/**
 * A round goes on although its hard limit is past (a tool ran over it, or the call that was being stopped ended first):
 * its next call has the grace again, and is then stopped like any other.
 */
export function watchOnward(work: Work, id: AgentId): void {
  const { current } = agentOf(work.state, id);
  if (current?.hardTimeout !== true || current.hardAtMs === null || work.nowMs < current.hardAtMs) return;
  moveHardLimit(work, id, work.nowMs + work.state.settings.roundTimeoutGraceMs);
}

/** The stopped call is over. One last call with terminal tools only, then no more. */
export function onStoppedForTime(work: Work, id: AgentId, text: string): void {
  const agent = agentOf(work.state, id);
  const offer = offerFor(work.state, id, visibleAnswers(work.state, id));
  if (agent.current === null) return;
  if (agent.current.lastCall || offer.offered.length === 0) {
    failAgent(work, id, 'round_timeout', 'the time limit of the round was reached without a decision', text);
    return;
  }
  const incompleteText = text.trim() === '' ? null : text;
  const lastCall: Note = { kind: 'last_call', offered: offer.offered, incompleteText };
  const notes: readonly Note[] = [...dueNotes(work, id, offer.offered), lastCall];
  moveHardLimit(work, id, work.nowMs + Math.max(work.state.settings.roundTimeoutGraceMs, LAST_CALL_MS));
  requestCall(work, id, {
    stage: 'enforcement',
    appends: notes.map((note) => ({ kind: 'note', note })),
    offer,
    notes: notes.map((note) => note.kind),
    lastCall: true,
  });
}
