import type { EventData } from '../events.ts';
import type { Input } from '../inputs.ts';
import { anonymityMap } from '../rules/anonymity.ts';
import { latestAnswer } from '../rules/roster.ts';
import { setDeadlines } from './deadline.ts';
import { emit } from '../round/work.ts';
import type { Work } from '../round/work.ts';

type InputOf<Type extends Input['type']> = Extract<Input, { readonly type: Type }>;

/** A new question. While a turn is running it changes nothing. */
export function onTurnRequested(work: Work, input: InputOf<'turn_requested'>): void {
  const { phase, restartPending, outcome } = work.state;
  const isFree =
    phase === 'ended' || (phase === 'idle' && restartPending === null && (work.state.turn === 0 || outcome !== null));
  if (!isFree) return;
  emit(work, 'system_status', null, {
    status: 'turn_started',
    turn: input.turn,
    question: input.question,
    history_length: input.historyLength,
    context_paths: [],
    started_at_ms: work.nowMs,
  });
  beginAttempt(work, 0, null);
}

/** The folder and the log of the next attempt are ready. */
export function onAttemptOpened(work: Work, input: InputOf<'attempt_opened'>): void {
  const { state, nowMs } = work;
  const { restartPending: restart, winner, attempt, finalAnswer, presentation } = state;
  if (restart === null || input.attempt !== attempt + 1 || state.outcome !== null) return;
  const previous = winner === null ? undefined : latestAnswer(state, winner.agentId);
  beginAttempt(
    work,
    input.attempt,
    {
      reason: restart.reason,
      instructions: restart.instructions,
      previous_label: previous?.label ?? null,
      previous_answer: previous?.content ?? null,
      presented:
        finalAnswer === null || presentation === null
          ? null
          : { agent_id: presentation.agentId, content: finalAnswer.content },
    },
    state.firstAttemptMs ?? nowMs - state.attemptStartedAtMs,
  );
}

function beginAttempt(
  work: Work,
  attempt: number,
  restart: EventData['attempt_started']['restart'],
  firstAttemptMs: number | null = null,
): void {
  const { order, settings, maxAttempts } = work.state;
  emit(work, 'attempt_started', null, {
    attempt,
    max_attempts: maxAttempts,
    restart,
    anonymity: anonymityMap(order, settings.anonymity, work.rng),
    started_at_ms: work.nowMs,
    first_attempt_ms: firstAttemptMs,
  });
  emit(work, 'phase_changed', null, { from: 'idle', to: 'coordinating', reason: 'attempt started' });
  setDeadlines(work);
}
