import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import type { BuildOptions, ConfigTree } from '../../src/config/build.ts';
import { buildConfig, quickConfig } from '../../src/config/build.ts';
import { inferBackend } from '../../src/config/infer-type.ts';
import { parseTree } from '../../src/config/load.ts';

const parsedOf = (tree: ConfigTree) => parseTree(tree, { file: '(built)', env: {} });
function treeOf(built: ReturnType<typeof buildConfig>): ConfigTree {
  if (!built.ok) throw new Error(built.error);
  return built.value;
}

describe('a quick run', () => {
  test.each([
    [{ model: 'gpt-9-mini' }, 'openai', 'gpt-9-mini'],
    [{ model: 'o4-mini-high' }, 'openai', 'o4-mini-high'],
    [{ model: 'claude-next' }, 'claude', 'claude-next'],
    [{ model: 'gemini-4' }, 'gemini', 'gemini-4'],
    [{ model: 'grok-5' }, 'grok', 'grok-5'],
    [{ model: 'glm-5' }, 'zai', 'glm-5'],
    [{ model: '' }, 'openai', 'gpt-5.2'],
    [{ model: 'groq/llama-9' }, 'groq', 'llama-9'],
    [{ model: 'openrouter/meta/llama' }, 'openrouter', 'meta/llama'],
    [{ backend: 'claude' }, 'claude', 'claude-opus-4-5'],
    [{ backend: 'Gemini', model: 'x' }, 'gemini', 'x'],
    [{ backend: 'chatcompletion', model: 'x', baseUrl: 'http://localhost:1/v1' }, 'chatcompletion', 'x'],
  ])('with %j runs on %s with %s', (options, type, model) => {
    const parsed = parsedOf(treeOf(quickConfig(options)));
    expect(parsed.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(parsed.config?.agents).toMatchObject([{ id: 'agent1', backend: { type, model } }]);
  });

  test('takes the system message and the address from the command line', () => {
    const { config } = parsedOf(
      treeOf(quickConfig({ model: 'gpt-9', systemMessage: 'Be brief.', baseUrl: 'http://localhost:1/v1' })),
    );
    expect(config?.agents[0]).toMatchObject({
      system_message: 'Be brief.',
      backend: { base_url: 'http://localhost:1/v1' },
    });
  });

  test('of claude_code gets a workspace and its folders', () => {
    const { config } = parsedOf(treeOf(quickConfig({ backend: 'claude_code' })));
    expect(config).toMatchObject({
      agents: [{ backend: { cwd: 'workspace' } }],
      orchestrator: { snapshot_storage: '.massgen/snapshots' },
    });
  });

  test.each([
    [{ model: 'mystery' }, /cannot tell who makes the model "mystery"; add --backend/],
    [{ backend: 'nope' }, /unknown backend type "nope"/],
    [{ backend: 'vllm' }, /needs a model; add --model/],
  ])('with %j says what is missing', (options, message) => {
    expect(quickConfig(options)).toMatchObject({ ok: false, error: expect.stringMatching(message) });
  });
});

describe('a built configuration', () => {
  test.each([
    [{}, ['openai gpt-5.2', 'openai gpt-5.2']],
    [
      { num_agents: 3, backend: 'claude' },
      ['claude claude-opus-4-5', 'claude claude-opus-4-5', 'claude claude-opus-4-5'],
    ],
    [{ models: ['gpt-9', 'claude/claude-x', 'gemini-4'] }, ['openai gpt-9', 'claude claude-x', 'gemini gemini-4']],
    [{ models: ['gpt-9'], num_agents: 2 }, ['openai gpt-9', 'openai gpt-9']],
    [{ backends: ['grok', 'zai'] }, ['grok grok-4-1-fast-reasoning', 'zai glm-4.5']],
    [{ use_docker: true, num_agents: 1 }, ['openai gpt-5.2']],
  ] satisfies [BuildOptions, string[]][])('with %j is valid without a warning', (options, agents) => {
    const parsed = parsedOf(treeOf(buildConfig(options)));
    expect(parsed.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(parsed.config?.agents.map(({ backend: { type, model } }) => `${type} ${model}`)).toEqual(agents);
  });

  test("has MassGen's defaults", () => {
    const { config } = parsedOf(treeOf(buildConfig({ context_paths: ['docs', { path: 'out', permission: 'write' }] })));
    expect(config).toMatchObject({
      agents: [{ id: 'agent_a', backend: { cwd: 'workspace', exclude_file_operation_mcps: false } }, { id: 'agent_b' }],
      orchestrator: {
        snapshot_storage: 'snapshots',
        max_new_answers_per_agent: 5,
        context_paths: [
          { path: 'docs', permission: 'read' },
          { path: 'out', permission: 'write' },
        ],
        coordination: { max_orchestration_restarts: 2 },
      },
      timeout_settings: {
        orchestrator_timeout_seconds: 1800,
        initial_round_timeout_seconds: 600,
        subsequent_round_timeout_seconds: 300,
        round_timeout_grace_seconds: 120,
      },
    });
  });

  test.each([
    [{ num_agents: 0 }, /1 to 10/],
    [{ num_agents: 11 }, /1 to 10/],
    [{ num_agents: 1.5 }, /1 to 10/],
    [{ num_agents: 1, models: ['gpt-9', 'gpt-8'] }, /more models or backends/],
    [{ model: 'mystery' }, /cannot tell/],
  ])('with %j cannot be', (options, message) => {
    expect(buildConfig(options)).toMatchObject({ ok: false, error: expect.stringMatching(message) });
  });
});

describe('the maker of a model', () => {
  test('is not guessed from an unknown name', () => expect(inferBackend('llama-9')).toBeUndefined());
  test('is not taken from a path of a model', () =>
    expect(inferBackend('Qwen/Qwen3-8B')).toMatchObject({ type: 'qwen' }));
});
