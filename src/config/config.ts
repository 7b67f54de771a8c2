import type { AgentConfig } from './schema/agent.ts';
import type { BackendConfig } from './schema/backend.ts';
import type { OrchestratorConfig } from './schema/orchestrator.ts';
import type { TopLevel } from './schema/top-level.ts';

/**
 * A whole configuration after validation: every key present with its default, aliases folded in, `agent` made a list of
 * one. Keys are spelt as in the file, so a path in a message and a path in the code are the same. Plain JSON, readonly.
 * It may hold keys to services (`backend.api_key`, MCP environments): never log it, see `secretsOf`.
 */
export type Config = TopLevel;

export type { AgentConfig, BackendConfig, OrchestratorConfig };
