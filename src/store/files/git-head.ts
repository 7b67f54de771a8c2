import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** The commit and branch a folder is on; null outside a repository. Reads git's own files: no process is started. */
export async function gitHead(folder: string): Promise<{ commit: string; branch: string } | null> {
  try {
    const gitDir = await findGitDir(folder);
    if (gitDir === null) return null;
    const head = (await readFile(join(gitDir, 'HEAD'), 'utf8')).trim();
    if (!head.startsWith('ref: ')) return { commit: head, branch: 'HEAD' };
    const ref = head.slice('ref: '.length);
    const commit = await readRef(gitDir, ref);
    return commit === null ? null : { commit, branch: ref.replace(/^refs\/heads\//, '') };
  } catch {
    // Unreadable or half-made: for the metadata that is the same as none.
    return null;
  }
}

/** The repository's own folder, also for a worktree, whose `.git` is a file that names it. */
async function findGitDir(folder: string): Promise<string | null> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const git = join(at, '.git');
    const found = await stat(git).catch(() => null);
    if (found?.isDirectory()) return git;
    if (found?.isFile()) return resolve(at, (await readFile(git, 'utf8')).replace(/^gitdir:\s*/, '').trim());
    if (dirname(at) === at) return null;
  }
}

async function readRef(gitDir: string, ref: string): Promise<string | null> {
  const common = await readFile(join(gitDir, 'commondir'), 'utf8').then(
    (text) => resolve(gitDir, text.trim()),
    () => gitDir,
  );
  const loose = await readFile(join(common, ref), 'utf8').catch(() => null);
  if (loose !== null) return loose.trim();
  const packed = await readFile(join(common, 'packed-refs'), 'utf8').catch(() => '');
  return (
    packed
      .split('\n')
      .find((line) => line.endsWith(` ${ref}`))
      ?.split(' ')[0] ?? null
  );
}
