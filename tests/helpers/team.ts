import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WIRE_FAMILIES, WIRE_PROTOCOLS } from '../../src/config/backend-types.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { servedProtocols } from '../../src/cli/protocols.ts';
import { startModelServer } from '../../src/model-server/model-server.ts';
import type { ModelServer } from '../../src/model-server/model-server.ts';
import { parseScenario } from '../../src/model-server/scenario/parse-scenario.ts';

/** A backend type for each protocol. */
export type TeamBackend = (typeof WIRE_PROTOCOLS)[WireFamily]['usualType'];
const familyOf = (type: TeamBackend): WireFamily =>
  WIRE_FAMILIES.find((family) => WIRE_PROTOCOLS[family].usualType === type) ?? 'openai-chat';

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
  return startModelServer({ protocols: await servedProtocols(), scenario: parsed.value, agentIds }, signal);
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
    `      base_url: ${server.agentBaseUrl(id, familyOf(type))}`,
    // Quick retries: the waits themselves are tested on a clock of their own.
    `      retry: { max_attempts: 2, initial_delay: 0.01, max_delay: 0.05 }`,
  ]);
  const path = join(folder, 'team.yaml');
  writeFileSync(path, ['agents:', ...lines, extra, ''].join('\n'));
  return path;
}
