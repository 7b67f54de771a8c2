import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitHead } from '../../src/store/files/git-head.ts';
import { logBaseDir, makeLogFolder } from '../../src/store/log-folder.ts';
import { clockTime, folderStamp, localIso } from '../../src/store/local-time.ts';
import { createContexts } from '../../src/store/contexts.ts';
import { modelCallId } from '../../src/coordination/ids.ts';
import { agentId, draft, stamp, START_MS, temporaryFolder } from './support.ts';

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
