import { describe, expect, test } from 'vitest';
import { agentWith, coordinationWith, orchestratorWith, parse, short } from './parse.ts';

/** [what is wrong, the text, the only findings it must give]. */
type Row = readonly [title: string, text: string, findings: readonly string[]];

const check = (rows: readonly Row[]): void => {
  test.each(rows)('%s', (_title, text, findings) => {
    const parsed = parse(text);
    expect(short(parsed.diagnostics)).toEqual(findings);
    expect(parsed.config === undefined).toBe(findings.some((finding) => finding.startsWith('error')));
  });
};

describe('the file as a whole', () => {
  check([
    ['an empty file', '', ['error CFG_ROOT root']],
    ['a list at the root', '- a\n', ['error CFG_ROOT root']],
    ['a text at the root', 'hello', ['error CFG_ROOT root']],
    ['neither agents nor agent', 'ui: {}\n', ['error CFG_AGENTS_MISSING root']],
    [
      'both agents and agent',
      `${agentWith()}agent: {id: b, backend: {type: openai}}\n`,
      ['error CFG_AGENTS_TWICE root'],
    ],
    ['agents that are a map', 'agents: {id: a}\n', ['error CFG_WRONG_TYPE agents']],
    ['agents that are empty', 'agents:\n', ['error CFG_WRONG_TYPE agents']],
    ['an agent that is a list', 'agent: []\n', ['error CFG_WRONG_TYPE agent']],
  ]);

  test.each([
    'models',
    'model_configs',
    'num_agents',
    'max_rounds',
    'consensus_threshold',
    'voting_enabled',
    'enable_voting',
  ])('the first format\'s "%s" stops everything else', (key) => {
    const parsed = parse(`${key}: 1\nagents: nonsense\nui: []\n`);
    expect(short(parsed.diagnostics)).toEqual(['error CFG_VERSION_1 root']);
    expect(parsed.diagnostics[0]?.message).toContain(key);
  });

  test('a file of another kind is refused by its name', () => {
    expect(short(parse('a: 1', {}, 'team.toml').diagnostics)).toEqual(['error CFG_FILE_SUFFIX file']);
  });

  test('an empty list of agents is valid; only a start fails', () => {
    expect(parse('agents: []\n').config?.agents).toEqual([]);
  });
});

describe('agents', () => {
  check([
    ['an agent that is a text', 'agents: [x]\n', ['error CFG_WRONG_TYPE agents[0]']],
    ['no id', 'agents: [{backend: {type: openai}}]\n', ['error CFG_MISSING_KEY agents[0]']],
    ['no backend', 'agents: [{id: a}]\n', ['error CFG_MISSING_KEY agents[0]']],
    ['an id that is a number', 'agents: [{id: 1, backend: {type: openai}}]\n', ['error CFG_WRONG_TYPE agents[0].id']],
    [
      'an id twice',
      'agents: [{id: a, backend: {type: openai}}, {id: a, backend: {type: openai}}]\n',
      ['error CFG_DUPLICATE_ID agents[1].id'],
    ],
    [
      'an id with a control character',
      'agents: [{id: "a\\e[31m", backend: {type: openai}}]\n',
      ['error CFG_ID agents[0].id'],
    ],
    [
      'a system message that is a list',
      'agents: [{id: a, system_message: [], backend: {type: openai}}]\n',
      ['error CFG_WRONG_TYPE agents[0].system_message'],
    ],
    ['a backend that is a text', 'agents: [{id: a, backend: openai}]\n', ['error CFG_WRONG_TYPE agents[0].backend']],
    [
      'the singular form has its own path',
      'agent: {id: 1, backend: {type: nope}}\n',
      ['error CFG_WRONG_TYPE agent.id', 'error CFG_BACKEND_TYPE_UNKNOWN agent.backend.type'],
    ],
    [
      'a wrong per-agent sensitivity only warns',
      'agents: [{id: a, voting_sensitivity: never, backend: {type: openai}}]\n',
      ['warning CFG_VALUE_NOT_ALLOWED agents[0].voting_sensitivity'],
    ],
    [
      'two main agents only warn',
      'agents: [{id: a, main_agent: true, backend: {type: openai}}, {id: b, main_agent: true, backend: {type: openai}}]\n',
      ['warning CFG_MAIN_AGENT agents[1].main_agent'],
    ],
  ]);
});

