import { BACKEND_SHAPE } from './backend.ts';
import { BOOLEAN, MAP, TEXT, TEXTS, aliasKey, block, blockOf, integer, key, listOf, oneOf } from './field.ts';
import { ROUND_TIMEOUTS } from './timeout-settings.ts';

const AGENT = block('orchestrator.coordination.subagent_orchestrator.agents[]', 'An agent of the subagents.', {
  id: key(TEXT, { since: '0.1.29', doc: 'Unique name.' }),
  backend: key(BACKEND_SHAPE, { since: '0.1.29', doc: 'Its backend.' }),
});

const ORCHESTRATOR = block('orchestrator.coordination.subagent_orchestrator', 'How subagents work together.', {
  enabled: key(BOOLEAN, { since: '0.1.29', default: false, doc: 'Switches it on.' }),
  agents: key(listOf(blockOf(AGENT)), { since: '0.1.29', default: [], doc: "At most 10; none means the parent's." }),
  coordination: key(MAP, { since: '0.1.29', default: {}, doc: 'A part of the coordination keys.' }),
  max_new_answers: key(integer({ min: 1 }), { since: '0.1.29', default: 3, doc: 'Answers per agent.' }),
  enable_web_search: key(BOOLEAN, { since: '0.1.29', doc: 'Unset means as the parent.' }),
  blocking: key(BOOLEAN, { since: '0.1.29', doc: 'Accepted and ignored.' }),
  inherit_spawning_agent_backend: key(BOOLEAN, { since: '41+', default: false, doc: "Use the parent's backend." }),
  shared_child_team_types: key(TEXTS, { since: '41+', default: [], doc: 'Types that share a team.' }),
  final_answer_strategy: key(oneOf(['winner_reuse', 'winner_present', 'synthesize']), {
    since: '41+',
    doc: 'As on the orchestrator.',
  }),
  parse_at_references: key(BOOLEAN, { since: '41+', default: false, doc: 'Read `@path` in tasks.' }),
});

/** MassGen 0.1.41 checks the older of the two names, and takes anything under the newer one. */
const subagentsInBackground = (name: 'async_subagents' | 'background_subagents', wrong: 'error' | 'warning') =>
  block(`orchestrator.coordination.${name}`, 'Subagents that run while the parent goes on.', {
    enabled: key(BOOLEAN, { since: '41', wrong, default: true, doc: 'Switches it on.' }),
    injection_strategy: key(oneOf(['tool_result', 'user_message']), {
      since: '41',
      wrong,
      default: 'tool_result',
      doc: 'How a result reaches the parent.',
    }),
  });

/** `orchestrator.coordination` keys about subagents. */
export const SUBAGENT_FIELDS = {
  enable_subagents: key(BOOLEAN, {
    since: '0.1.29',
    default: false,
    feature: 'subagents',
    doc: 'Agents may start subagents.',
  }),
  subagent_default_timeout: key(integer({ above: 0 }), { since: '0.1.29', default: 300, doc: 'Seconds per subagent.' }),
  subagent_min_timeout: key(integer({ above: 0 }), { since: '41+', default: 60, doc: 'Shortest timeout.' }),
  subagent_max_timeout: key(integer({ above: 0 }), { since: '41+', default: 600, doc: 'Longest timeout.' }),
  subagent_max_concurrent: key(integer({ min: 1 }), { since: '0.1.29', default: 3, doc: 'Subagents at once.' }),
  subagent_orchestrator: key(blockOf(ORCHESTRATOR), {
    since: '0.1.29',
    feature: 'subagents',
    doc: 'How they work together.',
  }),
  subagent_round_timeouts: key(blockOf(ROUND_TIMEOUTS), {
    since: '41',
    wrong: 'error',
    mayBeEmpty: true,
    doc: "Round limits; unset means the parent's.",
  }),
  background_subagents: key(blockOf(subagentsInBackground('background_subagents', 'warning')), {
    since: '41+',
    default: {},
    doc: 'Background subagents.',
  }),
  async_subagents: aliasKey(blockOf(subagentsInBackground('async_subagents', 'error')), {
    since: '41',
    wrong: 'error',
    doc: 'Name of `background_subagents` in 0.1.41.',
    alias: {
      of: 'background_subagents',
      how: 'replace',
      note: '"async_subagents" is read as "background_subagents"',
      severity: 'warning',
    },
  }),
  subagent_types: key(TEXTS, { since: '41+', doc: 'Unset means evaluator, explorer, researcher.' }),
  subagent_runtime_mode: key(oneOf(['isolated', 'inherited', 'delegated']), {
    since: '41+',
    default: 'isolated',
    doc: 'Where they run.',
  }),
  subagent_runtime_fallback_mode: key(oneOf(['inherited']), { since: '41+', doc: 'Only with `isolated`.' }),
  subagent_host_launch_prefix: key(TEXTS, { since: '41+', doc: 'Words before the launch command.' }),
} as const;
