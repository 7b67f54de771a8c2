import { describe, expect, test } from 'vitest';
import { BACKEND_TYPES, backendType, findBackendType } from '../../src/config/backend-types.ts';
import { unperformedFeatures } from '../../src/config/features.ts';
import { settingsOf } from '../../src/config/settings.ts';
import { DEFAULT_SETTINGS } from '../../src/coordination/settings.ts';
import { agentWith, configOf, coordinationWith, orchestratorWith, parse } from './parse.ts';

const featuresOf = (text: string): readonly string[] => {
  const { config } = parse(text);
  return config === undefined ? ['(not valid)'] : unperformedFeatures(config).map(({ feature }) => feature);
};

describe('features that are not performed', () => {
  test.each([
    ['nothing special', agentWith(), []],
    [
      'a feature left at its default',
      coordinationWith('enable_planning_mode: false\nmax_tasks_per_plan: 20\ncompression_target_ratio: 0.2'),
      [],
    ],
    ['memory that is off', `${agentWith()}memory: {enabled: false, retrieval: {limit: 9}}\n`, []],
    ['memory that is on', `${agentWith()}memory: {enabled: true}\n`, ['vector_memory']],
    ['tool servers', agentWith('mcp_servers: [{name: s, command: npx}]'), ['mcp_servers']],
    [
      'workspaces and commands',
      agentWith('cwd: w\nenable_mcp_command_line: true'),
      ['workspaces', 'command_execution'],
    ],
    [
      'custom tools and uploads',
      agentWith('custom_tools: [{name: [x]}]\nupload_files: [{file_path: a}]'),
      ['custom_tools', 'uploads'],
    ],
    [
      'planning, broadcast, skills',
      coordinationWith('enable_planning_mode: true\nbroadcast: human\nuse_skills: true'),
      ['planning', 'broadcast', 'skills'],
    ],
    ['personas switched on', coordinationWith('persona_generator: {enabled: true}'), ['personas']],
    ['personas only described', coordinationWith('persona_generator: {diversity_mode: implementation}'), []],
    ['subagents', coordinationWith('enable_subagents: true'), ['subagents']],
    [
      'an answer without coordination',
      `${agentWith()}ui: {use_orchestrator_for_single_agent: false}\n`,
      ['single_agent_chat'],
    ],
    [
      'display settings that take effect',
      `${agentWith()}ui: {reduce_motion: true, native_cursor: always, layout: grid, refresh_rate: 5, guard: false, title: false, accessibility: {screen_reader: true}}\n`,
      [],
    ],
    ['display settings for later', `${agentWith()}ui: {notify: bell, toasts: none}\n`, ['display_settings']],
    [
      'one of them among the further ones',
      `${agentWith()}ui: {display_kwargs: {max_line_length: 80}}\n`,
      ['display_settings'],
    ],
    ['one that is off', `${agentWith()}ui: {show_timestamps: false, display_kwargs: {announce: false}}\n`, []],
    ['hooks', `${agentWith()}hooks: {PreToolUse: [{handler: a.b}]}\n`, ['hooks']],
    ['another compression', coordinationWith('compression_target_ratio: 0.5'), ['compression']],
    ['improvements', coordinationWith('improvements: {min_structural: 1}'), ['criteria']],
    ['checklists', orchestratorWith('voting_sensitivity: checklist_gated'), ['checklists']],
    ['a command-line agent', 'agent: {id: a, backend: {type: claude_code}}\n', ['backend_kind']],
    ['subtasks nobody gave', orchestratorWith('coordination_mode: decomposition'), ['decomposer']],
    [
      'subtasks nobody gave, on purpose',
      orchestratorWith('coordination_mode: decomposition\ncoordination: {task_decomposer: {enabled: false}}'),
      [],
    ],
    ['other sensitivities are performed', orchestratorWith('voting_sensitivity: adversarial'), []],
  ])('%s', (_title, text, features) => expect(featuresOf(text)).toEqual(features));

  test('are noticed once each, with their places', () => {
    const { notices } = parse(
      'agents: [{id: a, backend: {type: openai, cwd: w}}, {id: b, backend: {type: openai, cwd: w}}]\n',
    );
    expect(notices).toMatchObject([
      {
        code: 'CFG_NOT_PERFORMED',
        severity: 'note',
        path: 'agents[0].backend.cwd',
        message: expect.stringMatching(/agents\[0\]\.backend\.cwd, agents\[1\]\.backend\.cwd/),
      },
    ]);
  });
});

