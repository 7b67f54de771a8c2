import { MEDIA_FIELDS } from './backend-tools.ts';
import { CONTEXT_PATHS } from './context-paths.ts';
import { COORDINATION } from './coordination.ts';
import type { BlockValue } from './field.ts';
import { ANY, BOOLEAN, MAP, PATH, TEXT, block, blockOf, either, integer, key, listOf, number, oneOf } from './field.ts';

export const VOTING_SENSITIVITIES = [
  'lenient',
  'balanced',
  'strict',
  'roi',
  'roi_conservative',
  'roi_balanced',
  'roi_aggressive',
  'sequential',
  'adversarial',
  'consistency',
  'diversity',
  'reflective',
  'checklist',
  'checklist_scored',
  'checklist_gated',
] as const;
const NOVELTY_REQUIREMENTS = ['lenient', 'balanced', 'strict'] as const;

const DSPY = block('orchestrator.dspy', 'Gives each agent its own wording of the question.', {
  enabled: key(BOOLEAN, { since: '0.1.8', default: false, doc: 'Switches it on.' }),
  backend: key(MAP, { since: '0.1.8', doc: 'Model that rewords; required when enabled.' }),
  num_variants: key(integer({ min: 1 }), { since: '0.1.8', default: 3, doc: 'Wordings to make.' }),
  strategy: key(oneOf(['balanced', 'diverse', 'conservative', 'adaptive']), {
    since: '0.1.8',
    default: 'balanced',
    doc: 'How far they differ.',
  }),
  cache_enabled: key(BOOLEAN, { since: '0.1.8', default: true, doc: 'Keep wordings for the same question.' }),
  semantic_threshold: key(number({ min: 0, max: 1 }), {
    since: '0.1.8',
    default: 0.85,
    doc: 'Confidence a check must reach.',
  }),
  temperature_range: key(listOf(number({ min: 0 })), {
    since: '0.1.8',
    default: [0.3, 0.9],
    doc: 'Lowest and highest temperature.',
  }),
  use_chain_of_thought: key(BOOLEAN, { since: '0.1.8', default: false, doc: 'Reason before rewording.' }),
  validate_semantics: key(BOOLEAN, { since: '0.1.8', default: true, doc: 'Check that the meaning stayed.' }),
});

const LEGACY_TIMEOUT = block('orchestrator.timeout', 'Older place of the deadline; `timeout_settings` wins.', {
  orchestrator_timeout_seconds: key(number({ above: 0 }), {
    since: '≤12',
    wrong: 'error',
    doc: 'As in `timeout_settings`.',
  }),
});

const off = (since: '41+' | '≤12', doc: string) => key(BOOLEAN, { since, default: false, doc });

