import { backendType } from './backend-types.ts';
import type { AgentConfig, Config } from './config.ts';
import type { Diagnostic, Finding } from './diagnostic.ts';
import { diagnostic } from './diagnostic.ts';
import { keyVariables, resolveEndpoint, resolveKey } from './keys.ts';
import type { Path } from './path.ts';
import { show } from './reader.ts';
import { endpointProblem } from './rules/endpoint.ts';
import { searchProblems } from './rules/search.ts';
import type { Environment } from './text/expand.ts';
import type { Source } from './text/source.ts';

/** The machine a run would start on. */
export interface StartConditions {
  readonly file: string;
  readonly env: Environment;
  /** Whether a path, absolute or relative to the working directory, is there. */
  readonly exists: (path: string) => boolean;
  /** For the places of findings; undefined for a configuration that was not read from a file. */
  readonly source: Source | undefined;
  /** Keys are not needed when the model server plays the models. */
  readonly needsKeys: boolean;
}

/**
 * What keeps a valid configuration from starting on this machine (`config.md` §17): all of it at once. Any error among
 * them means exit code 1.
 */
export function checkStart(config: Config, conditions: StartConditions): readonly Diagnostic[] {
  const { file, env } = conditions;
  const { findings, report } = collectFindings(conditions);
  checkTeam(config, report);
  checkContextPaths(config, conditions, report);
  checkWorkspaces(config, report);
  for (const [index, agent] of config.agents.entries()) {
    const path = ['agents', index, 'backend'];
    checkSettings(agent, path, report);
    const { api, reason, type } = backendType(agent.backend.type);
    if (api === null) {
      report([...path, 'type'], {
        code: 'CFG_BACKEND_NOT_AVAILABLE',
        message: `type "${type}" cannot run: ${reason ?? ''}`,
        suggestion: 'Use a type that speaks to an API; see --list-backends.',
      });
    } else if (conditions.needsKeys) checkAccess(agent, path, env, file, report);
  }
  return findings;
}

/**
 * The part of it that is about agents, folders and settings, without keys and network: what `--validate` lists apart from the
 * findings of MassGen's validator (`config.md` §15, rows 25 and 34).
 */
export function checkWithoutKeys(
  config: Config,
  conditions: Omit<StartConditions, 'needsKeys'>,
): readonly Diagnostic[] {
  const { findings, report } = collectFindings(conditions);
  checkTeam(config, report);
  checkContextPaths(config, conditions, report);
  checkWorkspaces(config, report);
  for (const [index, agent] of config.agents.entries()) checkSettings(agent, ['agents', index, 'backend'], report);
  return findings;
}

function collectFindings({ file, source }: Pick<StartConditions, 'file' | 'source'>) {
  const findings: Diagnostic[] = [];
  const isSingular = typeof source?.tree === 'object' && source.tree !== null && 'agent' in source.tree;
  const report: Report = (path, finding, severity = 'error') => {
    const [root, index, ...rest] = path;
    const real = isSingular && root === 'agents' && index === 0 ? ['agent', ...rest] : path;
    findings.push(diagnostic(file, real, source?.locate(real) ?? null, { severity, ...finding }));
  };
  return { findings, report };
}

type Report = (path: Path, finding: Omit<Finding, 'severity'>, severity?: Finding['severity']) => void;

/** MassGen's validator takes an empty list, and its run then refuses it. */
function checkTeam(config: Config, report: Report): void {
  if (config.agents.length > 0) return;
  report(['agents'], {
    code: 'CFG_NO_AGENTS',
    message: 'there are no agents',
    suggestion: 'Add an agent under "agents:".',
  });
}

function checkContextPaths(config: Config, { exists }: Pick<StartConditions, 'exists'>, report: Report): void {
  const missing = config.orchestrator.context_paths.flatMap((entry, index) =>
    exists(entry.path) ? [] : [{ index, path: entry.path }],
  );
  const [first] = missing;
  if (first === undefined) return;
  const message = `not found: ${missing.map(({ path }) => path).join(', ')}`;
  report(['orchestrator', 'context_paths', first.index], {
    code: 'CFG_CONTEXT_PATH_MISSING',
    message,
    suggestion: 'Relative paths start at the working directory.',
  });
}

