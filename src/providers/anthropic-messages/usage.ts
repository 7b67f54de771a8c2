import type { Usage } from '../../coordination/usage.ts';
import type { JsonObject } from '../shared/json.ts';
import { numberOf, objectOf } from '../shared/json.ts';

/** The later object wins field by field: `message_delta` is cumulative and replaces, it is never added. */
export const mergeUsage = (earlier: JsonObject, later: JsonObject): JsonObject => ({
  ...earlier,
  ...Object.fromEntries(Object.entries(later).filter(([, value]) => value !== null && value !== undefined)),
});

const sum = (...parts: readonly (number | null)[]): number | null =>
  parts.every((part) => part === null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);

/** Anthropic counts fresh, cached and newly cached input apart; ours is the whole. Thinking is inside the output. */
export function messagesUsage(raw: JsonObject): Usage {
  const cacheRead = numberOf(raw['cache_read_input_tokens']);
  const created = objectOf(raw['cache_creation']);
  const cacheWrite =
    numberOf(raw['cache_creation_input_tokens']) ??
    sum(numberOf(created['ephemeral_5m_input_tokens']), numberOf(created['ephemeral_1h_input_tokens']));
  const cacheWrite1h = numberOf(created['ephemeral_1h_input_tokens']) ?? 0;
  const webSearches = numberOf(objectOf(raw['server_tool_use'])['web_search_requests']) ?? 0;
  return {
    input: sum(numberOf(raw['input_tokens']), cacheRead, cacheWrite),
    cacheRead,
    cacheWrite,
    output: numberOf(raw['output_tokens']),
    reasoning: numberOf(objectOf(raw['output_tokens_details'])['thinking_tokens']),
    cost: null,
    ...(cacheWrite1h + webSearches > 0 ? { extras: { cacheWrite1h, webSearches } } : {}),
  };
}
