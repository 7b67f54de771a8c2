import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/config/diagnostic.ts';
import type { ConfigSource } from '../../../src/config/find/discover.ts';
import { discoverConfig, resolveConfigArgument, resolveStoredPath } from '../../../src/config/find/discover.ts';
import { findExample, shortNameOf } from '../../../src/config/find/examples.ts';

const EXAMPLES = [
  'three.yaml',
  'providers/openai/gpt5.yaml',
  'providers/openai/gpt5_nano.yaml',
  'teams/research/research_team.yaml',
  'teams/other.yaml',
];
const source = (...files: readonly string[]): ConfigSource => ({
  workingDirectory: '/w',
  home: '/h',
  examplesFolder: '/x',
  examples: EXAMPLES,
  kindOf: (path) => (files.includes(path) ? 'file' : path.endsWith('/folder') ? 'a folder' : null),
});
const pathOf = (value: string, ...files: readonly string[]): string | undefined => {
  const found = resolveConfigArgument(value, source(...files));
  return found.ok ? found.value.path : undefined;
};

describe('--config VALUE', () => {
  test.each([
    ['a.yaml', ['/w/a.yaml', '/h/.config/massgen/agents/a.yaml'], '/w/a.yaml'],
    ['./a.yaml', ['/w/a.yaml'], '/w/a.yaml'],
    ['../a.yaml', ['/w/../a.yaml'], '/w/../a.yaml'],
    ['/abs/a.yaml', ['/abs/a.yaml'], '/abs/a.yaml'],
    ['~/a.yaml', ['/h/a.yaml'], '/h/a.yaml'],
    ['a.yaml', ['/h/.config/massgen/agents/a.yaml'], '/h/.config/massgen/agents/a.yaml'],
    ['team', ['/h/.config/massgen/agents/team.yaml'], '/h/.config/massgen/agents/team.yaml'],
    ['team.yml', ['/h/.config/massgen/agents/team.yml.yaml'], undefined],
    ['/abs/team', ['/abs/team.yaml'], undefined],
    ['@examples/three', [], '/x/three.yaml'],
  ] as const)('%s among %j is %s', (value, files, expected) => expect(pathOf(value, ...files)).toBe(expected));

  test('that is nowhere is told with all places searched', () => {
    const found = resolveConfigArgument('team', source());
    expect(found).toMatchObject({
      ok: false,
      error: {
        code: 'CFG_FILE_NOT_FOUND',
        message: expect.stringMatching('/w/team, /h/.config/massgen/agents/team, /h/.config/massgen/agents/team.yaml'),
        suggestion: expect.stringMatching('--list-examples'),
      },
    });
  });

  test('that is no file is told as what it is, unless another place has one', () => {
    expect(resolveConfigArgument('folder', source())).toMatchObject({
      ok: false,
      error: { code: 'CFG_FILE_UNREADABLE', message: '/w/folder is a folder; a configuration is read from a file' },
    });
    expect(pathOf('folder', '/h/.config/massgen/agents/folder.yaml')).toBe('/h/.config/massgen/agents/folder.yaml');
  });

  test('with a line break in it is told on one line', () => {
    const found = resolveConfigArgument('x\nEXIT: 0 completed', source());
    const text = found.ok ? '' : formatDiagnostic(found.error);
    expect(text).toContain('/w/x\\u000aEXIT: 0 completed');
    expect(text).not.toMatch(/^EXIT/m);
  });

  test('of an example that does not exist names the three closest', () => {
    const found = resolveConfigArgument('@examples/reserch_team', source());
    expect(found).toMatchObject({
      ok: false,
      error: {
        code: 'CFG_EXAMPLE_NOT_FOUND',
        suggestion: expect.stringMatching(/^Closest: @examples\/research_team, /),
      },
    });
  });

  test('of an example whose name fits several warns', () => {
    const found = resolveConfigArgument('@examples/providers/openai/g', source());
    expect(found).toMatchObject({
      ok: true,
      value: {
        path: '/x/providers/openai/gpt5.yaml',
        warnings: [{ code: 'CFG_EXAMPLE_AMBIGUOUS', severity: 'warning' }],
      },
    });
  });
});

describe('the name of an example', () => {
  test.each([
    ['providers/openai/gpt5.yaml', 'providers/openai/gpt5.yaml', 0],
    ['providers/openai/gpt5', 'providers/openai/gpt5.yaml', 0],
    ['configs/providers/openai/gpt5', 'providers/openai/gpt5.yaml', 0],
    ['gpt5', 'providers/openai/gpt5.yaml', 0],
    ['providers_openai_gpt5_nano', 'providers/openai/gpt5_nano.yaml', 0],
    ['teams', 'teams/other.yaml', 1],
    ['nano', 'providers/openai/gpt5_nano.yaml', 0],
  ])('%s is %s, with %d alternatives', (name, path, alternatives) => {
    const match = findExample(`@examples/${name}`, EXAMPLES);
    expect(match).toMatchObject({ found: true, path });
    expect(match.found && match.alternatives).toHaveLength(alternatives);
  });

  test('every printed short name is found again', () => {
    for (const path of EXAMPLES) expect(findExample(shortNameOf(path), EXAMPLES)).toMatchObject({ found: true, path });
  });

  test('that is empty is no example', () =>
    expect(findExample('@examples/', EXAMPLES)).toMatchObject({ found: false }));
});

describe('without --config', () => {
  const project = '/w/.massgen/config.yaml';
  const personal = '/h/.config/massgen/config.yaml';
  test("the project's file wins over the person's", () => {
    expect(discoverConfig(source(project, personal))).toBe(project);
    expect(discoverConfig(source(personal))).toBe(personal);
    expect(discoverConfig(source())).toBeUndefined();
  });
});

describe("a session's stored path", () => {
  test('is tried in the folder of the session, then here', () => {
    expect(resolveStoredPath('c.yaml', '/s', source('/s/c.yaml', '/w/c.yaml'))).toMatchObject({
      value: { path: '/s/c.yaml' },
    });
    expect(resolveStoredPath('c.yaml', '/s', source('/w/c.yaml'))).toMatchObject({ value: { path: '/w/c.yaml' } });
    expect(resolveStoredPath('/abs/c.yaml', '/s', source('/w/c.yaml'))).toMatchObject({ ok: false });
  });
});
