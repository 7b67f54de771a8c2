import { describe, expect, test } from 'vitest';
import { agentWith, configOf, coordinationWith, orchestratorWith, parse, short } from './parse.ts';

describe('normalisation', () => {
  test('one agent becomes a list of one', () => {
    const config = configOf('agent: {id: solo, backend: {type: openai}}\n');
    expect(config.agents.map(({ id }) => id)).toEqual(['solo']);
  });

  test('everything has its default', () => {
    const config = configOf('agent: {id: solo, backend: {type: openai}}\n');
    expect(config.orchestrator).toMatchObject({
      voting_sensitivity: 'lenient',
      max_new_answers_per_agent: null,
      min_answers_before_voting: 0,
      answer_novelty_requirement: 'lenient',
      answer_novelty_scope: 'all',
      vote_early_stop: 'off',
      anonymity: 'stable',
      coordination_mode: 'voting',
      context_paths: [],
      fairness_enabled: false,
      fairness_lead_cap_answers: null,
      max_midstream_injections_per_round: null,
      final_answer_strategy: null,
      coordination: {
        max_orchestration_restarts: 0,
        broadcast: false,
        skills_directory: '.agent/skills',
        learning_capture_mode: 'verification_and_final_only',
        task_decomposer: { enabled: true, timeout_seconds: 300 },
      },
    });
    expect(config.timeout_settings).toEqual({
      orchestrator_timeout_seconds: 1800,
      initial_round_timeout_seconds: null,
      subsequent_round_timeout_seconds: null,
      round_timeout_grace_seconds: 120,
    });
    expect(config.ui).toMatchObject({
      display_type: 'rich_terminal',
      logging_enabled: true,
      use_orchestrator_for_single_agent: true,
    });
    expect(config.agents[0]).toMatchObject({
      system_message: null,
      subtask: null,
      backend: {
        type: 'openai',
        model: 'gpt-5.2',
        base_url: null,
        api_key: null,
        params: {},
        mcp_servers: [],
        retry: { max_attempts: 5, initial_delay: 1, multiplier: 2, max_delay: 60, jitter: 1 },
      },
    });
    expect(config.memory).toBeNull();
  });

  test('an empty value means the default', () => {
    const config = configOf(
      orchestratorWith(
        'max_new_answers_per_agent:\nvoting_sensitivity:\ncoordination: {plan_depth: null, max_tasks_per_plan: null}',
      ),
    );
    expect(config.orchestrator).toMatchObject({
      max_new_answers_per_agent: null,
      voting_sensitivity: 'lenient',
      coordination: { plan_depth: null, max_tasks_per_plan: 10 },
    });
  });

  test('tool servers come as a list, whatever form they have', () => {
    const list = configOf(agentWith('mcp_servers:\n  - name: files\n    command: npx\n    args: [x]')).agents[0]
      ?.backend.mcp_servers;
    const map = configOf(agentWith('mcp_servers:\n  files:\n    command: npx\n    args: [x]')).agents[0]?.backend
      .mcp_servers;
    expect(list).toEqual(map);
    expect(list?.[0]).toMatchObject({
      name: 'files',
      type: 'stdio',
      command: 'npx',
      args: ['x'],
      security: { level: 'strict' },
    });
  });

  test.each(['mcp_servers: {}', 'mcp_servers: []', 'mcp_servers:'])('"%s" is no server at all', (line) => {
    expect(configOf(agentWith(line)).agents[0]?.backend.mcp_servers).toEqual([]);
  });

  test('a bare context path is readable', () => {
    const config = parse(orchestratorWith('context_paths: [docs]')).config;
    expect(config?.orchestrator.context_paths).toEqual([{ path: 'docs', permission: 'read', protected_paths: [] }]);
  });

  test('custom tools have lists of names', () => {
    const [tool] =
      configOf(agentWith('custom_tools:\n  - {name: add, function: [plus], path: x.py, default_params: {a: 1}}'))
        .agents[0]?.backend.custom_tools ?? [];
    expect(tool).toMatchObject({
      name: ['add'],
      function: ['plus'],
      description: [],
      category: 'default',
      default_params: { a: 1 },
    });
  });

  test('what goes to the provider is kept apart, the switches it understands among it', () => {
    const lines =
      'temperature: 0.2\nreasoning: {effort: low}\nextra_params: {future: 1}\napi_key: k\nenable_web_search: true\nmax_concurrent_tools: 2';
    const backend = configOf(agentWith(lines)).agents[0]?.backend;
    expect(backend?.params).toEqual({
      temperature: 0.2,
      reasoning: { effort: 'low' },
      extra_params: { future: 1 },
      enable_web_search: true,
    });
    expect(backend).toMatchObject({ api_key: 'k', enable_web_search: true, max_concurrent_tools: 2 });
  });

  test('a switch that is not in the file is not handed to the provider', () => {
    expect(configOf(agentWith('enable_web_search:')).agents[0]?.backend.params).toEqual({});
  });

  test("a provider that is a map is OpenRouter's routing, a text is a display name", () => {
    const routed = configOf(agentWith('provider: {order: [a]}', 'openrouter')).agents[0]?.backend;
    expect(routed?.params).toEqual({ provider: { order: ['a'] } });
    expect(configOf(agentWith('provider_name: Mine', 'chatcompletion')).agents[0]?.backend).toMatchObject({
      provider: 'Mine',
      params: {},
    });
  });

  test('the type is spelt one way and brings its model and endpoint', () => {
    const config = parse(
      'agents: [{id: a, backend: {type: Gemini}}, {id: b, backend: {type: groq}}, {id: c, backend: {type: ag2}}]\n',
    ).config;
    expect(config?.agents.map(({ backend: { type, model, base_url: url } }) => [type, model, url])).toEqual([
      ['gemini', 'gemini-3-flash-preview', null],
      ['groq', 'llama-3.3-70b-versatile', 'https://api.groq.com/openai/v1'],
      ['ag2', '', null],
    ]);
  });
});

