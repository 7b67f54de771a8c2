import type { ProtocolFacts } from '../shared/protocol-facts.ts';

/** Only these models take Gemini's own tools and function declarations in one request. */
export const MIXES_TOOLS = /gemini-(?:[3-9]|\d{2})/;

export const facts: ProtocolFacts = {
  unsupported: ['parallel_tool_calls', 'n'],
  // Agents always have tools, so it is judged as for a request with tools.
  conflicts: (params, _quirks, model) =>
    MIXES_TOOLS.test(model)
      ? []
      : ['enable_web_search', 'enable_code_execution']
          .filter((parameter) => params[parameter] === true)
          .map((parameter) => ({ parameter, why: 'models before Gemini 3 do not take it together with tools' })),
};
