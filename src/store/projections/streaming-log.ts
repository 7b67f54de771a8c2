import { VOLATILE_EVENT_TYPES } from '../../coordination/events.ts';
import type { CoordinationEvent } from '../../coordination/events.ts';
import { STREAMING_LOG_NAME } from '../files/file-names.ts';
import type { Rotation } from '../files/rotate.ts';
import { clockTimeMs } from '../local-time.ts';
import { jsonLine } from '../log/json-line.ts';
import { createHeldText } from './held-text.ts';
import type { Attempt, Projection } from './projection.ts';

/** As MassGen rotates and keeps it. */
const ROTATION: Rotation = { maxBytes: 50_000_000, keptDays: 1 };

/**
 * `streaming_debug.log`: one line per streamed piece, as it came but for secrets. The piece stands there as JSON, so that
 * it keeps its line breaks and drives no terminal. Not rebuilt: the event log has the pieces too.
 */
export function projectStreamingLog(attempt: Attempt): Projection {
  const held = createHeldText(attempt.output, STREAMING_LOG_NAME, ROTATION);
  const add = (event: CoordinationEvent): void => {
    const { event_type: type, agent_id, data } = event;
    const raw = 'chunk' in data ? data.chunk : 'text' in data && typeof data.text === 'string' ? data.text : '';
    const chunk = attempt.output.piece(`${agent_id}/${type}/${'tool_id' in data ? data.tool_id : ''}`, raw);
    held.add(`${clockTimeMs(Date.parse(event.timestamp))} | ${jsonLine({ agent_id, type, chunk })}\n`);
  };
  return {
    on: Object.fromEntries(VOLATILE_EVENT_TYPES.map((type) => [type, add])),
    tick: held.flush,
    finish: held.flush,
  };
}