describe('older spellings', () => {
  test('text of append_system_prompt follows the system message', () => {
    const both = 'agents: [{id: a, system_message: first, append_system_prompt: second, backend: {type: openai}}]\n';
    expect(configOf(both).agents[0]?.system_message).toBe('first\n\nsecond');
    expect(configOf(both.replace('system_message: first, ', '')).agents[0]?.system_message).toBe('second');
    expect(short(parse(both).notices)).toEqual(['note CFG_ALIAS agents[0].append_system_prompt']);
  });

  test.each([
    ['ui: {type: rich_terminal}', 'rich_terminal', 0],
    ['ui: {type: simple}', 'simple', 1],
    ['ui: {type: simple, display_type: textual_terminal}', 'textual_terminal', 1],
    ['display: {type: rich_terminal}', 'rich_terminal', 0],
    ['ui: {type: web}', 'rich_terminal', 1],
    ['ui: {type: [5]}', 'rich_terminal', 1],
    ['ui: {type: web, display_type: simple}', 'simple', 1],
    ['display: {type: simple}', 'simple', 1],
    ['display: {type: simple}\nui: {display_type: textual_terminal}', 'textual_terminal', 1],
    ['display: {type: web}', 'rich_terminal', 2],
    ['display: {display_type: simple, logging_enabled: "no", width: 3}', 'simple', 3],
    ['display: rich', 'rich_terminal', 1],
    ['display:', 'rich_terminal', 1],
  ])('%s shows %s, with %d notices and no warning', (lines, display, notices) => {
    const parsed = parse(`${agentWith()}${lines}\n`);
    expect(parsed.config?.ui.display_type).toBe(display);
    expect(parsed.notices).toHaveLength(notices);
    expect(parsed.diagnostics).toEqual([]);
  });

  test('what is wrong in a display block is noticed where it stands', () => {
    const { notices } = parse(`${agentWith()}display:\n  type: simple\n  width: 3\n`);
    expect(notices).toMatchObject([
      { path: 'display', line: 6, column: 1 },
      { path: 'display.width', line: 8, column: 3 },
    ]);
  });

  test('async_subagents is background_subagents, unless both are there', () => {
    expect(
      parse(coordinationWith('async_subagents: {enabled: false}')).config?.orchestrator.coordination
        .background_subagents,
    ).toEqual({ enabled: false, injection_strategy: 'tool_result' });
    expect(
      parse(coordinationWith('async_subagents: {enabled: false}\nbackground_subagents: {enabled: true}')).config
        ?.orchestrator.coordination.background_subagents.enabled,
    ).toBe(true);
  });

  test('the older place of the deadline counts below the newer', () => {
    const older = 'orchestrator: {timeout: {orchestrator_timeout_seconds: 60}}\n';
    expect(configOf(`${agentWith()}${older}`).timeout_settings.orchestrator_timeout_seconds).toBe(60);
    expect(
      configOf(`${agentWith()}${older}timeout_settings: {orchestrator_timeout_seconds: 90}\n`).timeout_settings
        .orchestrator_timeout_seconds,
    ).toBe(90);
  });

  test.each([
    ['checklist_require_gap_report: true', 'separate'],
    ['checklist_require_gap_report: false', 'none'],
    ['checklist_require_gap_report: true\ngap_report_mode: changedoc', 'changedoc'],
    ['skip_voting: false', 'changedoc'],
  ])('%s gives %s', (lines, mode) => {
    expect(configOf(orchestratorWith(lines)).orchestrator.gap_report_mode).toBe(mode);
  });

  test('keys of 0.1.15 and two-tier workspaces are noticed, not warned of', () => {
    const parsed = parse(coordinationWith('use_two_tier_workspace: true\npersona_generator: {strategy: diverse}'));
    expect(parsed.diagnostics).toEqual([]);
    expect(short(parsed.notices)).toEqual(
      expect.arrayContaining([
        'note CFG_DEPRECATED orchestrator.coordination.use_two_tier_workspace',
        'note CFG_DEPRECATED orchestrator.coordination.persona_generator.strategy',
      ]),
    );
  });
});

