import { describe, expect, test } from 'vitest';
import { checkRows } from './check-rows.ts';
import { agentWith, parse, short } from './parse.ts';

const suggestionFor = (type: string) => parse(agentWith('', type)).diagnostics[0]?.suggestion ?? '';

describe('backends', () => {
  const at = 'agents[0].backend';
  checkRows([
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
    ['system_prompt', agentWith('system_prompt: hi'), [`error CFG_PROMPT_IN_BACKEND ${at}`]],
    ['append_system_prompt', agentWith('append_system_prompt: hi'), [`error CFG_PROMPT_IN_BACKEND ${at}`]],
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
    ['both tool lists', agentWith('allowed_tools: [x]\nexclude_tools: [y]'), [`warning CFG_TOOL_LISTS ${at}`]],
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

  test.each([
    ['enable_web_search: true', 'vllm', 6, 'CFG_CAPABILITY'],
    ['cwd: w\nmcp_servers: {s: {command: npx}}', 'ag2', 7, 'CFG_CAPABILITY'],
    ['cwd: w\nsystem_prompt: x', 'openai', 7, 'CFG_PROMPT_IN_BACKEND'],
    ['allowed_tools: []\nexclude_tools: []', 'openai', 7, 'CFG_TOOL_LISTS'],
    ['enable_programmatic_flow: true\nenable_strict_tool_use: true', 'claude', 7, 'CFG_STRICT_DROPPED'],
  ])('%j of %s is filed under the backend and points at line %d', (lines, type, line, code) => {
    expect(parse(agentWith(lines, type)).diagnostics).toMatchObject([{ code, path: at, line, column: 7 }]);
  });

  test('a misspelt type is shown, though nothing else of the backend can be judged', () => {
    const { diagnostics } = parse('agents:\n  - id: a\n    backend:\n      model: m\n      tpye: openai\n');
    expect(diagnostics).toMatchObject([{ code: 'CFG_BACKEND_TYPE_MISSING', path: at, line: 5, column: 7 }]);
    expect(diagnostics[0]?.suggestion).toMatch(/^Did you mean "type" by "tpye"\?/);
  });

  test('mistakes come in the order of MassGen, whatever the order of the file', () => {
    const lines = [
      'hooks: {PreToolUse: x}',
      'output_schema: 1',
      'enable_tool_search: x',
      'enable_web_search: x',
      'mcp_servers: [x]',
      'disallowed_tools: x',
      'allowed_tools: x',
      'permission_mode: x',
      'system_prompt: x',
      'enable_programmatic_flow: true',
    ];
    const paths = parse(`hooks: {PostToolUse: x}\n${agentWith(lines.join('\n'))}ui: []\nmemory: []\norchestrator: []\n`)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ path }) => path.replace(`${at}.`, '@'));
    expect(paths).toEqual([
      'hooks.PostToolUse',
      at,
      at,
      '@permission_mode',
      '@allowed_tools',
      '@disallowed_tools',
      '@mcp_servers[0]',
      '@enable_web_search',
      '@enable_tool_search',
      '@output_schema',
      '@hooks.PreToolUse',
      'orchestrator',
      'ui',
      'memory',
    ]);
  });

  test('an unknown type is told with the nearest names', () => {
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

describe('keys without effect', () => {
  test.each([
    ['output_schema: {type: object}', 'openai', 'output_schema'],
    ['include_thoughts: true', 'claude', 'include_thoughts'],
    ['enable_code_interpreter: true', 'claude', 'enable_code_interpreter'],
    ['permission_mode: plan', 'openai', 'permission_mode'],
    ['engine: exa', 'groq', 'engine'],
  ])('%s for %s is noticed, not warned of', (line, type, key) => {
    const parsed = parse(agentWith(line, type));
    expect(parsed.diagnostics).toEqual([]);
    expect(short(parsed.notices)).toEqual([`note CFG_NO_EFFECT agents[0].backend.${key}`]);
  });

  test.each([
    ['output_schema: {type: object}', 'claude'],
    ['include_thoughts: true', 'gemini'],
    ['enable_code_interpreter: false', 'claude'],
    ['engine: exa', 'openrouter'],
  ])('%s for %s is in its place', (line, type) => {
    expect(parse(agentWith(line, type)).notices).toEqual([]);
  });

  test.each(['stream', 'timeout', 'extra_headers'])('"%s" is set by the program itself', (key) => {
    const parsed = parse(agentWith(`${key}: 1`));
    expect(short(parsed.diagnostics)).toEqual([`warning CFG_NO_EFFECT agents[0].backend.${key}`]);
    expect(parsed.config?.agents[0]?.backend.params).toEqual({});
  });
});
