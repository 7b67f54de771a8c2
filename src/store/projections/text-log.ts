import type { CoordinationEvent } from '../../coordination/events.ts';
import { TEXT_LOG_NAME } from '../files/file-names.ts';
import { clockTime } from '../local-time.ts';
import { oneLine } from '../files/visible-text.ts';
import type { Attempt, Projection } from './projection.ts';

/** MassGen rotates `massgen.log` at this size. */
const MAX_CHARS = 10_000_000;
const MAX_VALUE_CHARS = 160;

const ERRORS: ReadonlySet<string> = new Set(['error', 'internal_error']);
const WARNINGS: ReadonlySet<string> = new Set([
  'answer_rejected',
  'backend_retry',
  'cancel_requested',
  'deadline_warning',
  'enforcement',
  'hard_timeout',
  'limit_reached',
  'orchestrator_timeout',
  'stream_interrupted',
  'tool_blocked',
  'vote_rejected',
]);

/** `massgen.log`: one line per fact. Not rebuilt: it is no more than a shorter telling of the log itself. */
export const projectTextLog = (attempt: Attempt): Projection => {
  let held = '';
  const flush = (): void => {
    if (held !== '' && !attempt.rebuilding) attempt.output.append(TEXT_LOG_NAME, held, MAX_CHARS);
    held = '';
  };
  return {
    on: {},
    fact(event) {
      const level = levelOf(event).padEnd(8);
      held += `${clockTime(Date.parse(event.timestamp))} | ${level} | ${oneLine(summary(event, attempt))}\n`;
    },
    tick: flush,
    finish: flush,
  };
};

function levelOf(event: CoordinationEvent): string {
  if (event.event_type === 'status_message') return event.data.level.toUpperCase();
  if (ERRORS.has(event.event_type)) return 'ERROR';
  return WARNINGS.has(event.event_type) ? 'WARNING' : 'INFO';
}

/** Names and short values of the payload; long texts and lists are in the log. */
function summary(event: CoordinationEvent, attempt: Attempt): string {
  const who = event.agent_id === null ? '' : `[${event.agent_id}] `;
  const parts = Object.entries(event.data as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    if (typeof value === 'string') return `${name}=${attempt.output.preview(value, MAX_VALUE_CHARS)}`;
    if (typeof value === 'number' || typeof value === 'boolean') return `${name}=${value}`;
    return Array.isArray(value) && value.length > 0 ? `${name}×${value.length}` : [];
  });
  return `${who}${event.event_type} ${parts.join(' ')}`;
}
