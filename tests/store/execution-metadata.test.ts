import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { gitHead } from '../../src/store/files/git-head.ts';
import { logBaseDir, makeLogFolder } from '../../src/store/log-folder.ts';
import { clockTime, folderStamp, localIso } from '../../src/store/local-time.ts';
import { createContexts } from '../../src/store/contexts.ts';
import { modelCallId } from '../../src/coordination/ids.ts';
import { openRunArchive } from '../../src/store/open-run-archive.ts';
import type { RunArchiveOptions } from '../../src/store/run-context.ts';
import { opening } from './sample-run.ts';
import { agentId, draft, publish, readText, runOptions, stamp, START_MS, temporaryFolder } from './support.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

function repository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

test.each([
  ['a branch', { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${COMMIT}\n` }, '.', 'main'],
  [
    'a folder below',
    { '.git/HEAD': 'ref: refs/heads/x/y\n', '.git/refs/heads/x/y': COMMIT, 'a/b/c': '' },
    'a/b',
    'x/y',
  ],
  [
    'a packed branch',
    { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# p\n${COMMIT} refs/heads/main\n` },
    '.',
    'main',
  ],
  ['no branch', { '.git/HEAD': `${COMMIT}\n` }, '.', 'HEAD'],
  [
    'a worktree',
    {
      'main/.git/worktrees/w/HEAD': 'ref: refs/heads/w\n',
      'main/.git/worktrees/w/commondir': '../..\n',
      'main/.git/refs/heads/w': COMMIT,
      'w/.git': 'gitdir: ../main/.git/worktrees/w\n',
    },
    'w',
    'w',
  ],
])('the commit of %s is found without running git', async (_name, files, below, branch) => {
  expect(await gitHead(join(repository(files), below))).toEqual({ commit: COMMIT, branch });
});

test('a repository without a commit has none to tell', async () => {
  expect(await gitHead(repository({ '.git/HEAD': 'ref: refs/heads/main\n' }))).toBeNull();
});

test('log folders go where the environment says, else below the working directory', () => {
  expect(logBaseDir({}, '/home/me')).toBe('/home/me/.massgen/massgen_logs');
  expect(logBaseDir({ MASSGEN_LOG_BASE_DIR: '' }, '/home/me')).toBe('/home/me/.massgen/massgen_logs');
  expect(logBaseDir({ MASSGEN_LOG_BASE_DIR: '/var/logs' }, '/home/me')).toBe('/var/logs');
  expect(logBaseDir({ MASSGEN_LOG_BASE_DIR: 'logs' }, '/home/me')).toBe('/home/me/logs');
});

test('a folder that is taken is never used twice', async () => {
  const base = temporaryFolder();
  const first = await makeLogFolder(base, START_MS);
  const second = await makeLogFolder(base, START_MS);
  expect(first).toBe(join(base, `log_${folderStamp(START_MS, 0)}`));
  expect(second).toBe(join(base, `log_${folderStamp(START_MS, 1)}`));
});

test('times have the forms of MassGen', () => {
  expect(folderStamp(START_MS, 7)).toMatch(/^20261121_\d{4}22_500007$/);
  expect(localIso(START_MS)).toMatch(/^2026-11-21T\d\d:\d\d:22\.500000$/);
  expect(clockTime(START_MS)).toMatch(/^\d\d:\d\d:22$/);
});

test('the context of a round is what was noted, else what the log says was built', () => {
  const contexts = createContexts();
  const agent = agentId('agent_a');
  const built = (system: string | null, appended: string) =>
    draft('prompt_built', 'agent_a', 0, { call_id: modelCallId(agent, 1), sections: [], system, appended });
  expect(contexts.of(agent)).toBe('');
  for (const event of stamp([built('be kind', 'question'), built(null, 'more')])) contexts.accept(event);
  expect(JSON.parse(contexts.of(agent))).toEqual({ system_message: 'be kind', user_message: 'question\n\nmore' });
  for (const event of stamp([built('new round', 'again')])) contexts.accept(event);
  expect(JSON.parse(contexts.of(agent))).toEqual({ system_message: 'new round', user_message: 'again' });
  contexts.note(agent, 'noted');
  expect(contexts.of(agent)).toBe('noted');
});

