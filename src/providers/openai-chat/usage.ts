import type { Usage } from '../../coordination/usage.ts';
import type { JsonObject } from '../shared/json.ts';
import { countsOf, listOf, numberOf, objectOf } from '../shared/json.ts';
import { reportedCost } from '../shared/reported-cost.ts';

/** The usage object of a chunk, wherever this host puts it: Groq apart, Moonshot into the choice. */
export function usageOfChunk(chunk: JsonObject): JsonObject | null {
  const [choice] = listOf(chunk['choices']);
  return (
    countsOf(chunk['usage']) ?? countsOf(objectOf(chunk['x_groq'])['usage']) ?? countsOf(objectOf(choice)['usage'])
  );
}

/** Chat Completions' numbers in our shape. Some hosts count reasoning beside the completion instead of inside it. */
export function chatUsage(raw: JsonObject): Usage {
  const inputDetails = objectOf(raw['prompt_tokens_details']);
  const outputDetails = objectOf(raw['completion_tokens_details']);
  const input = numberOf(raw['prompt_tokens']);
  const completion = numberOf(raw['completion_tokens']);
  const reasoning = numberOf(outputDetails['reasoning_tokens']) ?? numberOf(raw['reasoning_tokens']);
  const total = numberOf(raw['total_tokens']);
  const isBeside =
    input !== null &&
    completion !== null &&
    reasoning !== null &&
    reasoning > 0 &&
    total === input + completion + reasoning;
  return {
    input,
    cacheRead:
      numberOf(inputDetails['cached_tokens']) ??
      numberOf(raw['prompt_cache_hit_tokens']) ??
      numberOf(raw['cached_tokens']),
    cacheWrite: numberOf(inputDetails['cache_write_tokens']),
    output: isBeside ? completion + reasoning : completion,
    reasoning,
    cost: reportedCost(raw),
  };
}
