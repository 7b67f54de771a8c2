import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, extname, isAbsolute, join, resolve } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { HostStart } from './host.ts';

const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';
const DEFAULT_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/**
 * The file that starting `argv[0]` would run, looked up as the system does it: on the program's own PATH, or from its
 * folder when the name has a slash. A pseudo-terminal does not tell: the child would print a line and exit with 1.
 */
export function findProgram({ argv, cwd, env }: Pick<HostStart, 'argv' | 'cwd' | 'env'>): Result<string, string> {
  const name = argv[0] ?? '';
  if (name === '') return fail('There is no program to run: the command is empty.');
  const folder = kindOf(cwd);
  if (folder === 'missing') return fail(`The folder ${cwd} to run ${name} in does not exist.`);
  if (folder !== 'folder') return fail(`${cwd}, where ${name} should run, is not a folder.`);
  if (/[/\\]/.test(process.platform === 'win32' ? name : name.replaceAll('\\', ''))) {
    return named(name, isAbsolute(name) ? name : resolve(cwd, name));
  }
  for (const entry of (env['PATH'] ?? env['Path'] ?? DEFAULT_PATH).split(delimiter)) {
    const found = candidates(resolve(cwd, entry === '' ? '.' : entry, name), env).find(isRunnable);
    if (found !== undefined) return ok(found);
  }
  return fail(`There is no program named ${name} on the PATH.`);
}

function named(name: string, path: string): Result<string, string> {
  const found = candidates(path, process.env).find(isRunnable);
  if (found !== undefined) return ok(found);
  const kind = kindOf(path);
  if (kind === 'folder') return fail(`${name} is a folder, not a program.`);
  return fail(kind === 'missing' ? `There is no program at ${name}.` : `${name} may not be run: it is not executable.`);
}

/** On Windows a program may be named without its extension. */
function candidates(path: string, env: Readonly<Record<string, string | undefined>>): readonly string[] {
  if (process.platform !== 'win32' || extname(path) !== '') return [path];
  return (env['PATHEXT'] ?? DEFAULT_EXTENSIONS).split(';').map((extension) => path + extension);
}

function kindOf(path: string): 'folder' | 'file' | 'missing' {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'missing' : found.isDirectory() ? 'folder' : 'file';
}

function isRunnable(path: string): boolean {
  if (kindOf(path) !== 'file') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where a program named on this process's PATH lies; null when there is none. For `Require`. */
export const onPath = (name: string, env: Readonly<Record<string, string>>, cwd: string): string | null => {
  const found = findProgram({ argv: [name], cwd: join(cwd), env });
  return found.ok ? found.value : null;
};
