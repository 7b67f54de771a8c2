import { spawn } from 'node:child_process';

/**
 * Waits for its standard input to end, which happens when this process is gone for whatever reason, and then gives the
 * terminal back. It outlives the signals that a terminal sends to a whole job.
 */
const SCRIPT = `trap '' INT TERM HUP QUIT TSTP TTIN TTOU
while read -r _; do :; done
printf '%b' "$1" > /dev/tty
stty sane < /dev/tty`;

export interface Guard {
  /** The terminal was given back in order: the guard has nothing to do any more. Synchronous, idempotent. */
  release(): void;
}

/**
 * Starts a small shell that restores the terminal after a death nobody can catch (SIGKILL, out of memory, a crash of the
 * runtime). Where no shell can be started there is no guard.
 */
export function startGuard(restoreBytes: string): Guard {
  const escaped = restoreBytes.replaceAll('\x1b', '\\033').replaceAll('\x18', '\\030');
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'massgen-guard', escaped], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', () => undefined); // no shell, no guard
  child.stdin.on('error', () => undefined);
  child.unref();
  // A pipe is a socket here; it must not keep a finished program alive.
  (child.stdin as unknown as { unref?: () => void }).unref?.();
  return { release: () => void child.kill('SIGKILL') };
}
