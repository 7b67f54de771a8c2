import type { AgentConfig, Config } from './config.ts';

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
const tidy = (path: string): string => path.replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/+$/, '');
const isPlaced = (path: string): boolean => isAbsolute(path) || path === '.massgen' || path.startsWith('.massgen/');

/** A folder of the run: under `.massgen/` unless the file says where exactly (`config.md` §9.1). */
export function relocateFolder(path: string): string {
  const plain = tidy(path);
  return isPlaced(plain) ? plain : `.massgen/${plain}`;
}

/**
 * An agent's workspace. The suffix makes it distinct per agent and run, absolute ones too, so that agents never write
 * into, and never clear, the folder a person named: `workspace1` → `.massgen/workspaces/workspace_1a2b3c4d`.
 */
export function relocateWorkspace(cwd: string, suffix: string): string {
  const plain = tidy(cwd);
  const placed = isPlaced(plain) ? plain : `.massgen/workspaces/${plain}`;
  return `${placed.replace(/(^|\/)workspace\d+$/, '$1workspace')}_${suffix}`;
}

const folder = (path: string | null): string | null => (path === null ? null : relocateFolder(path));

/** Puts all folders of a run in their places and fills `${cwd}` with the workspace. `suffix` gives 8 hex digits, different for each agent. */
export function relocatePaths(config: Config, suffix: (agentIndex: number) => string): Config {
  const { orchestrator } = config;
  return {
    ...config,
    agents: config.agents.map((agent, index) => relocateAgent(agent, suffix(index))),
    orchestrator: {
      ...orchestrator,
      snapshot_storage: folder(orchestrator.snapshot_storage),
      agent_temporary_workspace: folder(orchestrator.agent_temporary_workspace),
    },
  };
}

function relocateAgent(agent: AgentConfig, suffix: string): AgentConfig {
  if (agent.backend.cwd === null) return agent;
  const cwd = relocateWorkspace(agent.backend.cwd, suffix);
  return { ...agent, backend: { ...fillCwd(agent.backend, cwd), cwd } };
}

/** `${cwd}` in every text of a backend; the value keeps its shape. */
function fillCwd<Value>(value: Value, cwd: string): Value {
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') return part.replaceAll('${cwd}', () => cwd);
    if (Array.isArray(part)) return part.map(fill);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, fill(inner)]));
  };
  return fill(value) as Value;
}
