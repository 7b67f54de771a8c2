import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BACKEND_TYPES } from '../../src/config/backend-types.ts';
import { backendList } from '../../src/config/describe/backend-list.ts';
import { DIAGNOSTIC_CODES } from '../../src/config/describe/codes.ts';
import { jsonSchema, jsonSchemaText } from '../../src/config/describe/json-schema.ts';
import { referencePage } from '../../src/config/describe/reference-page.ts';
import { formatDiagnostic } from '../../src/config/diagnostic.ts';
import { UNPERFORMED_FEATURES } from '../../src/config/features.ts';
import { readSource } from '../../src/config/text/source.ts';
import { matchesSchema } from './schema-evaluator.ts';
import { parse } from './parse.ts';

const sources = globSync('src/{config,cli}/**/*.ts').map((file) => [file, readFileSync(file, 'utf8')] as const);
const shipped = globSync('configs/*.yaml').toSorted();

describe('the files made from the tables', () => {
  test('the schema for editors is fresh', async () => {
    await expect(jsonSchemaText()).toMatchFileSnapshot('../../configs/schema.json');
  });

  test('the reference page is fresh', async () => {
    await expect(referencePage()).toMatchFileSnapshot('../../docs/reference/configuration.md');
  });

  test('every code that a finding can have is explained, and no other', () => {
    const used = sources.flatMap(([file, text]) =>
      file.endsWith('codes.ts') ? [] : [...text.matchAll(/'(CFG_[A-Z_0-9]+)'/g)].map(([, code]) => code),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(DIAGNOSTIC_CODES)));
  });

  test('every feature a table asks for has a name, and no name is without use', () => {
    const used = sources.flatMap(([, text]) =>
      [...text.matchAll(/feature: '(\w+)'|later\('(\w+)'|add\('(\w+)'/g)].map(([, a, b, c]) => a ?? b ?? c),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(UNPERFORMED_FEATURES)));
  });

  test('the list of backends names each type once', () => {
    const lines = backendList().trimEnd().split('\n').slice(1);
    expect(lines).toHaveLength(BACKEND_TYPES.length);
    expect(new Set(lines.map((line) => line.split(' ')[0])).size).toBe(BACKEND_TYPES.length);
  });
});

describe('the schema for editors', () => {
  const schema = jsonSchema();
  const accepts = (text: string): readonly string[] => matchesSchema(schema, readSource(text, 'x.yaml').source?.tree);

  test.each(shipped)('accepts %s', (file) => expect(accepts(readFileSync(file, 'utf8'))).toEqual([]));

  test.each([
    ['an unknown key', 'agents: []\norchestrater: {}\n'],
    ['a wrong word', 'agents: []\nui: {display_type: hologram}\n'],
    ['no agents', 'ui: {}\n'],
    ['a backend without a type', 'agents: [{id: a, backend: {}}]\n'],
    ['a number out of range', 'agents: []\norchestrator: {coordination: {max_orchestration_restarts: -1}}\n'],
  ])('refuses %s', (_title, text) => expect(accepts(text)).not.toEqual([]));

  test('lets a backend carry fields of the provider', () => {
    expect(accepts('agent: {id: a, backend: {type: openai, something_new: 1}}\n')).toEqual([]);
  });
});

describe('the shipped examples', () => {
  test('are there', () => {
    for (const name of [
      'three_agents',
      'single_agent',
      'two_agents_openai_compatible',
      'decomposition',
      'bounded_refinement',
    ])
      expect(shipped).toContain(`configs/${name}.yaml`);
  });

  test.each(shipped)('%s is valid and says nothing that is not performed', (file) => {
    const { diagnostics, notices, config } = parse(readFileSync(file, 'utf8'), {}, file);
    expect([...diagnostics, ...notices].map(formatDiagnostic)).toEqual([]);
    expect(config?.agents.length).toBeGreaterThan(0);
  });

  test.each(shipped)('%s says at its head what it is for', (file) => {
    expect(readFileSync(file, 'utf8')).toMatch(/^#/);
  });

  test('three_agents.yaml has three makers', () => {
    const { config } = parse(readFileSync('configs/three_agents.yaml', 'utf8'));
    expect(config?.agents.map(({ backend }) => backend.type)).toEqual(['openai', 'claude', 'gemini']);
  });
});
