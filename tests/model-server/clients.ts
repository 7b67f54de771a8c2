import { WIRE_FAMILIES } from '../../src/config/backend-types.ts';
import type { WireFamily } from '../../src/config/backend-types.ts';
import { servedProtocols } from '../../src/cli/protocols.ts';
import { startModelServer } from '../../src/model-server/model-server.ts';
import type { ModelServer } from '../../src/model-server/model-server.ts';
import type { Scenario } from '../../src/model-server/scenario/scenario.ts';
import type { Clock } from '../../src/runtime/ports/clock.ts';
import type { Asking, Heard } from '../protocols/protocol-sample.ts';
import { SAMPLES } from '../protocols/samples.ts';

export const families = WIRE_FAMILIES;
export const serve = async (
  scenario: Scenario,
  agentIds: readonly string[] = ['a', 'b'],
  options: { readonly clock?: Clock } = {},
): Promise<ModelServer> => {
  const protocols = await servedProtocols();
  return startModelServer({ protocols, scenario, agentIds, ...options }, new AbortController().signal);
};

export const KEY = 'sk-test-0123456789abcdef0123';

/** Asks the server through the official SDK of `family`. */
export function ask(
  server: Pick<ModelServer, 'agentBaseUrl'>,
  family: WireFamily,
  { agentId = 'a', ...asking }: Partial<Asking> & { readonly agentId?: string } = {},
): Promise<Heard> {
  const ready = { prompt: 'Hello?', tools: [], stream: true, ...asking };
  return SAMPLES[family].ask(server.agentBaseUrl(agentId, family), KEY, ready);
}
