import type { WireFamily } from './backend-types.ts';
import { backendType } from './backend-types.ts';
import type { BackendConfig } from './config.ts';
import { resolveEndpoint } from './keys.ts';
import type { Environment } from './text/expand.ts';

/** The protocol a backend is spoken to in; null for a type that has none. Azure chooses by `api`, else by its endpoint. */
export function apiOf(backend: BackendConfig, env: Environment): WireFamily | null {
  if (backend.type !== 'azure_openai') return backendType(backend.type).api;
  if (backend.api !== null) return backend.api === 'responses' ? 'openai-responses' : 'openai-chat';
  return (resolveEndpoint(backend, env) ?? '').includes('/openai/v1') ? 'openai-responses' : 'openai-chat';
}
