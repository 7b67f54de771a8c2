import { readFileSync } from 'node:fs';

/** More descendants than this are not looked at: a build may have thousands. */
const MOST_PROCESSES = 64;
/** Running or waiting for its turn, and waiting for the disk. */
const AT_WORK = ['R', 'D'];

/**
 * Whether a program, or anything that descends from it, is at work or waits for its turn. On a busy machine only this
 * tells a program that has not come to its answer yet from one that has none. Undefined where nobody can tell, which is
 * everywhere but on Linux.
 */
export function isAtWork(leader: number): boolean | undefined {
  if (process.platform !== 'linux') return undefined;
  const family = [leader];
  for (const pid of family) {
    const stat = read(`/proc/${pid}/stat`);
    const children = read(`/proc/${pid}/task/${pid}/children`);
    if (pid === leader && (stat === null || children === null)) return undefined;
    // The name in brackets may hold anything, brackets too; the state stands after the last one.
    const state = stat?.charAt(stat.lastIndexOf(')') + 2) ?? '';
    if (AT_WORK.includes(state)) return true;
    const found = (children ?? '').split(' ').filter((word) => word !== '');
    family.push(...found.slice(0, MOST_PROCESSES - family.length).map(Number));
  }
  return false;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // ended meanwhile, or not told by this system
  }
}
