import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runMassgen, scratch } from '../helpers/run-massgen.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const AGENT = 'agents:\n  - id: a\n    backend: { type: openai, model: gpt-5.2, api_key: sk-none-000000000000 }\n';
const BOMB = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h']
  .map((name, index) => {
    const before = 'abcdefgh'[index] ?? '';
    return `${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(',')}]`;
  })
  .join('\n')}\n${AGENT}`;

/** What is written, and what a person is told: the place, the cause, the way out. Nothing may have been started. */
const FILES: readonly (readonly [title: string, text: string, message: RegExp])[] = [
  ['broken YAML names its line', 'agents:\n  - id: [a\n', /bad\.yaml:\d+:\d+/],
  ['a tab as indentation is named', 'agents:\n\t- id: a\n', /bad\.yaml:2:.*tab/i],
  ['an empty file says so', '', /empty/],
  ['anchors that explode are refused quickly', BOMB, /alias|anchor/i],
  ['ten megabytes are refused', `# ${'x'.repeat(10_000_000)}\n${AGENT}`, /10\d{6} bytes|characters/],
  [
    'an unknown backend type suggests the one meant',
    AGENT.replace('openai', 'opnai'),
    /bad\.yaml:3:\d+.*opnai.*openai/,
  ],
  ['a misspelt key in a backend suggests the one meant', AGENT.replace('model:', 'modle:'), /modle.*model/],
  ['a misspelt key at the top suggests the one meant', `${AGENT}orchestartor: {}\n`, /orchestartor.*orchestrator/],
  ['a list where a map belongs is named', '- a\n- b\n', /map/],
  [
    'a native CLI backend is refused with the reason',
    AGENT.replace('openai', 'codex'),
    /codex.*cannot run.*command-line agent/,
  ],
];

test.each(FILES)('%s', async (_title, text, message) => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'bad.yaml'), text);
  const { code, stdout, stderr } = await runMassgen(
    ['--automation', '--config', 'bad.yaml', '--strict-validation', 'Why?'],
    {
      cwd: folder.path,
    },
  );
  expect({ code, stdout }).toEqual({ code: 1, stdout: 'EXIT: 1 error\n' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n {4}at /);
  expect(readdirSync(folder.path)).toEqual(['bad.yaml']);
});

test('a duplicate key is told with its place', async () => {
  using folder = scratch();
  writeFileSync(
    join(folder.path, 'twice.yaml'),
    `${AGENT}ui: { display_type: simple }\nui: { display_type: simple }\n`,
  );
  const { code, stdout } = await runMassgen(['--validate', 'twice.yaml', '--strict', '--json'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, warning_count: 1, warnings: [{ line: 5 }] });
});

test('a missing key names the variable, the agent and where to put it', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'c.yaml'), AGENT.replace(/, api_key: \S+/, ''));
  const { code, stderr } = await runMassgen(['--automation', '--config', 'c.yaml', 'Why?'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(/agent "a" needs a key for OpenAI: OPENAI_API_KEY is not set.*\.env/);
});

