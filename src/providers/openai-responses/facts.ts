import type { JsonObject } from '../shared/json.ts';
import { isObject } from '../shared/json.ts';
import type { Params } from '../shared/params.ts';
import { extraParams } from '../shared/params.ts';
import type { ProtocolFacts } from '../shared/protocol-facts.ts';

/** xAI's older way to ask for a search, wherever it stands: this protocol refuses the field. */
export function oldSearch(params: Params): JsonObject | null {
  const found = params['search_parameters'] ?? extraParams(params)['search_parameters'];
  return isObject(found) ? found : null;
}

export const facts: ProtocolFacts = {
  unsupported: ['stop', 'seed', 'presence_penalty', 'frequency_penalty', 'top_k', 'n'],
  conflicts: (params, quirks) =>
    quirks.webSearch === 'xai_parameters' && oldSearch(params) !== null
      ? [
          {
            parameter: 'search_parameters',
            why: 'xAI wants the tool "web_search" instead, which is sent unless mode is off',
          },
        ]
      : [],
};
