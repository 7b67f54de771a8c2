import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startModelServer } from '../../src/model-server/model-server.ts';
import type { ModelServer } from '../../src/model-server/model-server.ts';
import { parseScenario } from '../../src/model-server/scenario/parse-scenario.ts';

/** A backend type of each protocol with the family its base URL is made for. */
const PROTOCOLS = {
  openai: 'openai-responses',
  chatcompletion: 'openai-chat',
  claude: 'anthropic-messages',
  gemini: 'google-generate',
} as const;
export type TeamBackend = keyof typeof PROTOCOLS;

/** A scenario whose agents answer once and then vote for the first answer shown, unless `roles` says otherwise. */
export const scenarioOf = (roles: string): string => `name: test
agents:
${roles}
  - agent: any
    turns:
      - when: { stage: presentation }
        say: [{ text: 'The final words of agent {{agent}}.' }]
      - when: { offers: [new_answer], own_answer: false }
        say: [{ text: Working. }, { answer: 'Answer of agent {{agent}}.' }]
      - when: { offers: [vote] }
        say: [{ vote: { for: first, reason: It was first. } }]
`;

/** Plays a scenario, YAML, for these agents. */
export async function playScenario(
  yaml: string,
  agentIds: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<ModelServer> {
  const parsed = parseScenario(yaml);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return startModelServer({ scenario: parsed.value, agentIds }, signal);
}

/** Writes a configuration whose agents call `server`; `extra` is YAML for the top level. Gives its path. */
export function writeTeam(
  folder: string,
  server: Pick<ModelServer, 'agentBaseUrl'>,
  agents: Readonly<Record<string, TeamBackend>>,
  extra = '',
): string {
  const lines = Object.entries(agents).flatMap(([id, type]) => [
    `  - id: ${id}`,
    `    backend:`,
    `      type: ${type}`,
    `      model: test-model`,
    `      api_key: sk-test-0123456789abcdef`,
    `      base_url: ${server.agentBaseUrl(id, PROTOCOLS[type])}`,
    // Quick retries: the waits themselves are tested on a clock of their own.
    `      retry: { max_attempts: 2, initial_delay: 0.01, max_delay: 0.05 }`,
  ]);
  const path = join(folder, 'team.yaml');
  writeFileSync(path, ['agents:', ...lines, extra, ''].join('\n'));
  return path;
}
