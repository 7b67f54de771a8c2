/** What every agent of the benches says: an answer, a vote, a presentation, at 200 ms to the first token and 10 ms each. */
export const SCENARIO = `name: bench
pace: { first_token_ms: 200, tokens_per_second: 100 }
agents:
  - agent: any
    turns:
      - when: { stage: presentation }
        say: [{ text: 'Call it Halcyon. The bird of calm water suits a small boat, it is short on a stern, and nobody mishears it on the radio.' }]
      - when: { offers: [new_answer], own_answer: false }
        say: [{ answer: 'Agent {{agent}} proposes a short name with two open vowels, because it carries over wind and is easy to spell over the radio.' }]
      - when: { offers: [vote] }
        say: [{ vote: { for: first, reason: 'Short, clear and easy to hear.' } }]
`;

export const ids = (count: number): string[] => Array.from({ length: count }, (_unused, index) => `agent_${index + 1}`);

export const configOf = (baseUrl: string, agents: readonly string[]): string =>
  [
    'agents:',
    ...agents.flatMap((id) => [
      `  - id: ${id}`,
      `    backend: { type: chatcompletion, model: bench-model, api_key: none, base_url: "${baseUrl}/agents/${id}/v1" }`,
    ]),
    '',
  ].join('\n');
