import type { IncomingHttpHeaders } from 'node:http';
import type { WireFamily } from '../../runtime/ports/model.ts';
import { assertNever } from '../../shared/never.ts';
import type { JsonObject } from '../protocols/read-json.ts';
import { anthropicProblems } from './anthropic-rules.ts';
import { googleProblems } from './google-rules.ts';
import { chatProblems, responsesProblems } from './openai-rules.ts';

/**
 * What is wrong with a conversation in the eyes of the real API, beyond what a schema can say: every call answered
 * once and in place, reasoning followed by its item, thinking first, roles as allowed. Empty when all is well.
 */
export function requestProblems(
  family: WireFamily,
  body: JsonObject,
  model: string,
  headers: IncomingHttpHeaders,
): readonly string[] {
  switch (family) {
    case 'openai-responses':
      return responsesProblems(body);
    case 'openai-chat':
      return chatProblems(body);
    case 'anthropic-messages':
      return anthropicProblems(body, String(headers['anthropic-version'] ?? ''));
    case 'google-generate':
      return googleProblems(body, model);
    default:
      return assertNever(family);
  }
}
