import type { Usage } from '../../coordination/usage.ts';
import type { JsonObject } from '../shared/json.ts';
import { numberOf, objectOf } from '../shared/json.ts';
import { reportedCost } from '../shared/reported-cost.ts';

/**
 * The Responses API's numbers in our shape: cached input is inside the input, reasoning inside the output. Searches are
 * counted nowhere but in its items.
 */
export function responsesUsage(raw: JsonObject, webSearches: number): Usage {
  const inputDetails = objectOf(raw['input_tokens_details']);
  return {
    input: numberOf(raw['input_tokens']),
    cacheRead: numberOf(inputDetails['cached_tokens']),
    cacheWrite: numberOf(inputDetails['cache_write_tokens']),
    output: numberOf(raw['output_tokens']),
    reasoning: numberOf(objectOf(raw['output_tokens_details'])['reasoning_tokens']),
    cost: reportedCost(raw),
    ...(webSearches > 0 ? { extras: { cacheWrite1h: 0, webSearches } } : {}),
  };
}
