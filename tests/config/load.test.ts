import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import { parseConfig, parseTree } from '../../src/config/load.ts';
import { agentWith, coordinationWith, parse, short } from './parse.ts';

describe('findings', () => {
  test('all of them come at once, each with its place', () => {
    const parsed = parse(
      'agents:\n  - id: a\n    backend:\n      type: openai\n      modle: x\n  - id: a\n    backend: {type: nope}\norchestrator:\n  voting_sensitivty: strict\nui:\n  display_type: x\n',
    );
    expect(parsed.diagnostics.map(formatDiagnostic)).toEqual([
      'team.yaml:5:7  CFG_UNKNOWN_BACKEND_KEY  agents[0].backend.modle: unknown key "modle"; it is sent to the provider as it stands — did you mean "model"?',
      'team.yaml:6:9  CFG_DUPLICATE_ID  agents[1].id: another agent has the id "a" — give each agent its own id.',
      expect.stringMatching(
        /^team\.yaml:7:21 {2}CFG_BACKEND_TYPE_UNKNOWN {2}agents\[1\]\.backend\.type: unknown backend type "nope"/,
      ),
      'team.yaml:9:3  CFG_UNKNOWN_KEY  orchestrator.voting_sensitivty: unknown key "voting_sensitivty"; it has no effect — did you mean "voting_sensitivity"?',
      'team.yaml:11:17  CFG_VALUE_NOT_ALLOWED  ui.display_type: must be one of rich_terminal, simple, textual_terminal, not "x" — use one of rich_terminal, simple, textual_terminal.',
    ]);
    expect(parsed.config).toBeUndefined();
  });

  test.each([
    ['orchestrater: {}', 'orchestrater', 'Did you mean "orchestrator"?'],
    ['voting_sensitivity: strict', 'voting_sensitivity', '"voting_sensitivity" belongs under orchestrator.'],
    ['context_paths: [x]', 'context_paths', '"context_paths" belongs under orchestrator.'],
    ['system_message: x', 'system_message', '"system_message" belongs under agents[].'],
    ['model: x', 'model', '"model" belongs under backend.'],
    ['max_tasks_per_plan: 3', 'max_tasks_per_plan', '"max_tasks_per_plan" belongs under orchestrator.coordination.'],
    ['qqqqqqq: 1', 'qqqqqqq', null],
  ])('%s at the top is told with the way out', (line, path, suggestion) => {
    const [finding, ...others] = parse(`${agentWith()}${line}\n`).diagnostics;
    expect(finding).toMatchObject({ severity: 'warning', code: 'CFG_UNKNOWN_KEY', path, suggestion });
    expect(others).toEqual([]);
  });

  test.each([
    ['enable_web_search: true', '"enable_web_search" belongs under backend.'],
    ['context_paths: [x]', '"context_paths" belongs under backend.'],
    ['max_new_answers_per_agent: 1', '"max_new_answers_per_agent" belongs under orchestrator.'],
  ])('%s beside a backend is told with its block', (line, suggestion) => {
    const [finding] = parse(`agent:\n  id: a\n  ${line}\n  backend: {type: openai}\n`).diagnostics;
    expect(finding).toMatchObject({ code: 'CFG_UNKNOWN_KEY', line: 3, column: 3, suggestion });
  });

  test('a key of the orchestrator in a backend does not reach the provider', () => {
    const parsed = parse(agentWith('max_new_answers_per_agent: 2'));
    expect(short(parsed.diagnostics)).toEqual([
      'warning CFG_MISPLACED_KEY agents[0].backend.max_new_answers_per_agent',
    ]);
    expect(parsed.config?.agents[0]?.backend.params).toEqual({});
  });

  test('thousands of unknown keys are all told, the first ones with a guess', () => {
    const { diagnostics } = parse(
      `${agentWith()}orchestrater: {}\n${Array.from({ length: 3000 }, (_, index) => `unheard_of_${index}: 1\n`).join('')}orchestratr: {}\n`,
    );
    expect(diagnostics).toHaveLength(3002);
    expect(diagnostics[0]?.suggestion).toBe('Did you mean "orchestrator"?');
    expect(diagnostics.at(-1)?.suggestion).toBeNull();
  });

  test('anchors of the file may stand under x- keys', () => {
    expect(parse(`x-shared: &s {temperature: 1}\n${agentWith('<<: *s')}`).diagnostics).toEqual([]);
  });

  test('a key is never repeated in a message', () => {
    const parsed = parse(
      agentWith('api_key: [sk-secret-123]\nmcp_servers: {x: {command: npx, env: {TOKEN: [sk-secret-123]}}}'),
    );
    expect(parsed.diagnostics.length).toBeGreaterThan(0);
    expect(JSON.stringify(parsed.diagnostics)).not.toContain('sk-secret-123');
  });

  test('terminal escapes of a file do not survive into a message', () => {
    const parsed = parse('agents: [{id: a, backend: {type: "\\e[31mred\\e[0m"}}]\n');
    expect(parsed.diagnostics.map(formatDiagnostic).join('')).not.toContain('\u001b');
  });
});

