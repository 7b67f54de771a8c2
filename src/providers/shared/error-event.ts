import { objectOf } from './json.ts';

/** A JSON answer that is no message, as the event that makes an SDK throw what it says. */
export const errorEvent = (json: unknown): string =>
  `event: error\ndata: ${JSON.stringify({ type: 'error', error: objectOf(json)['error'] ?? json })}\n\n`;
