import { backendType } from './backend-types.ts';
import type { Config } from './config.ts';
import type { Path } from './path.ts';
import { defaultOf } from './schema/shape.ts';
import { BACKEND } from './schema/backend.ts';
import type { Block, FieldSpec } from './schema/field.ts';
import { TOP_LEVEL } from './schema/top-level.ts';

/** Features a configuration may ask for that this version does not perform. The words stand before "is not performed". */
export const UNPERFORMED_FEATURES = {
  mcp_servers: 'Tool servers (MCP)',
  custom_tools: 'Custom tools',
  workspaces: 'Workspaces and file tools',
  context_paths: 'Reading context paths',
  command_execution: 'Command execution',
  os_sandbox: 'The OS sandbox for commands',
  media_tools: 'Media tools',
  uploads: 'Uploads and file search',
  programmatic_tools: 'Programmatic tool calling',
  tool_search: 'Tool search',
  code_based_tools: 'Code-based tools',
  hooks: 'Hooks',
  permissions: 'Permission rules',
  circuit_breaker: 'The circuit breaker and fallback backends',
  computer_use: 'Computer use',
  local_model_loading: 'Loading local models',
  nlip: 'NLIP messages',
  websockets: 'The WebSocket transport',
  debug_delay: 'The debugging delay',
  vector_memory: 'Vector-store memory',
  file_memory: 'File memory',
  compression: 'Context compression',
  conversation_buffers: 'Keeping conversation buffers',
  skills: 'Skills',
  subagents: 'Subagents',
  checkpoints: 'Checkpoints',
  checklists: 'Checklist voting',
  criteria: 'Generated and changing criteria',
  round_evaluator: 'Round evaluation',
  prompt_improver: 'Improving the prompt before the run',
  paraphrasing: 'Question paraphrasing',
  personas: 'Personas',
  planning: 'Planning mode',
  task_planning: 'Task planning tools',
  plan_and_execute: 'Plan settings',
  broadcast: 'Broadcasts',
  write_modes: 'Write modes and two-tier workspaces',
  resume_from_log: 'Resuming from a log',
  web_review: 'Review in the browser',
  fast_iteration: 'Fast iteration mode',
  sessions: 'Resuming sessions',
  decomposer: 'Splitting the question into subtasks',
  single_agent_chat: 'Answering without coordination',
  display_settings: 'Some display settings',
  backend_kind: 'Running this backend type',
} as const;
type UnperformedFeature = keyof typeof UNPERFORMED_FEATURES;

/** One feature that a configuration asks for, and where. */
export interface FeatureUse {
  readonly feature: UnperformedFeature;
  readonly label: string;
  /** In the order of the file's blocks; never empty. */
  readonly paths: readonly Path[];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value asks for the feature of its key: set, not its default, not switched off by an `enabled` inside. */
function isOn(value: unknown, field: FieldSpec): boolean {
  if (value === null || value === undefined || value === false || value === '') return false;
  if (isMap(value) && 'enabled' in value) return value['enabled'] === true;
  if (typeof value === 'object' && Object.keys(value).length === 0) return false;
  return JSON.stringify(value) !== JSON.stringify(defaultOf(field));
}

function collect(
  block: Block,
  value: unknown,
  path: Path,
  add: (feature: UnperformedFeature, path: Path) => void,
): void {
  if (!isMap(value)) return;
  for (const [name, field] of Object.entries(block.fields)) {
    if (field.alias !== undefined || !Object.hasOwn(value, name)) continue;
    const here = [...path, name];
    const given = value[name];
    if (field.feature !== undefined && isOn(given, field)) add(field.feature as UnperformedFeature, here);
    if (field.shape.kind === 'block') collect(field.shape.block, given, here, add);
    else if (field.shape.kind === 'backend') collect(BACKEND, given, here, add);
    else if (field.shape.kind === 'list' && field.shape.item.kind === 'block' && Array.isArray(given)) {
      for (const [index, item] of given.entries()) collect(field.shape.item.block, item, [...here, index], add);
    }
  }
}

/** What of a configuration this version will not perform: said once before a run, and reason to refuse under `--strict-features`. */
export function unperformedFeatures(config: Config): readonly FeatureUse[] {
  const uses = new Map<UnperformedFeature, Path[]>();
  const add = (feature: UnperformedFeature, path: Path): void => {
    const paths = uses.get(feature);
    if (paths === undefined) uses.set(feature, [path]);
    else paths.push(path);
  };
  collect(TOP_LEVEL, config, [], add);
  const { orchestrator } = config;
  if (orchestrator.voting_sensitivity.startsWith('checklist'))
    add('checklists', ['orchestrator', 'voting_sensitivity']);
  if (!config.ui.use_orchestrator_for_single_agent && config.agents.length === 1)
    add('single_agent_chat', ['ui', 'use_orchestrator_for_single_agent']);
  for (const [index, agent] of config.agents.entries()) {
    if (agent.voting_sensitivity?.startsWith('checklist') === true)
      add('checklists', ['agents', index, 'voting_sensitivity']);
    if (backendType(agent.backend.type).api === null) add('backend_kind', ['agents', index, 'backend', 'type']);
    const isSplit =
      orchestrator.coordination_mode === 'decomposition' && orchestrator.coordination.task_decomposer.enabled;
    if (isSplit && agent.subtask === null) add('decomposer', ['agents', index]);
  }
  return [...uses].map(([feature, paths]) => ({ feature, label: UNPERFORMED_FEATURES[feature], paths }));
}
