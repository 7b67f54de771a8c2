import { BOOLEAN, MAP, PATH, TEXT, TEXTS, block, blockOf, integer, key, number, oneOf } from './field.ts';
import { EVALUATION_FIELDS } from './evaluation.ts';
import { SUBAGENT_FIELDS } from './subagents.ts';

const PERSONAS = block('orchestrator.coordination.persona_generator', 'Gives each agent its own point of view.', {
  enabled: key(BOOLEAN, { since: '0.1.15', default: false, doc: 'Switches it on.' }),
  diversity_mode: key(oneOf(['perspective', 'implementation', 'methodology']), {
    since: '0.1.15',
    default: 'perspective',
    doc: 'What the agents differ in.',
  }),
  persona_guidelines: key(TEXT, { since: '0.1.15', doc: 'Instructions for making them.' }),
  persist_across_turns: key(BOOLEAN, { since: '0.1.15', default: false, doc: 'Keep them for the next turn.' }),
  after_first_answer: key(oneOf(['drop', 'soften', 'keep']), {
    since: '41+',
    doc: 'What becomes of them after the first answer.',
  }),
  strategy: key(TEXT, {
    since: '0.1.15',
    notice: '"persona_generator.strategy" existed in 0.1.15 only and has no effect',
    doc: 'Of 0.1.15 only; ignored.',
  }),
  backend: key(MAP, {
    since: '0.1.15',
    notice: '"persona_generator.backend" existed in 0.1.15 only and has no effect',
    doc: 'Of 0.1.15 only; ignored.',
  }),
});

const DECOMPOSER = block(
  'orchestrator.coordination.task_decomposer',
  'Splits the question when agents have no `subtask`.',
  {
    enabled: key(BOOLEAN, { since: '0.1.48', default: true, doc: 'Switches it on.' }),
    decomposition_guidelines: key(TEXT, { since: '0.1.48', doc: 'Instructions for splitting.' }),
    timeout_seconds: key(number({ above: 0 }), { since: '0.1.48', default: 300, doc: 'Longest time it may take.' }),
  },
);

const level = (doc: string, since: '0.1.18' | '0.1.26') =>
  key(oneOf(['low', 'medium', 'high']), { since, default: 'medium', doc });

const PLANNING_FIELDS = {
  enable_planning_mode: key(BOOLEAN, {
    since: '0.0.29',
    wrong: 'error',
    default: false,
    feature: 'planning',
    doc: 'Plan without running tools during coordination.',
  }),
  planning_mode_instruction: key(TEXT, { since: '0.0.29', doc: 'Further instruction for that mode.' }),
  enable_agent_task_planning: key(BOOLEAN, {
    since: '0.1.7',
    default: false,
    feature: 'task_planning',
    doc: 'Task lists for each agent.',
  }),
  max_tasks_per_plan: key(integer({ min: 1 }), { since: '0.1.7', default: 10, doc: 'Longest task list.' }),
  task_planning_filesystem_mode: key(BOOLEAN, {
    since: '0.1.11',
    default: false,
    feature: 'task_planning',
    doc: 'Write tasks under `tasks/` in the workspace.',
  }),
  plan_depth: key(oneOf(['shallow', 'medium', 'deep', 'dynamic']), {
    since: '0.1.38',
    wrong: 'error',
    feature: 'plan_and_execute',
    doc: 'How detailed a plan is; `dynamic` came after 0.1.41.',
  }),
  plan_target_steps: key(integer({ above: 0 }), {
    since: '0.1.50',
    feature: 'plan_and_execute',
    doc: 'Steps to aim for.',
  }),
  plan_target_chunks: key(integer({ above: 0 }), {
    since: '0.1.50',
    feature: 'plan_and_execute',
    doc: 'Chunks to aim for.',
  }),
  plan_thoroughness: key(oneOf(['standard', 'thorough']), {
    since: '41+',
    feature: 'plan_and_execute',
    doc: 'Written by `--plan`.',
  }),
} as const;

