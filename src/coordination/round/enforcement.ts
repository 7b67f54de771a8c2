import type { Append } from '../append.ts';
import type { AgentId } from '../ids.ts';
import type { Offer } from '../rules/offer.ts';
import { agentOf } from '../rules/roster.ts';
import type { EnforcementReason } from '../vocabulary.ts';
import { failAgent } from './failure.ts';
import { continueRound } from './proceed.ts';
import { emit } from './work.ts';
import type { Work } from './work.ts';

/** Tries an agent has in a round to come to a decision that counts. */
const MAX_ATTEMPTS = 3;

/** As much of a lost text as an event shows. */
const PREVIEW_CHARACTERS = 500;

/** What was wrong with a message, and what its agent gets back. */
export interface Problem {
  readonly reason: EnforcementReason;
  readonly message: string;
  readonly toolCalls: readonly string[];
  readonly unknownTools?: readonly string[];
  /** What the model wrote; given back to it when there was no tool call to answer. */
  readonly text: string;
  /** What is kept if this ends the agent: an answer that was turned down, where there is one. Default: `text`. */
  readonly draft?: string;
  readonly results?: (offer: Offer) => readonly Append[];
  /** The results are what tools said: that a decision is missing must be told besides. */
  readonly needsReminder?: boolean;
  readonly idle?: number;
  readonly empty?: number;
}

/** Asks the model to decide after all. The third problem of a round ends the agent. */
export function enforce(work: Work, id: AgentId, problem: Problem): void {
  const { current } = agentOf(work.state, id);
  if (current === null) return;
  const { reason, message, text, results, toolCalls, unknownTools = [], idle = 0, empty = 0 } = problem;
  const draft = problem.draft ?? text;
  const attempt = current.attempts + 1;
  if (current.lastCall) {
    failAgent(work, id, 'round_timeout', message, draft);
    return;
  }
  if (attempt >= MAX_ATTEMPTS) {
    failAgent(work, id, 'no_decision', message, draft);
    return;
  }
  emit(work, 'enforcement', id, {
    reason,
    attempt,
    max_attempts: MAX_ATTEMPTS,
    tool_calls: toolCalls,
    ...(unknownTools.length === 0 ? {} : { unknown_tools: unknownTools }),
    error_message: message,
    buffer_preview: text.slice(0, PREVIEW_CHARACTERS),
    buffer_chars: text.length,
    at_ms: work.nowMs,
  });
  if (results !== undefined && problem.needsReminder !== true) {
    continueRound(work, id, { results, idle, empty });
    return;
  }
  const incompleteText = results !== undefined || text.trim() === '' ? null : text;
  continueRound(work, id, {
    ...(results === undefined ? {} : { results }),
    enforcement: ({ offered }) => ({
      kind: 'enforcement',
      reason,
      attempt,
      maxAttempts: MAX_ATTEMPTS,
      offered,
      incompleteText,
    }),
    idle,
    empty,
  });
}