describe('keys that have no effect where they stand', () => {
  test.each([
    'interactive_mode: true',
    'max_turns: 3',
    'type: x',
    'skills_directory: s',
    'max_orchestration_restarts: 2',
  ])('%s under the orchestrator is noticed, not warned of', (line) => {
    const parsed = parse(orchestratorWith(line));
    expect(parsed.diagnostics).toEqual([]);
    expect(short(parsed.notices)).toEqual([`note CFG_DEPRECATED orchestrator.${line.split(':')[0]}`]);
  });
});

describe('values that follow from others', () => {
  test.each([
    ['fairness_enabled: true', true, 2, 2],
    ['fairness_lead_cap_answers: 1', true, 1, 2],
    ['max_midstream_injections_per_round: 3', true, 2, 3],
    ['fairness_enabled: false\nfairness_lead_cap_answers: 1', false, null, null],
    ['skip_voting: true', false, null, null],
  ])('%s', (lines, enabled, cap, injections) => {
    expect(configOf(orchestratorWith(lines)).orchestrator).toMatchObject({
      fairness_enabled: enabled,
      fairness_lead_cap_answers: cap,
      max_midstream_injections_per_round: injections,
    });
  });

  test('a coordination block changes when lessons are kept', () => {
    expect(
      configOf(coordinationWith('max_orchestration_restarts: 1')).orchestrator.coordination.learning_capture_mode,
    ).toBe('round');
  });

  test('agents inherit the media settings they do not have', () => {
    const text = `${agentWith('image_generation_model: own')}orchestrator: {image_generation_model: shared, video_generation_model: film}\n`;
    expect(configOf(text).agents[0]?.backend).toMatchObject({
      image_generation_model: 'own',
      video_generation_model: 'film',
    });
    expect(parse(text).origins.get('agents[0].backend.video_generation_model')).toBe('orchestrator');
  });
});

const settings = (text: string) => {
  const { config, diagnostics, notices } = parse(`${agentWith()}ui: ${text}\n`);
  return { ui: config?.ui, diagnostics, notices: notices.map(({ path }) => path) };
};

describe('the further display settings', () => {
  test('count as if they stood in the block itself, and win', () => {
    const { ui, diagnostics, notices } = settings(
      '{theme: dark, layout: grid, display_kwargs: {theme: light, refresh_rate: 4}}',
    );
    expect(ui).toMatchObject({ theme: 'light', layout: 'grid', refresh_rate: 4 });
    expect([...diagnostics, ...notices]).toEqual([]);
  });

  test.each([
    ['no such setting', '{display_kwargs: {banana: 1}}', 'ui.display_kwargs.banana'],
    ['a value of another kind', '{display_kwargs: {reduce_motion: [1]}}', 'ui.display_kwargs.reduce_motion'],
    ['a word that is none of its', '{display_kwargs: {display_type: web}}', 'ui.display_kwargs.display_type'],
    ['themselves', '{display_kwargs: {display_kwargs: {theme: dark}}}', 'ui.display_kwargs.display_kwargs'],
  ])('are told, not refused, when they are %s', (_name, text, place) => {
    const { ui, diagnostics, notices } = settings(text);
    expect(ui).toMatchObject({ display_type: 'rich_terminal', reduce_motion: false, theme: null });
    expect(diagnostics).toEqual([]);
    expect(notices).toEqual([place]);
  });
});
