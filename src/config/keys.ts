import { isSecretValue } from '../shared/secret-value.ts';
import { backendType } from './backend-types.ts';
import type { BackendConfig, Config } from './config.ts';
import type { Environment } from './text/expand.ts';
import { variable } from './text/expand.ts';

/** Hosts that own a key variable, by the last labels of their name. A key goes to no other host. */
const KEY_OWNERS: readonly (readonly [host: string, variables: readonly string[]])[] = [
  ['openai.com', ['OPENAI_API_KEY']],
  ['cerebras.ai', ['CEREBRAS_API_KEY']],
  ['together.xyz', ['TOGETHER_API_KEY']],
  ['together.ai', ['TOGETHER_API_KEY']],
  ['fireworks.ai', ['FIREWORKS_API_KEY']],
  ['groq.com', ['GROQ_API_KEY']],
  ['nebius.com', ['NEBIUS_API_KEY']],
  ['nebius.ai', ['NEBIUS_API_KEY']],
  ['openrouter.ai', ['OPENROUTER_API_KEY']],
  ['z.ai', ['ZAI_API_KEY']],
  ['bigmodel.cn', ['ZAI_API_KEY']],
  ['moonshot.ai', ['MOONSHOT_API_KEY', 'KIMI_API_KEY']],
  ['moonshot.cn', ['MOONSHOT_API_KEY', 'KIMI_API_KEY']],
  ['poe.com', ['POE_API_KEY']],
  ['aliyuncs.com', ['QWEN_API_KEY']],
  ['nvidia.com', ['NGC_API_KEY']],
  ['x.ai', ['XAI_API_KEY']],
];

/** Variables whose key may be sent to a host: by whole labels, so that `evil-groq.com` owns nothing. */
export function keyVariablesOfHost(baseUrl: string): readonly string[] {
  const host = URL.parse(baseUrl)?.hostname.toLowerCase() ?? '';
  return KEY_OWNERS.find(([owner]) => host === owner || host.endsWith(`.${owner}`))?.[1] ?? [];
}

/** Variables a backend's key is looked up in, first one set wins. Empty when it needs none. */
export function keyVariables(backend: BackendConfig): readonly string[] {
  if (backend.api_key_env !== null) return [backend.api_key_env];
  if (backend.type !== 'chatcompletion') return backendType(backend.type).keyVariables;
  return backend.base_url === null ? ['OPENAI_API_KEY'] : keyVariablesOfHost(backend.base_url);
}

/** What to authenticate with. */
export type BackendKey =
  | { readonly state: 'found'; readonly value: string; readonly from: 'api_key' | (string & {}) }
  /** The host wants none; `value` is what its kind of server is usually sent. */
  | { readonly state: 'not_needed'; readonly value: string }
  | { readonly state: 'missing'; readonly variables: readonly string[] };

/** The key of a backend: its own, else the first variable set. Blanks around it come from copying. */
export function resolveKey(backend: BackendConfig, env: Environment): BackendKey {
  const own = backend.api_key;
  if (own !== null && own.trim() !== '' && !own.includes('${'))
    return { state: 'found', value: own.trim(), from: 'api_key' };
  const variables = keyVariables(backend);
  for (const name of variables) {
    const value = variable(env, name);
    if (value !== undefined && value.trim() !== '') return { state: 'found', value: value.trim(), from: name };
  }
  const { keyless } = backendType(backend.type);
  if (backend.api_key_env === null && keyless !== null) return { state: 'not_needed', value: keyless };
  if (variables.length === 0) return { state: 'not_needed', value: 'EMPTY' };
  return { state: 'missing', variables };
}

/** The endpoint of a backend: the file's, the type's, or that of its endpoint variable. Null means the SDK's own. */
export function resolveEndpoint(backend: BackendConfig, env: Environment): string | null {
  const { endpointVariable } = backendType(backend.type);
  const fromVariable = endpointVariable === null ? undefined : variable(env, endpointVariable);
  return (
    backend.azure_endpoint ??
    backend.base_url ??
    (fromVariable === undefined || fromVariable === '' ? null : fromVariable)
  );
}

/** Every text of a configuration that must never be shown: for the redactor. */
export function secretsOf(config: Config): readonly string[] {
  const keys = config.agents.map(({ backend }) => backend.api_key ?? '');
  const secrets = config.agents.flatMap(({ backend }) =>
    backend.mcp_servers.flatMap(({ env, headers }) => [...Object.values(env), ...Object.values(headers)]),
  );
  const memory = config.memory?.persistent_memory;
  keys.push(memory?.llm.api_key ?? '', memory?.embedding.api_key ?? '');
  // Shorter values of headers and variables ("true", "1") are no secrets, and hiding them would hide everything.
  return [...new Set([...keys, ...secrets.filter(({ length }) => length >= 8)])].filter(
    (secret) => isSecretValue(secret) && !secret.includes('${'),
  );
}
