import type { Usage } from '../../coordination/usage.ts';
import type { JsonObject } from '../shared/json.ts';
import { numberOf } from '../shared/json.ts';

const add = (left: number | null, right: number | null): number | null =>
  left === null ? right : right === null ? left : left + right;

/** Gemini counts thoughts beside the candidates, and what its own tools read beside the prompt; cached is inside. */
export function generateUsage(raw: JsonObject): Usage {
  const thoughts = numberOf(raw['thoughtsTokenCount']);
  const input = add(numberOf(raw['promptTokenCount']), numberOf(raw['toolUsePromptTokenCount']));
  const total = numberOf(raw['totalTokenCount']);
  // A count of nothing is left out; the total tells it from one that is not known.
  const rest = input === null || total === null || total < input ? null : total - input;
  const candidates = numberOf(raw['candidatesTokenCount']);
  return {
    input,
    cacheRead: numberOf(raw['cachedContentTokenCount']),
    cacheWrite: null,
    output: candidates === null ? (rest ?? thoughts) : add(candidates, thoughts),
    reasoning: thoughts,
    cost: null,
  };
}