export const ORCHESTRATOR = block('orchestrator', 'How the agents work together.', {
  snapshot_storage: key(PATH, {
    since: '≤12',
    doc: 'Folder for workspace snapshots; required when an agent has `cwd`.',
  }),
  agent_temporary_workspace: key(PATH, {
    since: '≤12',
    doc: "Folder for copies of the others' work; required when an agent has `cwd`.",
  }),
  session_storage: key(PATH, { since: '≤12', doc: 'Accepted and ignored; sessions lie in `.massgen/sessions`.' }),
  context_paths: key(CONTEXT_PATHS, {
    since: '0.0.21',
    wrong: 'error',
    default: [],
    feature: 'context_paths',
    doc: 'Files and folders all agents may read.',
  }),
  coordination: key(blockOf(COORDINATION), {
    since: '0.0.29',
    wrong: 'error',
    default: {},
    doc: 'Further rules, see its own table.',
  }),
  voting_sensitivity: key(oneOf(VOTING_SENSITIVITIES), {
    since: '0.1.1',
    wrong: 'error',
    default: 'lenient',
    doc: 'How good an answer must be to get a vote. The names beyond the first three came after 0.1.41.',
  }),
  voting_threshold: key(integer({ min: 0, max: 10 }), {
    since: '41+',
    feature: 'checklists',
    doc: 'Strictness of checklist voting.',
  }),
  max_new_answers_per_agent: key(integer({ min: 1 }), {
    since: '0.1.1',
    doc: 'Accepted answers per agent, after which it may only vote. Unset means no limit.',
  }),
  max_new_answers_global: key(integer({ min: 1 }), {
    since: '0.1.48',
    doc: 'Accepted answers of all agents together. Unset means no limit.',
  }),
  min_answers_before_voting: key(integer({ min: 0 }), {
    since: 'ours',
    default: 0,
    doc: 'Nobody may vote before this many answers were accepted.',
  }),
  answer_novelty_requirement: key(oneOf(NOVELTY_REQUIREMENTS), {
    since: '0.1.1',
    wrong: 'error',
    default: 'lenient',
    doc: '`balanced` rejects more than 70 % word overlap, `strict` more than 50 %.',
  }),
  answer_novelty_scope: key(oneOf(['all', 'peers']), {
    since: 'ours',
    default: 'all',
    doc: "`peers` leaves an agent's own earlier answers out of that comparison.",
  }),
  vote_early_stop: key(oneOf(['off', 'majority']), {
    since: 'ours',
    default: 'off',
    doc: '`majority` ends as soon as no outstanding vote could change the winner.',
  }),
  anonymity: key(oneOf(['stable', 'shuffled']), {
    since: 'ours',
    default: 'stable',
    doc: '`shuffled` gives the agents random numbers in each attempt.',
  }),
  skip_coordination_rounds: key(BOOLEAN, {
    since: '≤12',
    wrong: 'error',
    default: false,
    doc: 'Test mode: straight to the final presentation.',
  }),
  debug_final_answer: key(either(TEXT, BOOLEAN), {
    since: '0.1.3',
    wrong: 'error',
    doc: 'Test mode: replaces the final answer of the first attempt.',
  }),
  timeout: key(blockOf(LEGACY_TIMEOUT), {
    since: '≤12',
    wrong: 'error',
    default: {},
    doc: 'Older place of the deadline.',
  }),
  coordination_mode: key(oneOf(['voting', 'decomposition']), {
    since: '0.1.48',
    default: 'voting',
    doc: 'Vote for one answer, or put parts together.',
  }),
  presenter_agent: key(TEXT, { since: '0.1.48', doc: 'Agent that puts the parts together in decomposition mode.' }),
  final_answer_strategy: key(oneOf(['winner_reuse', 'winner_present', 'synthesize']), {
    since: '41+',
    doc: 'Unset: reuse with `skip_final_presentation`, else present.',
  }),
  skip_voting: off('41+', 'End as soon as every agent has answered.'),
  skip_final_presentation: off('41+', 'Show the stored answer where possible.'),
  disable_injection: off('41+', "Do not tell running agents of others' answers."),
  defer_voting_until_all_answered: off('41+', 'Wait with voting until every agent has answered.'),
  fairness_enabled: key(BOOLEAN, {
    since: '0.1.49',
    doc: 'Keep agents close together; off unless this or one of the next two is set.',
  }),
  fairness_lead_cap_answers: key(integer({ min: 0 }), {
    since: '0.1.49',
    doc: 'Answers an agent may be ahead of the slowest; 2 when fairness is on.',
  }),
  max_midstream_injections_per_round: key(integer({ min: 1 }), {
    since: '0.1.49',
    doc: 'Updates told to a running agent per round; 2 when fairness is on, else no limit.',
  }),
  defer_peer_updates_until_restart: off('41+', "Tell others' answers only at the start of a round."),
  allow_midstream_peer_updates_before_checklist_submit: key(BOOLEAN, {
    since: '41+',
    doc: 'Checklist voting: updates before the checklist.',
  }),
  checklist_require_gap_report: key(BOOLEAN, {
    since: '0.1.51',
    doc: 'Older: true means `gap_report_mode: separate`, false means `none`.',
  }),
  gap_report_mode: key(oneOf(['changedoc', 'separate', 'none']), {
    since: '41+',
    default: 'changedoc',
    doc: 'Checklist voting: where gaps are reported.',
  }),
  max_checklist_calls_per_round: key(integer({ min: 1 }), {
    since: '41+',
    default: 1,
    doc: 'Checklist voting: calls per round.',
  }),
  checklist_first_answer: off('41+', 'Checklist voting: also for the first answer.'),
  dspy: key(blockOf(DSPY), { since: '0.1.8', feature: 'paraphrasing', doc: 'Question paraphrasing.' }),
  enable_nlip: key(BOOLEAN, {
    since: '0.1.13',
    default: false,
    feature: 'nlip',
    doc: 'NLIP messages for capable agents.',
  }),
  nlip_config: key(MAP, { since: '0.1.13', doc: 'NLIP settings.' }),
  docker: key(
    blockOf(
      block('orchestrator.docker', 'Containers of the run.', {
        persist_containers_between_turns: key(BOOLEAN, {
          since: '0.1.23',
          default: true,
          doc: 'Keep containers for the next turn.',
        }),
      }),
    ),
    { since: '0.1.23', default: {}, doc: 'Containers of the run.' },
  ),
  ...MEDIA_FIELDS,
  interactive_mode: key(ANY, {
    since: '41+',
    internal: true,
    notice: '"interactive_mode" has no effect here',
    doc: 'Accepted, read by nothing.',
  }),
  max_turns: key(ANY, {
    since: '41+',
    internal: true,
    notice: '"max_turns" has no effect here',
    doc: 'Accepted, read by nothing.',
  }),
  skills_directory: key(PATH, {
    since: '41+',
    notice: '"skills_directory" works under "coordination" only',
    doc: 'Works under `coordination`.',
  }),
  type: key(ANY, {
    since: '41+',
    internal: true,
    notice: '"type" has no effect here',
    doc: 'Accepted, read by nothing.',
  }),
  max_orchestration_restarts: key(integer({ min: 0 }), {
    since: '41+',
    notice: '"max_orchestration_restarts" works under "coordination" only',
    doc: 'Works under `coordination`.',
  }),
});
export type OrchestratorConfig = BlockValue<typeof ORCHESTRATOR.fields>;