function checkWorkspaces({ agents, orchestrator }: Config, report: Report): void {
  const index = agents.findIndex(({ backend }) => backend.cwd !== null);
  if (index < 0) return;
  const missing = (['snapshot_storage', 'agent_temporary_workspace'] as const).filter(
    (key) => orchestrator[key] === null,
  );
  if (missing.length === 0) return;
  const example = 'orchestrator: {snapshot_storage: snapshots, agent_temporary_workspace: temp_workspaces}';
  report(['agents', index, 'backend', 'cwd'], {
    code: 'CFG_WORKSPACE_PLACES',
    message: `an agent with "cwd" needs ${missing.map((key) => `"orchestrator.${key}"`).join(' and ')}`,
    suggestion: `Add ${example}.`,
  });
}

/** Values that MassGen takes from a file and refuses when it makes the agent, or with its first request. */
function checkSettings({ backend }: AgentConfig, path: Path, report: Report): void {
  const { command_line_execution_mode: mode, command_line_docker_network_mode: network } = backend;
  if (backend.cwd !== null && !['local', 'docker', 'srt'].includes(mode)) {
    report([...path, 'command_line_execution_mode'], {
      code: 'CFG_EXECUTION_MODE',
      message: `must be "local" or "docker", not ${show(mode)}`,
      suggestion: null,
    });
  }
  if (!['none', 'bridge', 'host'].includes(network)) {
    report([...path, 'command_line_docker_network_mode'], {
      code: 'CFG_NETWORK_MODE',
      message: `must be "none", "bridge" or "host", not ${show(network)}`,
      suggestion: null,
    });
  }
  if (backend.type === 'ag2' && backend.cwd !== null)
    report([...path, 'cwd'], { code: 'CFG_AG2_CWD', message: 'type "ag2" takes no "cwd"', suggestion: 'Remove it.' });
  if (backend.type === 'claude_code' && backend.cwd === null) {
    report(
      path,
      {
        code: 'CFG_CWD_MISSING',
        message: 'type "claude_code" works in "cwd"; a default workspace is used',
        suggestion: 'Add "cwd: workspace".',
      },
      'warning',
    );
  }
  for (const problem of searchProblems(backend))
    report([...path, ...problem.path], {
      code: 'CFG_SEARCH',
      message: problem.message,
      suggestion: problem.suggestion,
    });
}

const ENV_PLACES = './.env, ./configs/.env, ~/.config/massgen/.env or ~/.massgen/.env';

function checkAccess(agent: AgentConfig, path: Path, env: Environment, file: string, report: Report): void {
  const { backend } = agent;
  const { display, type } = backendType(backend.type);
  if (resolveKey(backend, env).state === 'missing') {
    const names = keyVariables(backend).join(' or ');
    report(path, {
      code: 'CFG_KEY_MISSING',
      message: `agent ${show(agent.id)} needs a key for ${display}: ${names} is not set (configuration ${file})`,
      suggestion: `Set ${names} in the environment or in ${ENV_PLACES}.`,
    });
  }
  const endpoint = resolveEndpoint(backend, env);
  if (type === 'azure_openai' && endpoint === null) {
    report(path, {
      code: 'CFG_AZURE_ENDPOINT',
      message: 'type "azure_openai" needs an endpoint',
      suggestion: 'Set "base_url", or AZURE_OPENAI_ENDPOINT in the environment.',
    });
  }
  if (type === 'chatcompletion' && endpoint === null) {
    report(
      path,
      {
        code: 'CFG_BASE_URL_MISSING',
        message: 'type "chatcompletion" has no "base_url"; OpenAI is used',
        suggestion: 'Add "base_url:" with the address of the host.',
      },
      'warning',
    );
  }
  const problem = endpoint === null ? null : endpointProblem(endpoint);
  if (problem !== null) report([...path, 'base_url'], { code: 'CFG_BASE_URL', ...problem });
}