const BROADCAST_FIELDS = {
  broadcast: key(oneOf([false, 'agents', 'human']), {
    since: '0.1.18',
    wrong: 'error',
    default: false,
    feature: 'broadcast',
    doc: 'Whom an agent may ask.',
  }),
  broadcast_sensitivity: level('How readily agents ask.', '0.1.18'),
  response_depth: level('How long replies are.', '0.1.26'),
  broadcast_timeout: key(number({ above: 0 }), { since: '0.1.18', default: 300, doc: 'Seconds to wait for replies.' }),
  broadcast_wait_by_default: key(BOOLEAN, { since: '0.1.18', default: true, doc: 'Asking waits for the replies.' }),
  max_broadcasts_per_agent: key(integer({ min: 0 }), { since: '0.1.18', default: 10, doc: 'Questions per agent.' }),
} as const;

const MEMORY_AND_SKILL_FIELDS = {
  enable_memory_filesystem_mode: key(BOOLEAN, {
    since: '0.1.11',
    default: false,
    feature: 'file_memory',
    doc: 'Memory in files.',
  }),
  compression_target_ratio: key(number({ min: 0, max: 1 }), {
    since: '41',
    default: 0.2,
    feature: 'compression',
    doc: 'Part of a full context that is kept.',
  }),
  persist_conversation_buffers: key(BOOLEAN, {
    since: '0.1.33',
    default: false,
    feature: 'conversation_buffers',
    doc: 'Keep conversation buffers.',
  }),
  use_skills: key(BOOLEAN, { since: '0.1.11', default: false, feature: 'skills', doc: 'Skills.' }),
  massgen_skills: key(TEXTS, { since: '0.1.11', default: [], feature: 'skills', doc: 'Built-in skills to offer.' }),
  skills_directory: key(PATH, { since: '0.1.11', default: '.agent/skills', doc: 'Folder of skills.' }),
  load_previous_session_skills: key(BOOLEAN, {
    since: '41',
    default: false,
    feature: 'skills',
    doc: 'Skills of earlier sessions too.',
  }),
} as const;

const WRITING_FIELDS = {
  use_two_tier_workspace: key(BOOLEAN, {
    since: '0.1.38',
    wrong: 'error',
    default: false,
    feature: 'write_modes',
    notice: '"use_two_tier_workspace" is older; since 0.1.48 "write_mode: auto" does this',
    doc: '`scratch/` and `deliverable/` in the workspace.',
  }),
  write_mode: key(oneOf(['auto', 'worktree', 'isolated', 'legacy']), {
    since: '0.1.48',
    feature: 'write_modes',
    doc: 'How context paths are written; unset means `legacy`.',
  }),
  drift_conflict_policy: key(oneOf(['skip', 'prefer_presenter', 'fail']), {
    since: '0.1.51',
    default: 'skip',
    doc: 'What to do when a file changed meanwhile.',
  }),
  enable_changedoc: key(BOOLEAN, { since: '0.1.51', default: true, doc: 'Decision notes.' }),
} as const;

export const COORDINATION = block('orchestrator.coordination', 'Features around the vote.', {
  max_orchestration_restarts: key(integer({ min: 0 }), {
    since: '0.1.3',
    wrong: 'error',
    default: 0,
    doc: 'Further attempts after the first one was judged insufficient.',
  }),
  ...PLANNING_FIELDS,
  ...BROADCAST_FIELDS,
  ...MEMORY_AND_SKILL_FIELDS,
  persona_generator: key(blockOf(PERSONAS), { since: '0.1.15', default: {}, feature: 'personas', doc: 'Personas.' }),
  task_decomposer: key(blockOf(DECOMPOSER), { since: '0.1.48', default: {}, doc: 'Task decomposer.' }),
  ...SUBAGENT_FIELDS,
  ...WRITING_FIELDS,
  ...EVALUATION_FIELDS,
});
