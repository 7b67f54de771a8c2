import type { Config } from '../config.ts';
import { nearest } from '../../shared/nearest.ts';
import type { Reader } from '../reader.ts';

/** What must hold between keys of different blocks (`config.md` §16.3 at its end, §16.4). None of it stops a run. */
export function crossCheck(config: Config, reader: Reader): void {
  checkDecomposition(config, reader);
  checkSubagents(config, reader);
  checkEvaluator(config, reader);
  const { orchestrator } = config;
  const { coordination } = orchestrator;
  const warn = warner(reader);
  if (coordination.checklist_criteria_inline !== null && coordination.evaluation_criteria_generator.enabled) {
    warn(
      ['orchestrator', 'coordination', 'checklist_criteria_inline'],
      'inline criteria and the criteria generator are both on',
      'Keep one of them.',
    );
  }
  if (orchestrator.voting_sensitivity === 'checklist_gated' && !coordination.enable_changedoc) {
    warn(
      ['orchestrator', 'coordination', 'enable_changedoc'],
      '"checklist_gated" wants decision notes',
      'Remove "enable_changedoc: false".',
    );
  }
  const { broadcast, broadcast_timeout: timeout } = coordination;
  if (broadcast !== false && timeout < 30) {
    warn(
      ['orchestrator', 'coordination', 'broadcast_timeout'],
      `${timeout} seconds are short for a reply`,
      'Use 30 or more.',
    );
  }
  if (orchestrator.dspy?.enabled === true && orchestrator.dspy.backend === null) {
    warn(['orchestrator', 'dspy'], 'paraphrasing needs "backend"; it stays off', 'Add "backend:" with type and model.');
  }
}

const at = (key: string): readonly string[] => ['orchestrator', 'coordination', key];

const warner =
  (reader: Reader) =>
  (path: readonly (string | number)[], message: string, suggestion: string): void =>
    reader.report(path, { code: 'CFG_CROSS_CHECK', severity: 'warning', message, suggestion });

function checkDecomposition({ agents, orchestrator }: Config, reader: Reader): void {
  const warn = warner(reader);
  const ids = agents.map(({ id }) => id);
  const presenter = orchestrator.presenter_agent;
  if (presenter !== null && !ids.includes(presenter)) {
    const [guess] = nearest(presenter, ids);
    warn(
      ['orchestrator', 'presenter_agent'],
      'is no id of an agent; the last agent presents',
      guess === undefined ? `Use one of ${ids.join(', ')}.` : `Did you mean "${guess}"?`,
    );
  }
  if (orchestrator.coordination_mode !== 'decomposition') return;
  for (const [index, agent] of agents.entries()) {
    if (agent.subtask === null)
      warn(['agents', index], 'has no "subtask" in decomposition mode', 'Add "subtask:" with its part of the work.');
  }
}

function checkSubagents({ orchestrator: { coordination } }: Config, reader: Reader): void {
  const warn = warner(reader);
  const { subagent_min_timeout: low, subagent_max_timeout: high, subagent_default_timeout: usual } = coordination;
  if (low > high) {
    // MassGen 0.1.41 reads neither from a file: what it takes must not become invalid.
    warn(at('subagent_min_timeout'), `${low} is more than "subagent_max_timeout" (${high})`, 'Make it smaller.');
  } else if (usual < low || usual > high) {
    warn(
      at('subagent_default_timeout'),
      `${usual} is outside ${low} to ${high} and is brought inside`,
      'Choose a value between them.',
    );
  }
  if (coordination.subagent_runtime_fallback_mode !== null && coordination.subagent_runtime_mode !== 'isolated') {
    warn(at('subagent_runtime_fallback_mode'), 'works with "subagent_runtime_mode: isolated" only', 'Remove it.');
  }
  const team = coordination.subagent_orchestrator?.agents ?? [];
  if (team.length > 10) {
    reader.report(at('subagent_orchestrator'), {
      code: 'CFG_CROSS_CHECK',
      severity: 'error',
      message: `${team.length} subagents are more than 10`,
      suggestion: 'Remove some.',
    });
  }
}

function checkEvaluator({ agents, orchestrator }: Config, reader: Reader): void {
  const { coordination } = orchestrator;
  const { round_evaluator_before_checklist: before, orchestrator_managed_round_evaluator: managed } = coordination;
  const warn = warner(reader);
  if (before !== managed) {
    const [given, other] = before
      ? (['round_evaluator_before_checklist', 'orchestrator_managed_round_evaluator'] as const)
      : (['orchestrator_managed_round_evaluator', 'round_evaluator_before_checklist'] as const);
    warn(at(given), `needs "${other}" too`, `Set "${other}: true".`);
  }
  if (before && managed) {
    const needs: readonly (readonly [boolean, string])[] = [
      [agents.length === 1, 'exactly one agent'],
      [orchestrator.voting_sensitivity === 'checklist_gated', '"voting_sensitivity: checklist_gated"'],
      [coordination.enable_subagents, '"enable_subagents: true"'],
      [coordination.subagent_orchestrator?.enabled === true, '"subagent_orchestrator.enabled: true"'],
      [coordination.subagent_types?.includes('round_evaluator') === true, '"round_evaluator" in "subagent_types"'],
      [!coordination.round_evaluator_skip_synthesis, 'no "round_evaluator_skip_synthesis"'],
    ];
    const missing = needs.flatMap(([isMet, what]) => (isMet ? [] : [what]));
    if (missing.length > 0)
      warn(
        at('orchestrator_managed_round_evaluator'),
        `needs ${missing.join(', ')}`,
        'Set them, or remove the evaluator.',
      );
  }
  for (const key of ['round_evaluator_refine', 'enable_execution_trace_analyzer'] as const) {
    if (coordination[key] && !managed)
      warn(
        at(key),
        'needs "orchestrator_managed_round_evaluator"',
        'Set "orchestrator_managed_round_evaluator: true".',
      );
  }
}