describe('backends', () => {
  const at = 'agents[0].backend';
  check([
    [
      'no type',
      'agents: [{id: a, backend: {model: m, enable_web_search: 1}}]\n',
      [`error CFG_BACKEND_TYPE_MISSING ${at}`],
    ],
    [
      'a type that is a number',
      'agents: [{id: a, backend: {type: 7, model: 7}}]\n',
      [`error CFG_WRONG_TYPE ${at}.type`],
    ],
    [
      'an unknown type',
      'agents: [{id: a, backend: {type: opneai, model: 7}}]\n',
      [`error CFG_BACKEND_TYPE_UNKNOWN ${at}.type`],
    ],
    [
      'a type in another case',
      'agents: [{id: a, backend: {type: OpenAI}}]\n',
      [`warning CFG_BACKEND_TYPE_SPELLING ${at}.type`],
    ],
    [
      'a model that is a number',
      'agents: [{id: a, backend: {type: openai, model: 4}}]\n',
      [`error CFG_WRONG_TYPE ${at}.model`],
    ],
    [
      'no model where there is no default',
      'agents: [{id: a, backend: {type: chatcompletion}}]\n',
      [`error CFG_MODEL_MISSING ${at}`],
    ],
    ['web search where there is none', agentWith('enable_web_search: true', 'vllm'), [`error CFG_CAPABILITY ${at}`]],
    [
      'code execution where there is none',
      agentWith('enable_code_execution: true', 'grok'),
      [`error CFG_CAPABILITY ${at}`],
    ],
    [
      'a code interpreter where there is none',
      agentWith('enable_code_interpreter: true', 'groq'),
      [`error CFG_CAPABILITY ${at}`],
    ],
    [
      'tool servers where there are none',
      agentWith('mcp_servers: {x: {command: npx}}', 'ag2'),
      [`error CFG_CAPABILITY ${at}`],
    ],
    ['programmatic tools outside claude', agentWith('enable_programmatic_flow: true'), [`error CFG_CAPABILITY ${at}`]],
    ['tool search outside claude', agentWith('enable_tool_search: true'), [`error CFG_CAPABILITY ${at}`]],
    ['system_prompt', agentWith('system_prompt: hi'), [`error CFG_PROMPT_IN_BACKEND ${at}.system_prompt`]],
    [
      'append_system_prompt',
      agentWith('append_system_prompt: hi'),
      [`error CFG_PROMPT_IN_BACKEND ${at}.append_system_prompt`],
    ],
    [
      'an unknown permission mode',
      agentWith('permission_mode: ask'),
      [`error CFG_VALUE_NOT_ALLOWED ${at}.permission_mode`],
    ],
    [
      'a permission mode that is a list',
      agentWith('permission_mode: [plan]'),
      [`error CFG_VALUE_NOT_ALLOWED ${at}.permission_mode`],
    ],
    ['allowed tools that are a text', agentWith('allowed_tools: x'), [`error CFG_WRONG_TYPE ${at}.allowed_tools`]],
    [
      'an excluded tool that is a number',
      agentWith('exclude_tools: [x, 1]'),
      [`error CFG_WRONG_TYPE ${at}.exclude_tools[1]`],
    ],
    [
      'a disallowed tool that is a map',
      agentWith('disallowed_tools: [{}]'),
      [`error CFG_WRONG_TYPE ${at}.disallowed_tools[0]`],
    ],
    [
      'both tool lists',
      agentWith('allowed_tools: [x]\nexclude_tools: [y]'),
      [`warning CFG_TOOL_LISTS ${at}.exclude_tools`],
    ],
    [
      'programmatic and strict',
      agentWith('enable_programmatic_flow: true\nenable_strict_tool_use: true', 'claude'),
      [`warning CFG_STRICT_DROPPED ${at}`],
    ],
    ['an output schema that is a text', agentWith('output_schema: x'), [`error CFG_WRONG_TYPE ${at}.output_schema`]],
    ['an empty output schema', agentWith('output_schema: {}'), [`warning CFG_OUTPUT_SCHEMA ${at}.output_schema`]],
    [
      'an output schema without a type',
      agentWith('output_schema: {properties: {}}'),
      [`warning CFG_OUTPUT_SCHEMA ${at}.output_schema`],
    ],
    ['hooks that are a list', agentWith('hooks: []'), [`error CFG_WRONG_TYPE ${at}.hooks`]],
  ]);

  test.each([
    'enable_web_search',
    'enable_code_execution',
    'enable_code_interpreter',
    'enable_programmatic_flow',
    'enable_tool_search',
    'enable_strict_tool_use',
  ])('%s must be true or false', (key) => {
    expect(short(parse(agentWith(`${key}: "true"`, 'claude')).diagnostics)).toEqual([
      `error CFG_WRONG_TYPE ${at}.${key}`,
    ]);
    expect(short(parse(agentWith(`${key}: 1`, 'claude')).diagnostics)).toEqual([`error CFG_WRONG_TYPE ${at}.${key}`]);
  });

  test('an unknown type is told with the nearest names', () => {
    const suggestionFor = (type: string) => parse(agentWith('', type)).diagnostics[0]?.suggestion ?? '';
    expect(suggestionFor('opneai')).toMatch(/^Did you mean "openai"\?/);
    expect(suggestionFor('anthropic')).toMatch(/^Did you mean "claude"\?/);
    expect(suggestionFor('zzzzzzz')).toMatch(/^Known types: openai, claude, gemini/);
  });

  test.each(['gemini-cli', 'agy', 'autogen', 'ui_tars', '"Kimi (Moonshot AI)"'])(
    '%s is understood as another spelling',
    (type) => {
      expect(short(parse(agentWith('', type)).diagnostics)).toEqual([`warning CFG_BACKEND_TYPE_SPELLING ${at}.type`]);
    },
  );
});

