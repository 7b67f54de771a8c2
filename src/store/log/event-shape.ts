import type { CoordinationEvent, EventType } from '../../coordination/events.ts';

/**
 * Where texts must stand that are folded into the state or drawn without a look; `*` is every entry of a list. The
 * program writes them so, but a log is a file that anybody may have edited.
 */
const TEXTS: Partial<Readonly<Record<EventType, readonly string[]>>> = {
  run_started: ['session_id', 'agents.*.id', 'agents.*.backend', 'agents.*.model', 'settings.agents.*.id'],
  round_start: ['visible_labels.*'],
  text: ['text'],
  thinking: ['text'],
  answer_submitted: ['answer_label', 'content'],
  vote: ['target_id', 'voted_for_label', 'reason'],
  injection_received: ['labels.*'],
  context_delivered: ['added.*', 'replaced.*', 'kept.*'],
  votes_reset: ['by_label'],
  winner_selected: ['winner_id'],
  final_presentation_chunk: ['text'],
  answer_locked: ['content'],
  error: ['class', 'message'],
  backend_retry: ['message'],
  status_message: ['level', 'text'],
  internal_error: ['where', 'message'],
};

/** The path of the first text that is none, `vote.reason`; null when all are. */
export function shapeProblem({ event_type: type, data }: CoordinationEvent): string | null {
  const isTurnStart = type === 'system_status' && data.status === 'turn_started';
  const paths = isTurnStart ? ['question'] : (TEXTS[type] ?? []);
  const wrong = paths.find((path) => !hasText(data, path.split('.')));
  return wrong === undefined ? null : `${type}.${wrong}`;
}

function hasText(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return typeof value === 'string';
  if (key === '*') return Array.isArray(value) && value.every((entry) => hasText(entry, rest));
  return typeof value === 'object' && value !== null && hasText((value as Record<string, unknown>)[key], rest);
}
