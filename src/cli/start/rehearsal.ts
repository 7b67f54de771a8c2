import { loadBuiltinScenario } from '../../model-server/builtin-scenario.ts';
import type { BuiltinScenario } from '../../model-server/builtin-scenario.ts';
import { startModelServer } from '../../model-server/model-server.ts';
import type { ModelServer } from '../../model-server/model-server.ts';
import type { Clock } from '../../runtime/ports/clock.ts';
import { servedProtocols } from '../protocols.ts';

/** Starts the model server in this process with a shipped scenario. */
export const startRehearsal = async (
  name: BuiltinScenario,
  agentIds: readonly string[],
  clock: Clock,
  signal: AbortSignal,
): Promise<ModelServer> =>
  startModelServer(
    { protocols: await servedProtocols(), scenario: await loadBuiltinScenario(name), agentIds, clock },
    signal,
  );
