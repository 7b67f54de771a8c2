import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok } from '../../../shared/result.ts';
import type { Result } from '../../../shared/result.ts';

export interface VhsStart {
  /** The program's file. */
  readonly program: string;
  readonly args: readonly string[];
  /** The tape when it is read from standard input; else null. */
  readonly input: Uint8Array | null;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Each line it prints, on either stream; untrusted text. */
  readonly onLine: (line: string) => void;
}

const GRACE_MS = 2000;
const LAST_WORDS_MS = 1000;
/** Bars that are drawn with carriage returns would make one endless line. */
const LONGEST_LINE = 2000;

/**
 * Runs VHS and all it starts as a group, which ends with the signal. Its exit code, or null when a signal ended it; the
 * failure says why it could not be started.
 */
export async function runVhs(start: VhsStart, signal: AbortSignal): Promise<Result<number | null, string>> {
  const { program, args, cwd, env, input } = start;
  const child = spawn(program, args, {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  child.stdin.on('error', () => undefined); // it may end before it has read its tape
  child.stdin.end(input ?? undefined);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => start.onLine(line.slice(0, LONGEST_LINE)));
  }
  const ended = new Promise<Result<number | null, string>>((resolve) => {
    child.once('error', (error) => resolve(fail(`VHS could not be started: ${error.message}`)));
    child.once('close', (code) => resolve(ok(code)));
  });
  // What it left behind may hold its output open for ever.
  const letGo = (): void => void [child.stdout, child.stderr].map((stream) => stream.destroy());
  child.once('exit', () => void setTimeout(letGo, LAST_WORDS_MS).unref());
  const over = new AbortController();
  const stop = async (): Promise<void> => {
    endGroup(child.pid, 'SIGTERM');
    await wait(GRACE_MS, undefined, { signal: over.signal }).catch(() => undefined);
    if (!over.signal.aborted) endGroup(child.pid, 'SIGKILL');
  };
  const onAbort = (): void => void stop(); // never rejects
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await ended;
  } finally {
    over.abort();
    signal.removeEventListener('abort', onAbort);
  }
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // It has ended by itself.
  }
}
