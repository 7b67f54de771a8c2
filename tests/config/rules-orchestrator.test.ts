import { describe } from 'vitest';
import { checkRows } from './check-rows.ts';
import { agentWith, coordinationWith, orchestratorWith } from './parse.ts';

describe('the orchestrator', () => {
  checkRows([
    ['that is a list', `${agentWith()}orchestrator: []\n`, ['error CFG_WRONG_TYPE orchestrator']],
    ['with nothing below it', `${agentWith()}orchestrator:\n`, ['error CFG_EMPTY_BLOCK orchestrator']],
    [
      'context paths that are a map',
      orchestratorWith('context_paths: {}'),
      ['error CFG_WRONG_TYPE orchestrator.context_paths'],
    ],
    [
      'a context path that is a number',
      orchestratorWith('context_paths: [1]'),
      ['error CFG_WRONG_TYPE orchestrator.context_paths[0]'],
    ],
    [
      'a context path without path',
      orchestratorWith('context_paths: [{permission: read}]'),
      ['error CFG_MISSING_KEY orchestrator.context_paths[0]'],
    ],
    [
      'an unknown permission',
      orchestratorWith('context_paths: [{path: a, permission: all}]'),
      ['error CFG_VALUE_NOT_ALLOWED orchestrator.context_paths[0].permission'],
    ],
    [
      'a bare context path is understood',
      orchestratorWith('context_paths: [docs]'),
      ['warning CFG_SHORTHAND orchestrator.context_paths[0]'],
    ],
    [
      'coordination that is a text',
      orchestratorWith('coordination: x'),
      ['error CFG_WRONG_TYPE orchestrator.coordination'],
    ],
    [
      'an unknown sensitivity',
      orchestratorWith('voting_sensitivity: strickt'),
      ['error CFG_VALUE_NOT_ALLOWED orchestrator.voting_sensitivity'],
    ],
    [
      'an unknown novelty requirement',
      orchestratorWith('answer_novelty_requirement: much'),
      ['error CFG_VALUE_NOT_ALLOWED orchestrator.answer_novelty_requirement'],
    ],
    ['a timeout that is a number', orchestratorWith('timeout: 5'), ['error CFG_WRONG_TYPE orchestrator.timeout']],
    [
      'a timeout of zero seconds',
      orchestratorWith('timeout: {orchestrator_timeout_seconds: 0}'),
      ['error CFG_OUT_OF_RANGE orchestrator.timeout.orchestrator_timeout_seconds'],
    ],
    [
      'skipping rounds that is a text',
      orchestratorWith('skip_coordination_rounds: "no"'),
      ['error CFG_WRONG_TYPE orchestrator.skip_coordination_rounds'],
    ],
    [
      'a debug answer that is a list',
      orchestratorWith('debug_final_answer: []'),
      ['error CFG_WRONG_TYPE orchestrator.debug_final_answer'],
    ],
    [
      'a limit that is a text only warns',
      orchestratorWith('max_new_answers_per_agent: five'),
      ['warning CFG_WRONG_TYPE orchestrator.max_new_answers_per_agent'],
    ],
    [
      'an unknown early stop only warns',
      orchestratorWith('vote_early_stop: soon'),
      ['warning CFG_VALUE_NOT_ALLOWED orchestrator.vote_early_stop'],
    ],
    [
      'an unknown presenter only warns',
      orchestratorWith('presenter_agent: b'),
      ['warning CFG_CROSS_CHECK orchestrator.presenter_agent'],
    ],
    [
      'decomposition without a subtask only warns',
      orchestratorWith('coordination_mode: decomposition'),
      ['warning CFG_CROSS_CHECK agents[0]'],
    ],
  ]);
});

