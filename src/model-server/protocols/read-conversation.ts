import { listOf, objectOf, stringOf } from './read-json.ts';
import type { JsonObject } from './read-json.ts';
import type { SeenMessage, SeenTool } from './seen-request.ts';

/** What somebody said; rules of the system and the developer are no part of the conversation. */
export function spoken(role: string, text: string): SeenMessage[] {
  if (role === 'user' || role === 'tool') return [{ role, text }];
  return role === 'assistant' || role === 'model' ? [{ role: 'assistant', text }] : [];
}

/** A tool whose schema stands under `schemaKey`; none for what has no name. */
export const namedTool = (tool: JsonObject, schemaKey: string): SeenTool[] =>
  typeof tool['name'] === 'string' ? [{ name: tool['name'], parameters: objectOf(tool[schemaKey]) }] : [];

/** The text of a message's content: a string, or the texts of its parts. */
export function textIn(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => stringOf(objectOf(part)['text']))
    .join('');
}
