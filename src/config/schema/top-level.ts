import { AGENT } from './agent.ts';
import type { BlockValue } from './field.ts';
import { BOOLEAN, MAP, TEXT, TEXTS, block, blockOf, key, listOf, oneOf } from './field.ts';
import { FILESYSTEM_MEMORY, MEMORY } from './memory.ts';
import { ORCHESTRATOR } from './orchestrator.ts';
import { TIMEOUT_SETTINGS } from './timeout-settings.ts';
import { UI } from './ui.ts';

const CHECKPOINT = block('checkpoint', 'Checkpoint mode.', {
  enabled: key(BOOLEAN, { since: '41+', default: false, doc: 'Switches it on.' }),
  mode: key(oneOf(['conversation', 'task']), { since: '41+', default: 'conversation', doc: 'Kind of checkpoint.' }),
  gated_patterns: key(TEXTS, { since: '41+', default: [], doc: 'Tools that need it.' }),
});

export const TOP_LEVEL = block('(top level)', 'A file has `agents` or `agent`; the rest is optional.', {
  agents: key(listOf(blockOf(AGENT)), { since: '≤12', wrong: 'error', default: [], doc: 'The agents.' }),
  orchestrator: key(blockOf(ORCHESTRATOR), {
    since: '≤12',
    wrong: 'error',
    default: {},
    doc: 'How they work together.',
  }),
  ui: key(blockOf(UI), { since: '≤12', wrong: 'error', default: {}, doc: 'What is shown.' }),
  timeout_settings: key(blockOf(TIMEOUT_SETTINGS), { since: '0.0.8', default: {}, doc: 'Time limits.' }),
  memory: key(blockOf(MEMORY), {
    since: '0.1.5',
    wrong: 'error',
    feature: 'vector_memory',
    doc: 'Vector-store memory.',
  }),
  filesystem_memory: key(blockOf(FILESYSTEM_MEMORY), {
    since: 'doc',
    feature: 'file_memory',
    doc: 'File-based memory.',
  }),
  hooks: key(MAP, {
    since: '0.1.36',
    wrong: 'error',
    feature: 'hooks',
    doc: 'Hooks of all agents: event → list of hooks.',
  }),
  session_id: key(TEXT, { since: '0.1.9', feature: 'sessions', doc: 'Session to resume; `--session-id` wins.' }),
  prompt: key(TEXT, { since: '41', doc: 'Question when none is given on the command line.' }),
  checkpoint: key(blockOf(CHECKPOINT), { since: '41+', feature: 'checkpoints', doc: 'Checkpoint mode.' }),
});
export type TopLevel = BlockValue<typeof TOP_LEVEL.fields>;

/** Keys of the first format; any of them stops validation. */
export const VERSION_1_KEYS = [
  'models',
  'model_configs',
  'num_agents',
  'max_rounds',
  'consensus_threshold',
  'voting_enabled',
  'enable_voting',
] as const;
