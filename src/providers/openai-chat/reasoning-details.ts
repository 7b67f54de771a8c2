import type { JsonObject } from '../shared/json.ts';
import { isObject, numberOf, objectOf, textOf } from '../shared/json.ts';

const GROWING = ['text', 'summary', 'data'] as const;

/** What a piece of `reasoning_details` says in words, for hosts that say it nowhere else. */
export const detailedText = (pieces: readonly unknown[]): string =>
  pieces.map((piece) => textOf(objectOf(piece)['text']) || textOf(objectOf(piece)['summary'])).join('');

/**
 * Puts streamed `reasoning_details` together again, so that they can be sent back: pieces of one index and type are one
 * entry, their texts joined, every other field the last one that was given.
 */
export function mergeReasoningDetails(pieces: readonly unknown[]): readonly JsonObject[] {
  const entries = new Map<string, Record<string, unknown>>();
  for (const [at, piece] of pieces.entries()) {
    if (!isObject(piece)) continue;
    const key = `${numberOf(piece['index']) ?? at} ${textOf(piece['type'])} ${textOf(piece['id'])}`;
    const entry = entries.get(key) ?? {};
    for (const [field, value] of Object.entries(piece)) {
      const grows = GROWING.some((name) => name === field);
      if (grows && typeof value === 'string') entry[field] = textOf(entry[field]) + value;
      else if (value !== null && value !== '') entry[field] = value;
      else entry[field] ??= value;
    }
    entries.set(key, entry);
  }
  return [...entries.values()];
}