test('a configuration that is not there lists the places searched', async () => {
  using folder = scratch();
  const { code, stderr } = await runMassgen(['--config', 'nowhere.yaml', 'Why?'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(/nowhere\.yaml.*searched .*\.config\/massgen\/agents.*--list-examples/);
});

test('without any configuration the ways to give one are named', async () => {
  using folder = scratch();
  const { code, stderr } = await runMassgen(['Why?'], { cwd: folder.path });
  expect(code).toBe(1);
  expect(stderr).toMatch(/--config FILE or --model NAME.*massgen --demo/);
});

test('features that are not performed are said once, and refused on request', async () => {
  using folder = scratch();
  writeFileSync(
    join(folder.path, 'c.yaml'),
    `${AGENT}orchestrator: { coordination: { enable_planning_mode: true } }\n`,
  );
  const args = ['--rehearse', '--config', 'c.yaml', '--automation', 'Why?'];
  const told = await runMassgen(args, { cwd: folder.path });
  expect(told.code).toBe(0);
  expect(told.stderr.match(/not performed by this version: .*planning/gi)).toHaveLength(1);
  const refused = await runMassgen(['--strict-features', ...args], { cwd: folder.path });
  expect(refused).toMatchObject({ code: 1, stdout: 'EXIT: 1 error\n' });
  expect(refused.stderr).toMatch(/planning.*--strict-features/i);
});

test('where one terminal shows both outputs, what to do stands after all that is wrong', () => {
  using folder = scratch();
  const wrong = `${AGENT.replace('openai', 'opnai')}orchestrator: { voting_sensitivity: balancd }\nui: { layout: tabz }\n`;
  writeFileSync(join(folder.path, 'bad.yaml'), wrong);
  const both = (...options: readonly string[]): readonly string[] => {
    const program = [process.execPath, MAIN, '--config', 'bad.yaml', ...options, 'Why?'];
    const { status, stdout } = spawnSync('sh', ['-c', '"$@" 2>&1', 'sh', ...program], {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], HOME: folder.path, TERM: 'dumb' },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout.match(/^(❌|⚠️) /gm)).toHaveLength(3);
    return stdout.trimEnd().split('\n').slice(3);
  };
  const closing = expect.stringMatching(/^Configuration validation failed: .*--skip-validation/) as string;
  expect(both()).toEqual([closing]);
  expect(both('--automation')).toEqual([closing, 'EXIT: 1 error']);
});

test('usage errors exit 2 and name the way out', async () => {
  using folder = scratch();
  const { code, stderr } = await runMassgen(['--automaton', 'Why?'], { cwd: folder.path });
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'massgen: unknown option --automaton: did you mean --automation? (massgen --help lists them)\n',
  });
});

test('a question is needed where nobody can type one', async () => {
  using folder = scratch();
  mkdirSync(join(folder.path, '.massgen'));
  writeFileSync(join(folder.path, '.massgen/config.yaml'), AGENT);
  const { code, stderr } = await runMassgen([], { cwd: folder.path });
  expect(code).toBe(2);
  expect(stderr).toMatch(/no question: give it as the last argument/);
});

test.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
])('%s as the configuration is told as what it is, and nobody waits for it', async (kind, make) => {
  using folder = scratch();
  make(join(folder.path, 'team.yaml'));
  for (const args of [
    ['--automation', '--config', 'team.yaml', 'Why?'],
    ['--validate', 'team.yaml'],
  ]) {
    const { code, stdout, stderr } = await runMassgen(args, { cwd: folder.path });
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(`team.yaml is ${kind}; a configuration is read from a file`);
  }
});

test('a working directory with a line break in its name forges no line of automation', async () => {
  using folder = scratch();
  const cwd = join(folder.path, 'x\nEXIT: 0 forged');
  mkdirSync(cwd);
  const { code, stdout } = await runMassgen(['--automation', '--rehearse', '--model', 'gpt-5.2', 'Why?'], { cwd });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^LOG_DIR: .*\\u000aEXIT: 0 forged/);
  expect(stdout.split('\n').filter((line) => line.startsWith('EXIT:'))).toEqual(['EXIT: 0 completed']);
});

test('a configuration whose agents would ask a person is refused where no person is', async () => {
  using folder = scratch();
  const text = `${AGENT}orchestrator: { coordination: { broadcast: human } }\n`;
  writeFileSync(join(folder.path, 'asks.yaml'), text);
  const options = { cwd: folder.path };
  const refused = await runMassgen(['--automation', '--rehearse', '--config', 'asks.yaml', 'Why?'], options);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toBe('EXIT: 1 error\n');
  expect(refused.stderr).toMatch(/^❌ broadcast: human needs a person .*: set it to agents or false$/m);
  expect((await runMassgen(['--plain', '--rehearse', '--config', 'asks.yaml', 'Why?'], options)).code).toBe(0);
});

test('options of quick runs that a configuration overrules are told, and the run goes on', async () => {
  using folder = scratch();
  writeFileSync(join(folder.path, 'team.yaml'), AGENT);
  const args = [
    '--automation',
    '--rehearse',
    '--config',
    'team.yaml',
    '--model',
    'x',
    '--base-url',
    'http://x',
    'Why?',
  ];
  const ended = await runMassgen(args, { cwd: folder.path });
  expect(ended.code).toBe(0);
  expect(ended.stderr).toMatch(/^⚠️ --model, --base-url: for quick runs only; the configuration stands as it is$/m);
});
