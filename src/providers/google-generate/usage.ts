import type { Usage } from '../../coordination/usage.ts';
import type { JsonObject } from '../shared/json.ts';
import { numberOf } from '../shared/json.ts';

const add = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : left + right;

/** Gemini counts thoughts beside the candidates, and what its own tools read beside the prompt; cached is inside. */
export function generateUsage(raw: JsonObject): Usage {
  const thoughts = numberOf(raw['thoughtsTokenCount']);
  return {
    input: add(numberOf(raw['promptTokenCount']), numberOf(raw['toolUsePromptTokenCount'])),
    cacheRead: numberOf(raw['cachedContentTokenCount']),
    cacheWrite: null,
    output: add(numberOf(raw['candidatesTokenCount']), thoughts),
    reasoning: thoughts,
    cost: null,
  };
}