const SESSION = 'session_20261121_125322';
const read = (...path: string[]) =>
  parse(readText(...path, 'execution_metadata.yaml')) as { readonly cli_args: object };

/** What stands in the metadata of a first attempt and of one that begins again; the folder of the turn. */
async function twoAttempts(over: Partial<RunArchiveOptions>, turn = 1, reason = 'Too: thin.\nReally.') {
  const { options } = runOptions(temporaryFolder(), over);
  const run = await openRunArchive(options);
  const [head, start, begin] = opening(['agent_a'], 'And why?');
  const again = draft('attempt_started', null, null, {
    attempt: 1,
    max_attempts: 2,
    restart: { reason, instructions: 'more', previous_label: null, previous_answer: null },
    anonymity: {},
    started_at_ms: START_MS,
    first_attempt_ms: 100,
  });
  const first = await run.openAttempt(turn, 1);
  const before = publish(first, stamp([head, start, begin].flatMap((item) => item ?? [])));
  await first.finish(before);
  const second = await run.openAttempt(turn, 2);
  await second.finish(publish(second, stamp([again], 3), before));
  return { first: first.attemptDir, second: second.attemptDir, turn: join(run.logDir, `turn_${turn}`) };
}

test.each([
  [
    'single',
    { question: 'And why?', automation: true },
    { question: 'And why?', automation: true, mode: 'single', session_id: SESSION, turn: 3, attempt: 1 },
  ],
  ['interactive', { automation: false }, { mode: 'interactive', turn: 3, session_id: SESSION, attempt: 1 }],
  [
    'programmatic_api',
    { enable_logging: true, verbose: false, config_source: 'models' },
    {
      mode: 'programmatic_api',
      session_id: SESSION,
      enable_logging: true,
      verbose: false,
      config_source: 'models',
      turn: 3,
      attempt: 1,
    },
  ],
] as const)('cli_args of a %s run have the keys of MassGen, in its order', async (mode, cliArgs, expected) => {
  const { first } = await twoAttempts({ mode, cliArgs }, 3);
  const { cli_args: args } = read(first);
  expect(args).toEqual(expected);
  expect(Object.keys(args)).toEqual(Object.keys(expected));
});

test.each(['single', 'programmatic_api'] as const)(
  'a further attempt of a %s run says why it was begun',
  async (mode) => {
    const { second } = await twoAttempts({ mode });
    const { cli_args: args } = read(second);
    expect(Object.entries(args)).toEqual([
      ['mode', 'coordination_restart'],
      ['attempt', 2],
      ['session_id', SESSION],
      ['restart_reason', 'Too: thin.\nReally.'],
      ['turn', 1],
    ]);
  },
);

test('the turn keeps the metadata it was started with', async () => {
  const { first, turn } = await twoAttempts({});
  expect(readdirSync(turn).toSorted()).toEqual(['attempt_1', 'attempt_2', 'execution_metadata.yaml']);
  expect(read(turn)).toEqual(read(first));
});

test('every turn has its own question in its metadata', async () => {
  const { first } = await twoAttempts({ question: 'The first question of the session?' }, 2);
  expect(read(first)).toMatchObject({ query: 'And why?' });
});

test('what a model gave as a reason drives no terminal and tells no key', async () => {
  const { second } = await twoAttempts({ secrets: ['sk-0123456789'] }, 1, 'is\u001B[2J\u009B1m thin sk-0123456789');
  const text = readText(second, 'execution_metadata.yaml');
  for (const part of ['\u001B', '\u009B', 'sk-0123456789']) expect(text).not.toContain(part);
  expect(read(second)).toMatchObject({ cli_args: { restart_reason: expect.stringContaining('thin [redacted]') } });
});
