import type { Result } from '../shared/result.ts';
import { fail, ok } from '../shared/result.ts';
import type { BackendTypeInfo } from './backend-types.ts';
import { findBackendType } from './backend-types.ts';
import {
  DOCKER_BACKEND,
  DOCKER_COORDINATION,
  GENERATED_COORDINATION,
  GENERATED_ORCHESTRATOR,
  GENERATED_TIMEOUTS,
} from './build-defaults.ts';
import { inferBackend } from './infer-type.ts';
import type { RawMap } from './reader.ts';

/** A configuration as a tree, of the shape a file has: to be written as YAML, changed, or given to `parseTree`. */
export type ConfigTree = RawMap;

/** What `--model`, `--backend`, `--system-message` and `--base-url` say. */
export interface QuickOptions {
  readonly model?: string | undefined;
  readonly backend?: string | undefined;
  readonly systemMessage?: string | undefined;
  readonly baseUrl?: string | undefined;
}

const GENERIC_SYSTEM_MESSAGE = 'You are a helpful assistant. Answer accurately and to the point.';

/** One agent without a file. Fails with a sentence when the type cannot be told or the model is missing. */
export function quickConfig({ model, backend, systemMessage, baseUrl }: QuickOptions): Result<ConfigTree, string> {
  const chosen = chooseBackend(model, backend);
  if (!chosen.ok) return chosen;
  const { info, model: name } = chosen.value;
  const isCli = info.type === 'claude_code';
  return ok({
    agent: {
      id: 'agent1',
      backend: {
        type: info.type,
        ...(name === '' ? {} : { model: name }),
        ...(baseUrl === undefined ? {} : { base_url: baseUrl }),
        ...(isCli ? { cwd: 'workspace' } : {}),
      },
      system_message: systemMessage ?? GENERIC_SYSTEM_MESSAGE,
    },
    ...(isCli
      ? {
          orchestrator: {
            snapshot_storage: '.massgen/snapshots',
            agent_temporary_workspace: '.massgen/temp_workspaces',
          },
        }
      : {}),
    ui: { display_type: 'rich_terminal', logging_enabled: true },
  });
}

function chooseBackend(
  model: string | undefined,
  backend: string | undefined,
): Result<{ readonly info: BackendTypeInfo; readonly model: string }, string> {
  if (backend === undefined) {
    const inferred = inferBackend(model ?? '');
    const info = inferred === undefined ? undefined : findBackendType(inferred.type);
    if (inferred === undefined || info === undefined)
      return fail(`cannot tell who makes the model "${model ?? ''}"; add --backend, or write it as provider/model`);
    return complete(info, inferred.model);
  }
  const info = findBackendType(backend);
  if (info === undefined) return fail(`unknown backend type "${backend}"; see --list-backends`);
  return complete(info, model ?? '');
}

function complete(
  info: BackendTypeInfo,
  given: string,
): Result<{ readonly info: BackendTypeInfo; readonly model: string }, string> {
  const model = given === '' ? (info.defaultModel ?? '') : given;
  if (model === '' && info.takesModel) return fail(`backend type "${info.type}" needs a model; add --model`);
  return ok({ info, model });
}

/** Parameters of `buildConfig`, named as in the file format's own tool. */
export interface BuildOptions {
  /** 1 to 10. Default: as many as models or backends are given, else 2. */
  readonly num_agents?: number | undefined;
  readonly backend?: string | undefined;
  readonly model?: string | undefined;
  /** One per agent; each may be `provider/model`. */
  readonly models?: readonly string[] | undefined;
  readonly backends?: readonly string[] | undefined;
  readonly use_docker?: boolean | undefined;
  readonly context_paths?:
    readonly (string | { readonly path: string; readonly permission?: 'read' | 'write' })[] | undefined;
}

const DEFAULT_MODEL = 'gpt-5.2';

/** A team of agents with files and restarts, ready to save or run. Fails with a sentence on what cannot be built. */
export function buildConfig(options: BuildOptions = {}): Result<ConfigTree, string> {
  const { models = [], backends = [], use_docker: useDocker = false } = options;
  const count = options.num_agents ?? (Math.max(models.length, backends.length) || 2);
  if (!Number.isInteger(count) || count < 1 || count > 10)
    return fail(`the number of agents must be 1 to 10, not ${count}`);
  if (models.length > count || backends.length > count) return fail(`more models or backends than ${count} agents`);
  const agents: RawMap[] = [];
  for (let index = 0; index < count; index += 1) {
    // Fewer names than agents: the last one serves the rest.
    const model = models[Math.min(index, models.length - 1)] ?? options.model;
    const backend = backends[Math.min(index, backends.length - 1)] ?? options.backend;
    const chosen = chooseBackend(model ?? (backend === undefined ? DEFAULT_MODEL : undefined), backend);
    if (!chosen.ok) return chosen;
    agents.push({
      id: `agent_${String.fromCodePoint(97 + index)}`,
      backend: builtBackend(chosen.value.info, chosen.value.model, useDocker),
    });
  }
  const contextPaths = (options.context_paths ?? []).map((entry) =>
    typeof entry === 'string' ? { path: entry, permission: 'read' } : { permission: 'read', ...entry },
  );
  return ok({
    agents,
    orchestrator: {
      ...GENERATED_ORCHESTRATOR,
      context_paths: contextPaths,
      coordination: { ...GENERATED_COORDINATION, ...(useDocker ? DOCKER_COORDINATION : {}) },
    },
    timeout_settings: GENERATED_TIMEOUTS,
    ui: { display_type: 'rich_terminal', logging_enabled: true },
  });
}

const builtBackend = (info: BackendTypeInfo, model: string, useDocker: boolean): RawMap => ({
  type: info.type,
  ...(model === '' ? {} : { model }),
  ...(info.baseUrl === null ? {} : { base_url: info.baseUrl }),
  ...(useDocker ? DOCKER_BACKEND : { cwd: 'workspace', exclude_file_operation_mcps: false }),
});
