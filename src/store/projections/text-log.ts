import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { DEBUG_LOG_NAME, TEXT_LOG_NAME } from '../files/file-names.ts';
import type { Rotation } from '../files/rotate.ts';
import { clockTime, clockTimeMs } from '../local-time.ts';
import { oneLine } from '../files/visible-text.ts';
import { createHeldText } from './held-text.ts';
import type { Attempt, Projection } from './projection.ts';

/** As MassGen rotates and keeps them. */
const ROTATION: Rotation = { maxBytes: 10_000_000, keptDays: 3 };
const DEBUG_ROTATION: Rotation = { maxBytes: 100_000_000, keptDays: 7 };
const MAX_VALUE_CHARS = 160;

const VOLATILE: ReadonlySet<string> = new Set(VOLATILE_EVENT_TYPES);

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

/**
 * `massgen.log`, one line per fact; with `--debug` `massgen_debug.log` instead, with the streamed text and the number of
 * each event in the log. Not rebuilt: it is no more than a shorter telling of the log itself.
 */
export const projectTextLog = (attempt: Attempt): Projection => {
  const isDebug = attempt.textLogs === 'debug';
  const [name, rotation] = isDebug ? [DEBUG_LOG_NAME, DEBUG_ROTATION] : [TEXT_LOG_NAME, ROTATION];
  const preview = (text: string, limit: number): string => attempt.output.preview(text, limit);
  const held = createHeldText(attempt.output, name, rotation);
  const add = (event: CoordinationEvent): void =>
    held.add(`${isDebug ? debugLine(event, preview) : infoLine(event, preview)}\n`);
  return {
    on: isDebug ? Object.fromEntries(VOLATILE_EVENT_TYPES.map((type) => [type, add])) : {},
    fact: add,
    tick: held.flush,
    finish: held.flush,
  };
};

/** The first characters of a text, without secrets. */
type Preview = (text: string, limit: number) => string;

function infoLine(event: CoordinationEvent, preview: Preview): string {
  const level = levelOf(event).padEnd(8);
  const facts = oneLine(`${event.event_type} ${summary(event, preview)}`);
  return `${clockTime(Date.parse(event.timestamp))} | ${level} | ${who(event)}${facts}`;
}

/** `14:30:22.123 | DEBUG    | massgen:text:57 - [gpt] text=…`: where MassGen names function and line, type and `seq`. */
export function debugLine(event: CoordinationEvent, preview: Preview): string {
  const time = clockTimeMs(Date.parse(event.timestamp));
  const level = (VOLATILE.has(event.event_type) ? 'DEBUG' : levelOf(event)).padEnd(8);
  return `${time} | ${level} | massgen:${event.event_type}:${event.seq} - ${who(event)}${oneLine(summary(event, preview))}`;
}

function levelOf(event: CoordinationEvent): string {
  if (event.event_type === 'status_message') return event.data.level.toUpperCase();
  if (ERRORS.has(event.event_type)) return 'ERROR';
  return WARNINGS.has(event.event_type) ? 'WARNING' : 'INFO';
}

const who = (event: CoordinationEvent): string => (event.agent_id === null ? '' : `[${oneLine(event.agent_id)}] `);

/** Names and short values of the payload; long texts and lists are in the log. */
function summary(event: CoordinationEvent, preview: Preview): string {
  const parts = Object.entries(event.data as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    if (typeof value === 'string') return `${name}=${preview(value, MAX_VALUE_CHARS)}`;
    if (typeof value === 'number' || typeof value === 'boolean') return `${name}=${value}`;
    return Array.isArray(value) && value.length > 0 ? `${name}×${value.length}` : [];
  });
  return parts.join(' ');
}