describe('the orchestrator', () => {
  check([
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
  check([
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
      coordinationWith('background_subagents: {injection_strategy: shout}'),
      [`error CFG_VALUE_NOT_ALLOWED ${at}.background_subagents.injection_strategy`],
    ],
    [
      'crossed subagent timeouts',
      coordinationWith('subagent_min_timeout: 700'),
      [`error CFG_CROSS_CHECK ${at}.subagent_min_timeout`],
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

describe('the other blocks', () => {
  const root = (lines: string): string => `${agentWith()}${lines}\n`;
  check([
    ['a ui that is a list', root('ui: []'), ['error CFG_WRONG_TYPE ui']],
    ['an unknown display', root('ui: {display_type: hologram}'), ['error CFG_VALUE_NOT_ALLOWED ui.display_type']],
    [
      'a display only for the command line',
      root('ui: {display_type: silent}'),
      ['error CFG_VALUE_NOT_ALLOWED ui.display_type'],
    ],
    ['logging that is a text', root('ui: {logging_enabled: "yes"}'), ['error CFG_WRONG_TYPE ui.logging_enabled']],
    ['memory that is a text', root('memory: x'), ['error CFG_WRONG_TYPE memory']],
    ['memory with nothing below it', root('memory:'), ['error CFG_EMPTY_BLOCK memory']],
    ['memory enabled by a text', root('memory: {enabled: "on"}'), ['error CFG_WRONG_TYPE memory.enabled']],
    [
      'conversation memory that is a list',
      root('memory: {conversation_memory: []}'),
      ['error CFG_WRONG_TYPE memory.conversation_memory'],
    ],
    [
      'a store that is a number',
      root('memory: {persistent_memory: {vector_store: 1}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.vector_store'],
    ],
    [
      'on disk that is a text',
      root('memory: {persistent_memory: {on_disk: x}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.on_disk'],
    ],
    [
      'a model provider that is a number',
      root('memory: {persistent_memory: {llm: {provider: 1}}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.llm.provider'],
    ],
    [
      'an embedding model that is a list',
      root('memory: {persistent_memory: {embedding: {model: []}}}'),
      ['error CFG_WRONG_TYPE memory.persistent_memory.embedding.model'],
    ],
    [
      'an unknown store mode',
      root('memory: {persistent_memory: {qdrant: {mode: cloud}}}'),
      ['error CFG_VALUE_NOT_ALLOWED memory.persistent_memory.qdrant.mode'],
    ],
    [
      'a port of zero',
      root('memory: {persistent_memory: {qdrant: {port: 0}}}'),
      ['error CFG_OUT_OF_RANGE memory.persistent_memory.qdrant.port'],
    ],
    [
      'a port beyond the last',
      root('memory: {persistent_memory: {qdrant: {port: 65536}}}'),
      ['error CFG_OUT_OF_RANGE memory.persistent_memory.qdrant.port'],
    ],
    [
      'a ratio above one',
      root('memory: {compression: {target_ratio: 1.01}}'),
      ['error CFG_OUT_OF_RANGE memory.compression.target_ratio'],
    ],
    [
      'a threshold that is a text',
      root('memory: {compression: {trigger_threshold: "0.5"}}'),
      ['error CFG_WRONG_TYPE memory.compression.trigger_threshold'],
    ],
    [
      'a retrieval limit of zero',
      root('memory: {retrieval: {limit: 0}}'),
      ['error CFG_OUT_OF_RANGE memory.retrieval.limit'],
    ],
    [
      'exclude_recent that is a number',
      root('memory: {retrieval: {exclude_recent: 1}}'),
      ['error CFG_WRONG_TYPE memory.retrieval.exclude_recent'],
    ],
    ['hooks that are a text', root('hooks: x'), ['error CFG_WRONG_TYPE hooks']],
    ['a hook for an unknown event', root('hooks: {BeforeLunch: []}'), ['warning CFG_HOOK_EVENT hooks.BeforeLunch']],
    ['an override that is a text', root('hooks: {override: x}'), ['error CFG_HOOK hooks.override']],
    ['hooks of an event that are a text', root('hooks: {PreToolUse: x}'), ['error CFG_HOOK hooks.PreToolUse']],
    ['a hook that is a text', root('hooks: {PreToolUse: [x]}'), ['error CFG_HOOK hooks.PreToolUse[0]']],
    ['a hook without a handler', root('hooks: {PreToolUse: [{matcher: "*"}]}'), ['error CFG_HOOK hooks.PreToolUse[0]']],
    [
      'a hook of an unknown type',
      root('hooks: {PostToolUse: {hooks: [{handler: a.b, type: perl}]}}'),
      ['error CFG_HOOK hooks.PostToolUse.hooks[0].type'],
    ],
    [
      'a hook that may take no time',
      root('hooks: {PreToolUse: [{handler: a.b, timeout: 0}]}'),
      ['error CFG_HOOK hooks.PreToolUse[0].timeout'],
    ],
    [
      'an unknown time limit only warns',
      root('timeout_settings: {agent_timeout_seconds: 5}'),
      ['warning CFG_UNKNOWN_KEY timeout_settings.agent_timeout_seconds'],
    ],
    [
      'a time limit of zero only warns',
      root('timeout_settings: {orchestrator_timeout_seconds: 0}'),
      ['warning CFG_OUT_OF_RANGE timeout_settings.orchestrator_timeout_seconds'],
    ],
    ['an empty timeout_settings is nothing', root('timeout_settings:'), []],
  ]);

  test('an empty ui is reported but keeps no run from starting', () => {
    const parsed = parse(root('ui:'));
    expect(short(parsed.diagnostics)).toEqual(['error CFG_EMPTY_BLOCK ui']);
    expect(parsed.config?.ui.display_type).toBe('rich_terminal');
  });

  test.each(['rich_terminal', 'simple', 'textual_terminal'])('the display %s is valid', (display) => {
    expect(parse(root(`ui: {display_type: ${display}}`)).diagnostics).toEqual([]);
  });
});
