import type { DraftOf } from '../coordination/events.ts';

const MAX_MESSAGE = 300;

function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** A bug of ours as an event: what was thrown, and a number to recognise the place by; no stack reaches the log. */
export function describeBug(where: string, cause: unknown): DraftOf<'internal_error'> {
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const stack = cause instanceof Error ? (cause.stack ?? message) : message;
  return {
    event_type: 'internal_error',
    agent_id: null,
    round_number: null,
    data: { where, message: message.slice(0, MAX_MESSAGE), stack_hash: hash(stack) },
  };
}
