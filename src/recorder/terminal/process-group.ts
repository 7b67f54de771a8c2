import { readFileSync, readdirSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** In the environment of everything a recording starts, so that what left its session can still be found. */
export const RECORDING_MARK = 'MASSGEN_RECORDING';

/** How a recorded program and everything it started is known. */
export interface ProcessFamily {
  /** The program's process, and the number of its group and session. */
  readonly leader: number;
  /** The value of `RECORDING_MARK`. */
  readonly mark: string;
  /** Processes once seen as the family's, by number, with when they were started: numbers are used again. */
  readonly seen: Map<number, string>;
}

const LOOK_EVERY_MS = 20;
/** What leaves its session and drops its environment is still known as a child, if somebody looks while it is one. */
const REMEMBER_EVERY_MS = 500;

const living = new Set<ProcessFamily>();

/**
 * Remembers who belongs to a family while its program runs, until the function that is given is called. Whoever ends
 * this process before that, by a second signal or by a bug, ends the family with it.
 */
export function watchFamily(family: ProcessFamily): () => void {
  if (living.size === 0) process.on('exit', endLiving);
  living.add(family);
  const timer = setInterval(() => rememberFamily(family), REMEMBER_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (living.delete(family) && living.size === 0) process.off('exit', endLiving);
  };
}

function endLiving(): void {
  for (const family of living) {
    rememberFamily(family);
    signalFamily(family, 'SIGKILL');
  }
}

/** Looks at who is a child of the family now, or has its terminal. Only while the program runs: then both are its own. */
export function rememberFamily(family: ProcessFamily): void {
  if (process.platform !== 'linux') return;
  const leader = factsOf(family.leader);
  if (leader === null || leader.dead || leader.session !== family.leader) return;
  const tty = terminalOf(family.leader, 0);
  const all = everyone();
  for (const [pid, { start }] of all) {
    if (pid !== family.leader && hasTerminal(pid, tty)) family.seen.set(pid, start);
  }
  rememberChildren(family, all);
}

function rememberChildren({ leader, seen }: ProcessFamily, all: ReadonlyMap<number, Facts>): void {
  for (const [pid, start] of seen) if (all.get(pid)?.start !== start) seen.delete(pid);
  for (let before = -1; before !== seen.size;) {
    before = seen.size;
    for (const [pid, { parent, start }] of all) {
      if (pid !== leader && (parent === leader || seen.has(parent))) seen.set(pid, start);
    }
  }
}

/**
 * Processes of the family that live, without the leader: by session, by mark and as children on Linux; elsewhere nobody
 * can list them, and the group as a whole stands for them.
 */
function relatives(family: ProcessFamily): readonly number[] {
  const { leader, mark, seen } = family;
  if (process.platform !== 'linux') return groupLives(leader) ? [leader] : [];
  const all = everyone();
  for (const [pid, { session, start }] of all) {
    if (pid !== leader && (session === leader || hasMark(pid, mark))) seen.set(pid, start);
  }
  rememberChildren(family, all);
  return [...seen.keys()];
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

interface Facts {
  readonly parent: number;
  readonly session: number;
  /** Since the system was started, in its ticks. */
  readonly start: string;
  readonly dead: boolean;
}

/** Everybody who lives, but this process. */
function everyone(): ReadonlyMap<number, Facts> {
  const all = new Map<number, Facts>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const facts = factsOf(pid);
    if (facts !== null && !facts.dead) all.set(pid, facts);
  }
  return all;
}

function factsOf(pid: number): Facts | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (stat === null) return null;
  // The name in brackets may hold anything, brackets too; after the last one: state, parent, group, session.
  const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent = '', , session = ''] = words;
  return {
    parent: Number(parent),
    session: Number(session),
    start: words[19] ?? '',
    dead: state === 'Z' || state === 'X',
  };
}

const hasTerminal = (pid: number, tty: string | null): boolean =>
  tty !== null && [0, 1, 2].some((file) => terminalOf(pid, file) === tty);

/** Linux gives pseudo-terminals the major numbers from 136 to 143. */
const isTerminal = (device: number): boolean => ((device >> 8) & 0xfff) >= 136 && ((device >> 8) & 0xfff) <= 143;

/** The pseudo-terminal behind a file of a process: containers number theirs alike, so its file system is named too. */
function terminalOf(pid: number, file: number): string | null {
  try {
    const { dev, ino, rdev } = statSync(`/proc/${pid}/fd/${file}`);
    return isTerminal(rdev) ? `${dev}:${ino}:${rdev}` : null;
  } catch {
    return null; // ended meanwhile, another user's, or closed
  }
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