describe('keys inside maps that go to a provider', () => {
  test.each([
    ['reasoning: {efort: low}', 'reasoning.efort', 'Did you mean "effort"?'],
    ['text: {verbositi: low}', 'text.verbositi', 'Did you mean "verbosity"?'],
    ['thinking_config: {includ_thoughts: true}', 'thinking_config.includ_thoughts', 'Did you mean "include_thoughts"?'],
    ['upload_files: [{file_pth: x}]', 'upload_files[0].file_pth', 'Did you mean "file_path"?'],
    ['hooks: {PreToolUse: [{handler: a.b, timout: 3}]}', 'hooks.PreToolUse[0].timout', 'Did you mean "timeout"?'],
    ['retry: {max_atempts: 3}', 'retry.max_atempts', 'Did you mean "max_attempts"?'],
  ])('are checked too: %s', (line, path, suggestion) => {
    expect(parse(agentWith(line, 'gemini')).diagnostics.filter(({ code }) => code === 'CFG_UNKNOWN_KEY')).toMatchObject(
      [{ severity: 'warning', path: `agents[0].backend.${path}`, suggestion }],
    );
  });

  test('and those of the coordination of subagents', () => {
    const text = coordinationWith('subagent_orchestrator: {coordination: {brodcast: human}}');
    expect(short(parse(text).diagnostics)).toEqual([
      'warning CFG_UNKNOWN_KEY orchestrator.coordination.subagent_orchestrator.coordination.brodcast',
    ]);
  });
});

describe('a configuration with errors', () => {
  test('gives what could be read, for those who insist', () => {
    const parsed = parse(`${agentWith('enable_web_search: maybe')}ui: {display_type: x}\n`);
    expect(parsed.config).toBeUndefined();
    expect(parsed.salvaged).toMatchObject({
      agents: [{ id: 'a', backend: { enable_web_search: false } }],
      ui: { display_type: 'rich_terminal' },
    });
  });

  test.each([
    'agents: [{id: a}]\n',
    'agents: [{backend: {type: openai}}]\n',
    'agents: [{id: a, backend: {type: nope}}]\n',
    'agents: []\nui: []\n',
  ])('gives nothing when an agent is not whole: %s', (text) => {
    expect(parse(text).salvaged).toBeUndefined();
  });

  test('is the same as without, when there is none', () => {
    const { config, salvaged } = parse(agentWith());
    expect(salvaged).toBe(config);
  });
});

describe('line ends of another system', () => {
  test('change neither values nor places', () => {
    const parsed = parse(agentWith('system_prompt: x').replaceAll('\n', '\r\n'));
    expect(parsed.diagnostics).toMatchObject([{ code: 'CFG_PROMPT_IN_BACKEND', line: 6, column: 7 }]);
  });
});