describe('coordination', () => {
  const at = 'orchestrator.coordination';
  checkRows([
    [
      'planning mode that is a text',
      coordinationWith('enable_planning_mode: "yes"'),
      [`error CFG_WRONG_TYPE ${at}.enable_planning_mode`],
    ],
    [
      'restarts below zero',
      coordinationWith('max_orchestration_restarts: -1'),
      [`error CFG_OUT_OF_RANGE ${at}.max_orchestration_restarts`],
    ],
    [
      'restarts that are true',
      coordinationWith('max_orchestration_restarts: true'),
      [`error CFG_WRONG_TYPE ${at}.max_orchestration_restarts`],
    ],
    [
      'a fraction as a count that MassGen checks',
      coordinationWith('max_orchestration_restarts: 2.0'),
      [`error CFG_OUT_OF_RANGE ${at}.max_orchestration_restarts`],
    ],
    ['the same as a count that it does not check', coordinationWith('max_tasks_per_plan: 10.0'), []],
    [
      'restarts with a fraction',
      coordinationWith('max_orchestration_restarts: 1.5'),
      [`error CFG_OUT_OF_RANGE ${at}.max_orchestration_restarts`],
    ],
    [
      'two tiers that are a number',
      coordinationWith('use_two_tier_workspace: 1'),
      [`error CFG_WRONG_TYPE ${at}.use_two_tier_workspace`],
    ],
    [
      'a plan depth that does not exist',
      coordinationWith('plan_depth: abysmal'),
      [`error CFG_VALUE_NOT_ALLOWED ${at}.plan_depth`],
    ],
    [
      'a broadcast to nobody known',
      coordinationWith('broadcast: everybody'),
      [`error CFG_VALUE_NOT_ALLOWED ${at}.broadcast`],
    ],
    ['a broadcast that is true', coordinationWith('broadcast: true'), [`error CFG_VALUE_NOT_ALLOWED ${at}.broadcast`]],
    [
      'subagent timeouts that are a list',
      coordinationWith('subagent_round_timeouts: []'),
      [`error CFG_WRONG_TYPE ${at}.subagent_round_timeouts`],
    ],
    [
      'a subagent limit of zero',
      coordinationWith('subagent_round_timeouts: {initial_round_timeout_seconds: 0}'),
      [`error CFG_OUT_OF_RANGE ${at}.subagent_round_timeouts.initial_round_timeout_seconds`],
    ],
    [
      'a subagent grace below zero',
      coordinationWith('subagent_round_timeouts: {round_timeout_grace_seconds: -1}'),
      [`error CFG_OUT_OF_RANGE ${at}.subagent_round_timeouts.round_timeout_grace_seconds`],
    ],
    [
      'the old name of background subagents',
      coordinationWith('async_subagents: {enabled: false}'),
      [`warning CFG_ALIAS ${at}.async_subagents`],
    ],
    [
      'the old name with a wrong value',
      coordinationWith('async_subagents: {enabled: 1}'),
      [`warning CFG_ALIAS ${at}.async_subagents`, `error CFG_WRONG_TYPE ${at}.async_subagents.enabled`],
    ],
    [
      'an unknown injection strategy',
      coordinationWith('async_subagents: {injection_strategy: shout, enabled: 1}'),
      [
        `warning CFG_ALIAS ${at}.async_subagents`,
        `error CFG_WRONG_TYPE ${at}.async_subagents.enabled`,
        `error CFG_VALUE_NOT_ALLOWED ${at}.async_subagents.injection_strategy`,
      ],
    ],
    [
      'empty keys, which mean their defaults',
      coordinationWith('subagent_round_timeouts:\nplan_depth:\nbroadcast:'),
      [],
    ],
    [
      'misspelt keys of a paraphrasing backend',
      orchestratorWith('dspy: {backend: {type: gemini, modle: m, temperature: 0.7}}'),
      ['warning CFG_UNKNOWN_KEY orchestrator.dspy.backend.modle'],
    ],
    [
      'async subagents that are a list',
      coordinationWith('async_subagents: [1]'),
      [`warning CFG_ALIAS ${at}.async_subagents`, `error CFG_WRONG_TYPE ${at}.async_subagents`],
    ],
    [
      'the newer name, which 0.1.41 does not look at,',
      coordinationWith('background_subagents: {injection_strategy: shout}'),
      [`warning CFG_VALUE_NOT_ALLOWED ${at}.background_subagents.injection_strategy`],
    ],
    [
      'crossed subagent timeouts, which 0.1.41 does not read,',
      coordinationWith('subagent_min_timeout: 700'),
      [`warning CFG_CROSS_CHECK ${at}.subagent_min_timeout`],
    ],
    [
      'a default timeout outside its bounds',
      coordinationWith('subagent_default_timeout: 5'),
      [`warning CFG_CROSS_CHECK ${at}.subagent_default_timeout`],
    ],
    [
      'a fallback without isolation',
      coordinationWith('subagent_runtime_mode: delegated\nsubagent_runtime_fallback_mode: inherited'),
      [`warning CFG_CROSS_CHECK ${at}.subagent_runtime_fallback_mode`],
    ],
    [
      'an evaluator half set',
      coordinationWith('round_evaluator_before_checklist: true'),
      [`warning CFG_CROSS_CHECK ${at}.round_evaluator_before_checklist`],
    ],
    [
      'an evaluator without what it needs',
      coordinationWith('round_evaluator_before_checklist: true\norchestrator_managed_round_evaluator: true'),
      [`warning CFG_CROSS_CHECK ${at}.orchestrator_managed_round_evaluator`],
    ],
    [
      'a short broadcast timeout',
      coordinationWith('broadcast: human\nbroadcast_timeout: 5'),
      [`warning CFG_CROSS_CHECK ${at}.broadcast_timeout`],
    ],
    [
      'a persona mode that does not exist only warns',
      coordinationWith('persona_generator: {diversity_mode: mood}'),
      [`warning CFG_VALUE_NOT_ALLOWED ${at}.persona_generator.diversity_mode`],
    ],
    [
      'an instruction that is a list only warns',
      coordinationWith('planning_mode_instruction: []'),
      [`warning CFG_WRONG_TYPE ${at}.planning_mode_instruction`],
    ],
  ]);
});
