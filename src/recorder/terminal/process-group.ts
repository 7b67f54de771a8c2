import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** In the environment of everything a recording starts, so that what left its session can still be found. */
export const RECORDING_MARK = 'MASSGEN_RECORDING';

/** How a recorded program and everything it started is known. */
export interface ProcessFamily {
  /** The program's process, and the number of its group and session. */
  readonly leader: number;
  /** The value of `RECORDING_MARK`. */
  readonly mark: string;
}

const LOOK_EVERY_MS = 20;

/**
 * Processes of the family that live, without the leader: by session and by mark on Linux; elsewhere nobody can list them,
 * and the group as a whole stands for them.
 */
function relatives({ leader, mark }: ProcessFamily): readonly number[] {
  if (process.platform !== 'linux') return groupLives(leader) ? [leader] : [];
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === leader || pid === process.pid) return [];
    const facts = factsOf(pid);
    if (facts === null || facts.dead) return [];
    return facts.session === leader || hasMark(pid, mark) ? [pid] : [];
  });
}

/** Sends a signal to the whole group of the leader, and to relatives outside of it. Nobody there is no error. */
export function signalFamily(family: ProcessFamily, signal: NodeJS.Signals): void {
  send(-family.leader, signal);
  for (const pid of relatives(family)) send(pid, signal);
}

/**
 * Ends what a leader left behind: a moment to go by themselves, SIGTERM, `graceMs`, SIGKILL. Resolves with those that had
 * to be ended.
 */
export async function endRelatives(
  family: ProcessFamily,
  momentMs: number,
  graceMs: number,
): Promise<readonly number[]> {
  await untilGone(family, momentMs);
  const left = relatives(family);
  if (left.length === 0) return [];
  for (const signal of ['SIGTERM', 'SIGCONT'] as const) for (const pid of left) send(groupOr(pid, family), signal);
  await untilGone(family, graceMs);
  const stubborn = relatives(family);
  for (const pid of stubborn) send(groupOr(pid, family), 'SIGKILL');
  if (stubborn.length > 0) await untilGone(family, graceMs);
  return [...new Set([...left, ...stubborn])];
}

/** Where relatives cannot be listed, the leader's number stands for its group. */
const groupOr = (pid: number, { leader }: ProcessFamily): number => (pid === leader ? -leader : pid);

async function untilGone(family: ProcessFamily, limitMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < limitMs && relatives(family).length > 0; waitedMs += LOOK_EVERY_MS) {
    await wait(LOOK_EVERY_MS);
  }
}

function groupLives(leader: number): boolean {
  return send(-leader, 0);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false; // gone, or not ours: both mean there is nobody to end
  }
}

function factsOf(pid: number): { readonly session: number; readonly dead: boolean } | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in brackets may hold anything, brackets too; after the last one: state, parent, group, session.
  const [state = '', , , session = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { session: Number(session), dead: state === 'Z' || state === 'X' };
}

function hasMark(pid: number, mark: string): boolean {
  return readIfThere(`/proc/${pid}/environ`)?.split('\0').includes(`${RECORDING_MARK}=${mark}`) ?? false;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // ended meanwhile, or another user's
  }
}
