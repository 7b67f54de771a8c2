import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok } from '../../shared/result.ts';
import type { RecorderClock } from '../clock/clock.ts';
import { findProgram } from './find-program.ts';
import type { ExitReport, StartHost, TerminalHost } from './host.ts';
import { createOutputGate } from './output-gate.ts';
import type { ProcessFamily } from './process-group.ts';
import { endRelatives, RECORDING_MARK, rememberFamily, signalFamily, watchFamily } from './process-group.ts';
import { isAtWork } from './process-state.ts';
import type { PtyProcess } from './pty-package.ts';
import { loadPtyPackage } from './pty-package.ts';
import { settlesWithin } from './settles-within.ts';
import { isShellName } from './shells.ts';
import { createTerminalInput } from './input/terminal-input.ts';
import { createWriteQueue } from './input/write-queue.ts';

/** Text that comes after the exit: none is expected on Unix, some is on Windows. */
const DRAIN_MS = 50;
/** How long children may go on by themselves after their parent ended. */
const MOMENT_MS = 300;
const LEFTOVER_GRACE_MS = 500;
/** An interactive shell ignores SIGTERM and obeys a hang-up, which it also hands on to its jobs. */
const SHELL_HANGS_UP_AFTER_MS = 50;
/** After SIGKILL a process can only be missing because the system is slow to say so. */
const KILLED_BY_NOW_MS = 2000;
/** A paused terminal is closed a moment after its program ended; who looks as often as this loses nothing. */
const LOOK_WHILE_PAUSED_MS = 40;
const UNHEARD_LIMIT = 1024 * 1024;

let started = 0;

/**
 * Starts a program in a real pseudo-terminal: node-pty, else @lydell/node-pty, else an error that says what is missing.
 * The host's own waits (grace, drain) are real time, in which a virtual clock is held.
 */
export const startPtyHost: StartHost = async (start, clock) => {
  const found = findProgram(start);
  if (!found.ok) return found;
  const loaded = loadPtyPackage();
  if (!loaded.ok) return loaded;
  const [file = '', ...args] = start.argv;
  started += 1;
  const mark = `${process.pid}.${started}`;
  try {
    const child = loaded.value.spawn(file, args, {
      name: start.env['TERM'] ?? 'xterm-256color',
      cols: cellCount(start.columns),
      rows: cellCount(start.rows),
      cwd: start.cwd,
      env: { ...start.env, [RECORDING_MARK]: mark },
    });
    return ok(createPtyHost(child, { leader: child.pid, mark, seen: new Map() }, isShellName(file), clock));
  } catch (cause) {
    return fail(
      `${file} could not be started in a terminal: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
};

function createPtyHost(child: PtyProcess, family: ProcessFamily, isShell: boolean, clock: RecorderClock): TerminalHost {
  const gate = createOutputGate();
  let phase: 'running' | 'closed' | 'ended' = 'running'; // closed: the terminal is gone, the exit is not known yet
  let readerPaused = false;
  let stopping: Promise<ExitReport> | null = null;
  let watch: NodeJS.Timeout | null = null;
  const input = createWriteQueue(createTerminalInput(child));
  const forget = watchFamily(family);

  /** The terminal is read while its text can be handed on, and to the end once its program has ended. */
  const follow = (): void => {
    if (phase !== 'running') return;
    const hold = readerPaused || gate.heldLength > UNHEARD_LIMIT;
    if (hold && watch === null) {
      child.pause();
      watch = setInterval(() => {
        if (!isAlive(family.leader)) child.resume();
      }, LOOK_WHILE_PAUSED_MS);
    } else if (!hold && watch !== null) {
      clearInterval(watch);
      watch = null;
      child.resume();
    }
  };
  const close = (): void => {
    if (phase === 'running') phase = 'closed';
    input.close();
    if (watch !== null) clearInterval(watch);
  };

  let lastDataMs = 0;
  child.onData((text) => {
    lastDataMs = performance.now();
    gate.push(text);
    follow();
  });
  child.on?.('close', close);

  const ended = new Promise<{ readonly exitCode: number; readonly signal?: number }>((resolve) => {
    child.onExit(resolve);
  });

  const silence = Promise.withResolvers<void>();
  async function report(): Promise<ExitReport> {
    const { exitCode, signal } = await ended;
    close();
    phase = 'ended';
    lastDataMs = Math.max(lastDataMs, performance.now() - 1);
    while (performance.now() - lastDataMs < DRAIN_MS) await wait(DRAIN_MS / 2);
    gate.end();
    await gate.drained();
    silence.resolve();
    const leftovers = await endRelatives(family, MOMENT_MS, LEFTOVER_GRACE_MS);
    forget();
    const name = signalName(signal ?? 0);
    return {
      exitCode: name === null ? exitCode : null,
      signal: name,
      leftovers,
      ok: exitCode === 0 && name === null && leftovers.length === 0,
    };
  }
  const exited = report();

  async function end(graceMs: number): Promise<ExitReport> {
    const ending = clock.hold('the program ends');
    readerPaused = false;
    gate.open();
    follow();
    if (phase === 'running') await endLeader(graceMs);
    const over = await settlesWithin(exited, KILLED_BY_NOW_MS);
    ending[Symbol.dispose]();
    return over ? exited : { exitCode: null, signal: null, leftovers: [family.leader], ok: false };
  }

  async function endLeader(graceMs: number): Promise<void> {
    if (process.platform === 'win32') return child.kill();
    rememberFamily(family);
    signalFamily(family, 'SIGTERM');
    signalFamily(family, 'SIGCONT'); // a stopped program hears nothing else
    const firstMs = isShell ? Math.min(SHELL_HANGS_UP_AFTER_MS, graceMs) : graceMs / 2;
    if (await settlesWithin(ended, firstMs)) return;
    signalFamily(family, 'SIGHUP');
    if (await settlesWithin(ended, graceMs - firstMs)) return;
    signalFamily(family, 'SIGKILL');
  }

  return {
    kind: 'pty',
    onOutput(listener) {
      gate.listen(listener);
      follow();
    },
    write: (data) => input.push(data),
    resize(columns, rows) {
      if (phase !== 'running') return;
      try {
        child.resize(cellCount(columns), cellCount(rows));
      } catch {
        // It ended at this very moment; the exit report is on its way.
      }
    },
    pause() {
      readerPaused = true;
      gate.close();
      follow();
    },
    resume() {
      readerPaused = false;
      gate.open();
      follow();
    },
    busy: () => (phase === 'running' ? isAtWork(family.leader) : undefined),
    stop(graceMs) {
      stopping ??= end(graceMs);
      return stopping;
    },
    ended: silence.promise,
    exited,
  };
}

const cellCount = (cells: number): number => Math.min(Math.max(1, Math.trunc(cells) || 1), 0xffff);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalName(signal: number): string | null {
  if (signal === 0) return null;
  return Object.entries(constants.signals).find(([, value]) => value === signal)?.[0] ?? `signal ${signal}`;
}
