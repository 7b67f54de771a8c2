import { BOOLEAN, MAP, PATH, TEXT, TEXTS, block, blockOf, integer, key, listOf, oneOf } from './field.ts';

const CRITERIA_GENERATOR = block(
  'orchestrator.coordination.evaluation_criteria_generator',
  'Makes criteria before the run.',
  {
    enabled: key(BOOLEAN, { since: '41+', default: false, doc: 'Switches it on.' }),
    persist_across_turns: key(BOOLEAN, { since: '41+', default: false, doc: 'Keep them for the next turn.' }),
    min_criteria: key(integer({ min: 1 }), { since: '41+', default: 4, doc: 'At least so many.' }),
    max_criteria: key(integer({ min: 1 }), { since: '41+', default: 10, doc: 'At most so many.' }),
  },
);

const PROMPT_IMPROVER = block('orchestrator.coordination.prompt_improver', 'Rewords the question before the run.', {
  enabled: key(BOOLEAN, { since: '41+', default: false, doc: 'Switches it on.' }),
  persist_across_turns: key(BOOLEAN, { since: '41+', default: false, doc: 'Keep it for the next turn.' }),
});

const IMPROVEMENTS = block('orchestrator.coordination.improvements', 'Improvements a new answer must bring.', {
  min_transformative: key(integer({ min: 0 }), { since: '41+', default: 0, doc: 'Transformative ones.' }),
  min_structural: key(integer({ min: 0 }), { since: '41+', default: 0, doc: 'Structural ones.' }),
  min_non_incremental: key(integer({ min: 0 }), { since: '41+', default: 0, doc: 'More than incremental ones.' }),
});

const RESUME = block('orchestrator.coordination.resume_from_log', 'Start from an earlier run.', {
  log_path: key(PATH, { since: '41+', doc: 'Its log folder.' }),
  round: key(integer({ min: 0 }), { since: '41+', default: 0, doc: 'Round to start from.' }),
});

const STANDALONE_CHECKPOINT = block('orchestrator.coordination.standalone_checkpoint', 'A checkpoint on its own.', {
  enabled: key(BOOLEAN, { since: '41+', default: false, doc: 'Switches it on.' }),
  team_config: key({ kind: 'any' }, { since: '41+', doc: 'Team that checks.' }),
  mode: key(oneOf(['generate', 'verify']), { since: '41+', default: 'generate', doc: 'What it does.' }),
  single_checkpoint: key(BOOLEAN, { since: '41+', default: false, doc: 'Only one.' }),
  include_workspace_context: key(BOOLEAN, { since: '41+', default: false, doc: 'Show the workspace.' }),
});

const later = (feature: string, doc: string) => key(BOOLEAN, { since: '41+', default: false, feature, doc });