describe('the rules of a run', () => {
  test('of a file that sets nothing are the defaults', () => {
    const { agents, ...rest } = settingsOf(configOf(agentWith()));
    const { agents: none, ...defaults } = DEFAULT_SETTINGS;
    expect(rest).toEqual({ ...defaults, gatherMs: 100 }); // a wait that only real clocks need
    expect(none).toEqual([]);
    expect(agents).toEqual([{ id: 'a', subtask: null }]);
  });

  test('are what the file says', () => {
    const text = `agents: [{id: a, subtask: s, backend: {type: openai}}, {id: b, subtask: t, backend: {type: openai}}]
orchestrator: {coordination_mode: decomposition, presenter_agent: b, max_new_answers_per_agent: 2, max_new_answers_global: 5, min_answers_before_voting: 3, answer_novelty_requirement: strict,
  answer_novelty_scope: peers, vote_early_stop: majority, anonymity: shuffled, skip_voting: true, skip_final_presentation: true, disable_injection: true, defer_voting_until_all_answered: true,
  defer_peer_updates_until_restart: true, skip_coordination_rounds: true, debug_final_answer: x, final_answer_strategy: synthesize, fairness_lead_cap_answers: 1,
  context_paths: [{path: p, permission: write}], coordination: {max_orchestration_restarts: 2}}
timeout_settings: {orchestrator_timeout_seconds: 60, initial_round_timeout_seconds: 1.5, subsequent_round_timeout_seconds: 2, round_timeout_grace_seconds: 0}
`;
    expect(settingsOf(configOf(text))).toEqual({
      agents: [
        { id: 'a', subtask: 's' },
        { id: 'b', subtask: 't' },
      ],
      mode: 'decomposition',
      presenterAgent: 'b',
      maxNewAnswersPerAgent: 2,
      maxNewAnswersGlobal: 5,
      minAnswersBeforeVoting: 3,
      noveltyRequirement: 'strict',
      noveltyScope: 'peers',
      fairnessLeadCap: 1,
      maxInjectionsPerRound: 2,
      deferPeerUpdatesUntilRestart: true,
      deferVotingUntilAllAnswered: true,
      disableInjection: true,
      skipVoting: true,
      skipFinalPresentation: true,
      finalAnswerStrategy: 'synthesize',
      skipCoordinationRounds: true,
      debugFinalAnswer: 'x',
      voteEarlyStop: 'majority',
      anonymity: 'shuffled',
      maxOrchestrationRestarts: 2,
      hasWritableContextPath: true,
      injectionCharacterLimit: null,
      orchestratorTimeoutMs: 60_000,
      initialRoundTimeoutMs: 1500,
      subsequentRoundTimeoutMs: 2000,
      gatherMs: 100,
      restartDelayMs: 5_000,
      roundTimeoutGraceMs: 0,
    });
  });

  test('give an unknown presenter to the last agent', () => {
    expect(
      settingsOf(parse(orchestratorWith('presenter_agent: x')).config ?? configOf(agentWith())).presenterAgent,
    ).toBe('a');
  });
});

describe('backend types', () => {
  test('are found by every name they have', () => {
    for (const { type, aliases, display } of BACKEND_TYPES) {
      for (const name of [type, type.toUpperCase(), display, ...aliases])
        expect(findBackendType(name)?.type).toBe(type);
    }
    expect(findBackendType('constructor')).toBeUndefined();
  });

  test('without a protocol say why, the others need no reason', () => {
    for (const { type } of BACKEND_TYPES) {
      const { api, reason } = backendType(type);
      expect(api === null).toBe(reason !== null);
    }
  });

  test('have the default models of 0.1.41', () => {
    expect(Object.fromEntries(BACKEND_TYPES.map(({ type, defaultModel }) => [type, defaultModel]))).toMatchObject({
      openai: 'gpt-5.2',
      claude: 'claude-opus-4-5',
      gemini: 'gemini-3-flash-preview',
      grok: 'grok-4-1-fast-reasoning',
      azure_openai: 'gpt-4o',
      cerebras: 'llama-3.3-70b',
      moonshot: 'moonshot-v1-128k',
      qwen: 'qwen-max',
      zai: 'glm-4.5',
      chatcompletion: null,
      openrouter: null,
      vllm: null,
    });
  });
});
