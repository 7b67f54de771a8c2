import { apiOf } from '../../config/api.ts';
import type { Config } from '../../config/config.ts';
import { resolveEndpoint } from '../../config/keys.ts';
import type { Environment } from '../../config/text/expand.ts';
import { HOME_OF_CHAT, hostQuirks } from '../../providers/hosts.ts';
import { ignoredParameters } from '../../providers/ignored-parameters.ts';
import { protocolFacts } from '../protocols.ts';

/** Settings of the configuration that no request will carry, each as one sentence: told before a run, never swallowed. */
export const ignoredSettings = (config: Config, env: Environment): readonly string[] =>
  config.agents.flatMap(({ id, backend }) => {
    const api = apiOf(backend, env);
    if (api === null) return [];
    const quirks = hostQuirks(backend.type, resolveEndpoint(backend, env) ?? HOME_OF_CHAT);
    return ignoredParameters(protocolFacts(api), quirks, backend.params, backend.model).map(
      ({ parameter, why }) => `agent "${id}": ${parameter} is not sent: ${why}`,
    );
  });