describe('variables', () => {
  test('are filled before anything is judged, and the tree keeps the names', () => {
    const parsed = parse(agentWith('api_key: ${SECRET}', '${T}'), { T: 'openai', SECRET: 'sk-1' });
    expect(parsed.config?.agents[0]?.backend).toMatchObject({ type: 'openai', api_key: 'sk-1' });
    expect(JSON.stringify(parsed.tree)).toContain('${SECRET}');
    expect(JSON.stringify(parsed.tree)).not.toContain('sk-1');
  });

  test('that are not set are findings about this machine, not about the file', () => {
    const parsed = parse(agentWith('api_key: ${SECRET}\nbase_url: ${HOST:?the host of your server}'));
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.environment.map(formatDiagnostic)).toEqual([
      expect.stringMatching(/^team\.yaml:6:16 {2}CFG_VARIABLE_UNSET.*SECRET is not set/),
      expect.stringMatching(/HOST is not set: the host of your server/),
    ]);
    expect(parsed.environment.map(({ severity }) => severity)).toEqual(['warning', 'error']);
  });
});

describe('origins', () => {
  test('say where a value came from', () => {
    const { origins } = parse(
      `${agentWith('temperature: 1')}orchestrator: {timeout: {orchestrator_timeout_seconds: 5}}\nui: {type: simple}\n`,
    );
    expect(origins.get('agents[0].backend.model')).toBe('file');
    expect(origins.get('ui.display_type')).toBe('alias');
    expect(origins.get('timeout_settings.orchestrator_timeout_seconds')).toBe('alias');
    expect(origins.has('orchestrator.voting_sensitivity')).toBe(false);
  });
});

describe('trees made by a program', () => {
  test('are judged alike, without lines', () => {
    const parsed = parseTree({ agent: { id: 'a', backend: { type: 'nope' } } }, { file: '(built)', env: {} });
    expect(parsed.diagnostics).toMatchObject([{ code: 'CFG_BACKEND_TYPE_UNKNOWN', line: null }]);
    expect(parsed.diagnostics.map(formatDiagnostic)[0]).toMatch(/^\(built\) {2}CFG_BACKEND_TYPE_UNKNOWN/);
  });

  test('of any kind never make it throw, and without an error there is a configuration', () => {
    const key = fc.constantFrom(
      'agents',
      'agent',
      'id',
      'backend',
      'type',
      'model',
      'orchestrator',
      'coordination',
      'ui',
      'memory',
      'hooks',
      'mcp_servers',
      'env',
      'context_paths',
      'display',
      'timeout',
      'x',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.jsonValue(),
        fc.constantFrom('openai', '${A}', null, true),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const parsed = parseConfig(JSON.stringify(value), { file: 'x.json', env: {} });
        expect(parsed.config === undefined).toBe(parsed.diagnostics.some(({ blocking }) => blocking));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('variables', () => {
  const SECRET = 'sk-secret-0123456789';

  test('are repeated as written, because what they hold may be a secret', () => {
    const lines = [
      'enable_web_search: "${K}"',
      'permission_mode: "x${K}"',
      'temperature: "${K}"',
      'mcp_servers: [{name: s, command: "${K}"}]',
      'context_paths: ["${K}"]',
    ];
    const text = `${agentWith(lines.join('\n'))}ui: {type: "\${K}"}\norchestrator: {voting_sensitivity: "\${K}"}\n`;
    const { diagnostics, notices } = parse(text, { K: SECRET });
    expect(diagnostics).toHaveLength(6);
    expect(JSON.stringify([diagnostics, notices])).not.toContain(SECRET);
    expect(diagnostics.map(({ message }) => message).join()).toContain('must be true or false, not "${K}"');
  });

  test('that are not set are told once for each text', () => {
    const { environment } = parse('agents:\n  - id: "${A}${A}"\n    backend: {type: openai, model: "${A}"}\n');
    expect(environment.map(({ path }) => path)).toEqual(['agents[0].id', 'agents[0].backend.model']);
  });
});
