import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { STREAMING_LOG_NAME } from '../files/file-names.ts';
import type { Rotation } from '../files/rotate.ts';
import { clockTimeMs } from '../local-time.ts';
import { jsonLine } from '../log/json-line.ts';
import type { Attempt, Projection } from './projection.ts';

/** As MassGen rotates and keeps it. */
const ROTATION: Rotation = { maxBytes: 50_000_000, keptDays: 1 };
/** What waits for the next tick is handed on earlier when it gets longer than this. */
const MAX_HELD_CHARS = 65_536;

/**
 * `streaming_debug.log`: one line per streamed piece, as it came but for secrets. The piece stands there as JSON, so that
 * it keeps its line breaks and drives no terminal. Not rebuilt: the event log has the pieces too.
 */
export function projectStreamingLog(attempt: Attempt): Projection {
  let held = '';
  const flush = (): void => {
    if (held !== '') attempt.output.append(STREAMING_LOG_NAME, held, ROTATION);
    held = '';
  };
  const add = (event: CoordinationEvent): void => {
    const { event_type: type, agent_id, data } = event;
    const raw = 'chunk' in data ? data.chunk : 'text' in data && typeof data.text === 'string' ? data.text : '';
    const chunk = attempt.output.piece(`${agent_id}/${type}/${'tool_id' in data ? data.tool_id : ''}`, raw);
    held += `${clockTimeMs(Date.parse(event.timestamp))} | ${jsonLine({ agent_id, type, chunk })}\n`;
    if (held.length > MAX_HELD_CHARS) flush();
  };
  return {
    on: Object.fromEntries(VOLATILE_EVENT_TYPES.map((type) => [type, add])),
    tick: flush,
    finish: flush,
  };
}
