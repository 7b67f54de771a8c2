import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import type { StartConditions } from '../../src/config/start-checks.ts';
import { checkStart, checkWithoutKeys } from '../../src/config/start-checks.ts';
import { agentWith, orchestratorWith, parse } from './parse.ts';

const KEYS = { OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a', GOOGLE_API_KEY: 'g' };

function start(text: string, conditions: Partial<StartConditions> = {}): readonly string[] {
  const { config, source, diagnostics } = parse(text);
  if (config === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const findings = checkStart(config, {
    file: 'team.yaml',
    env: KEYS,
    exists: () => true,
    source,
    needsKeys: true,
    ...conditions,
  });
  return findings.map(({ severity, code, path, line }) => `${severity} ${code} ${path}:${line}`);
}

describe('what keeps a valid configuration from starting', () => {
  test('nothing, for a plain one with its keys', () => expect(start(agentWith())).toEqual([]));

  test.each([
    ['no agents', 'agents: []\n', 'error CFG_NO_AGENTS agents:1'],
    ['cwd without folders', agentWith('cwd: w'), 'error CFG_WORKSPACE_PLACES agents[0].backend.cwd:6'],
    [
      'a command-line agent',
      agentWith('cwd: w', 'codex') + 'orchestrator: {snapshot_storage: s, agent_temporary_workspace: t}\n',
      'error CFG_BACKEND_NOT_AVAILABLE agents[0].backend.type:4',
    ],
    ['a framework', 'agent: {id: a, backend: {type: ag2}}\n', 'error CFG_BACKEND_NOT_AVAILABLE agent.backend.type:1'],
    [
      'a network mode that does not exist',
      agentWith('command_line_docker_network_mode: wifi'),
      'error CFG_NETWORK_MODE agents[0].backend.command_line_docker_network_mode:6',
    ],
    [
      'an endpoint that is no address',
      agentWith('base_url: localhost'),
      'error CFG_BASE_URL agents[0].backend.base_url:6',
    ],
    ['a missing key', agentWith('', 'grok'), 'error CFG_KEY_MISSING agents[0].backend:4'],
    ['no host for chatcompletion', agentWith('', 'chatcompletion'), 'warning CFG_BASE_URL_MISSING agents[0].backend:4'],
  ])('%s', (_title, text, finding) => expect(start(text)).toEqual([finding]));

  test.each([
    ['a run', checkStart],
    ['--validate', checkWithoutKeys],
  ])('a list without agents is told by %s', (_name, check) => {
    const { config, source } = parse('agents: []\n');
    if (config === undefined) throw new Error('MassGen takes this file');
    const conditions = { file: 'team.yaml', env: {}, exists: () => true, source, needsKeys: false };
    expect(check(config, conditions).map(({ code }) => code)).toEqual(['CFG_NO_AGENTS']);
  });

  describe.each([
    ['a run', checkStart],
    ['--validate', checkWithoutKeys],
  ])('of searches, told by %s:', (_name, check) => {
    const searching = (type: string, lines: string): readonly string[] => {
      const { config, source, diagnostics } = parse(agentWith(`enable_web_search: true\n${lines}`, type));
      if (config === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
      expect(diagnostics).toEqual([]);
      const conditions = { file: 'team.yaml', env: {}, exists: () => true, source, needsKeys: false };
      return check(config, conditions).map(({ severity, code, path, line }) => `${severity} ${code} ${path}:${line}`);
    };
    const at = 'error CFG_SEARCH agents[0].backend';
    test.each([
      ['an engine that OpenRouter has not', 'openrouter', 'engine: google', [`${at}.engine:7`]],
      ['an engine in capitals', 'openrouter', 'engine: Exa', [`${at}.engine:7`]],
      ['a size it has not', 'openrouter', 'search_context_size: huge', [`${at}.search_context_size:7`]],
      ['nothing for those it has', 'openrouter', 'engine: native\nsearch_context_size: low', []],
      ['two wishes to search', 'grok', 'search_parameters: {mode: auto}', [`${at}.search_parameters:7`]],
      [
        'two wishes, one among the extra fields',
        'grok',
        'extra_body: {search_parameters: {mode: "off"}}',
        [`${at}.extra_body.search_parameters:7`],
      ],
      ['nothing for other extra fields', 'grok', 'extra_body: {user: me}', []],
      ['nothing for the words of another type', 'openai', 'engine: google', []],
    ])('%s', (_title, type, lines, findings) => expect(searching(type, lines)).toEqual(findings));
  });

  test('nothing, for settings of a search that is off', () => {
    expect(start(agentWith('engine: google', 'openrouter'), { needsKeys: false })).toEqual([]);
    expect(start(agentWith('extra_body: {search_parameters: {mode: auto}}', 'grok'), { needsKeys: false })).toEqual([]);
  });

  test('all of it is told at once', () => {
    const text = orchestratorWith('context_paths: [{path: here}, {path: gone}, {path: lost}]').replace(
      'model: m',
      'model: m\n      cwd: w\n      command_line_execution_mode: moon',
    );
    expect(start(text, { exists: (path) => path === 'here', env: {} })).toEqual([
      'error CFG_CONTEXT_PATH_MISSING orchestrator.context_paths[1]:9',
      'error CFG_WORKSPACE_PLACES agents[0].backend.cwd:6',
      'error CFG_EXECUTION_MODE agents[0].backend.command_line_execution_mode:7',
      'error CFG_KEY_MISSING agents[0].backend:4',
    ]);
  });

  test('a missing key names the variable, the provider, the file and where to put it', () => {
    const { config, source } = parse(agentWith('', 'gemini'));
    const [finding] =
      config === undefined
        ? []
        : checkStart(config, { file: 'team.yaml', env: {}, exists: () => true, source, needsKeys: true });
    const line = finding === undefined ? '' : formatDiagnostic(finding);
    for (const part of [
      'GOOGLE_API_KEY or GEMINI_API_KEY',
      'Gemini',
      'team.yaml',
      './.env',
      '~/.massgen/.env',
      '~/.massgen/.env',
    ])
      expect(line).toContain(part);
  });

  test('keys do not matter when the model server plays the models', () => {
    expect(start(agentWith('', 'azure_openai'), { env: {}, needsKeys: false })).toEqual([]);
    expect(start(agentWith('', 'azure_openai'), { env: {} })).toEqual([
      'error CFG_KEY_MISSING agents[0].backend:4',
      'error CFG_AZURE_ENDPOINT agents[0].backend:4',
    ]);
  });
});