/** `orchestrator.coordination` keys of the versions after 0.1.41: checklists, evaluators, criteria, checkpoints, logs. */
export const EVALUATION_FIELDS = {
  evaluation_criteria_generator: key(blockOf(CRITERIA_GENERATOR), {
    since: '41+',
    default: {},
    feature: 'criteria',
    doc: 'Criteria generator.',
  }),
  prompt_improver: key(blockOf(PROMPT_IMPROVER), {
    since: '41+',
    default: {},
    feature: 'prompt_improver',
    doc: 'Prompt improver.',
  }),
  pre_collab_voting_threshold: key(integer({ above: 0 }), {
    since: '41+',
    feature: 'checklists',
    doc: 'Threshold before the run.',
  }),
  learning_capture_mode: key(oneOf(['round', 'verification_and_final_only', 'final_only']), {
    since: '41+',
    doc: 'When lessons are kept. Unset: `round` if a `coordination` block exists, else `verification_and_final_only`.',
  }),
  disable_final_only_round_capture_fallback: key(BOOLEAN, {
    since: '41+',
    default: false,
    doc: 'No fallback for `final_only`.',
  }),
  round_evaluator_before_checklist: later('round_evaluator', 'An evaluator before the checklist.'),
  orchestrator_managed_round_evaluator: later('round_evaluator', 'The orchestrator runs the evaluator.'),
  round_evaluator_refine: later('round_evaluator', 'The evaluator refines.'),
  round_evaluator_skip_synthesis: later('round_evaluator', 'No synthesis of evaluations.'),
  round_evaluator_transformation_pressure: key(oneOf(['gentle', 'balanced', 'aggressive']), {
    since: '41+',
    default: 'balanced',
    doc: 'How hard the evaluator pushes.',
  }),
  enable_quality_rethink_on_iteration: later('round_evaluator', 'Rethink quality in each iteration.'),
  enable_novelty_on_iteration: later('round_evaluator', 'Ask for novelty in each iteration.'),
  enable_execution_trace_analyzer: later('round_evaluator', 'Analyse traces.'),
  auto_trace_analysis: later('round_evaluator', 'Analyse traces by itself.'),
  enable_evaluator_personas: later('round_evaluator', 'Personas for evaluators.'),
  evolving_criteria: later('criteria', 'Criteria that change.'),
  evolving_criteria_score_threshold: key(integer(), {
    since: '41+',
    default: 8,
    doc: 'Score from which criteria change.',
  }),
  evolving_criteria_max_evolutions: key(integer(), { since: '41+', default: 2, doc: 'Changes at most.' }),
  evolving_criteria_min_high_score_count: key(integer(), { since: '41+', default: 2, doc: 'High scores needed.' }),
  evolving_criteria_timeout: key(integer(), { since: '41+', default: 300, doc: 'Seconds at most.' }),
  novelty_injection: key(oneOf(['none', 'gentle', 'moderate', 'aggressive']), {
    since: '41+',
    default: 'none',
    feature: 'criteria',
    doc: 'Push for novelty.',
  }),
  improvements: key(blockOf(IMPROVEMENTS), {
    since: '41+',
    default: {},
    feature: 'criteria',
    doc: 'Improvements a new answer must bring.',
  }),
  checklist_criteria_preset: key(
    oneOf(['persona', 'decomposition', 'evaluation', 'prompt', 'analysis', 'planning', 'spec', 'round_evaluator']),
    { since: '41+', feature: 'checklists', doc: 'A ready set of criteria.' },
  ),
  checklist_criteria_inline: key(listOf(MAP), {
    since: '41+',
    feature: 'checklists',
    doc: 'Criteria: `{text, category, anti_patterns?, verify_by?}`.',
  }),
  criteria_mode: key(oneOf(['static', 'bootstrap_inline', 'bootstrap_subagent']), {
    since: '0.1.85',
    default: 'static',
    feature: 'criteria',
    doc: 'Where criteria come from.',
  }),
  bootstrap_max_per_agent_per_round: key(integer({ min: 0 }), {
    since: '0.1.85',
    default: 3,
    doc: 'Criteria per agent and round.',
  }),
  bootstrap_max_total: key(integer({ min: 0 }), {
    since: '0.1.85',
    default: 30,
    doc: 'Criteria in all; 0 means no limit.',
  }),
  resume_from_log: key(blockOf(RESUME), {
    since: '41+',
    feature: 'resume_from_log',
    doc: 'Start from an earlier run.',
  }),
  checkpoint_enabled: later('checkpoints', 'Checkpoint mode.'),
  checkpoint_mode: key(oneOf(['conversation', 'task']), {
    since: '41+',
    default: 'conversation',
    doc: 'Kind of checkpoint.',
  }),
  checkpoint_guidance: key(TEXT, { since: '41+', default: '', doc: 'Instructions for it.' }),
  checkpoint_gated_patterns: key(TEXTS, { since: '41+', default: [], doc: 'Tools that need it.' }),
  standalone_checkpoint: key(blockOf(STANDALONE_CHECKPOINT), {
    since: '41+',
    feature: 'checkpoints',
    doc: 'A checkpoint on its own.',
  }),
  web_review: later('web_review', 'Review in the browser.'),
  fast_iteration_mode: later('fast_iteration', 'Shorter prompts and fewer steps.'),
  skip_redundant_scaffolding: later('fast_iteration', 'Leave out repeated instructions.'),
  max_verifications_per_round: key(integer({ min: 0 }), {
    since: '41+',
    feature: 'checklists',
    doc: 'Verifications per round.',
  }),
  max_internal_fix_loops: key(integer({ min: 0 }), {
    since: '41+',
    feature: 'checklists',
    doc: 'Fix loops per round.',
  }),
} as const;
